"""Codes that attribute reports to an association, a target group and perhaps a site; never to a person."""

import secrets
from datetime import timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from driverapp.associations.change import groups_of
from driverapp.associations.changes import require_active
from driverapp.associations.models import Association, Enrolment, Site
from driverapp.associations.staff import parts_on, too_few_share
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.vocabulary.letters import LETTERS
from driverapp.vocabulary.target_groups import TargetGroup

LENGTH = 8
VALID = timedelta(days=365)


class GroupTooSmall(Exception):
    """The group has fewer than 10 members: a code would come close to naming somebody."""


class GroupNotThere(Exception):
    """The association is said to have other target groups."""


class AlreadyEnrolled(Exception):
    """There is an active code for this association, target group and site. `code`: that one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AlreadyEnded(Exception):
    """The code was ended, and cannot be renewed before it is taken up again."""


def add_enrolment(
    session: Session, association: Association, group: TargetGroup, site: Site | None, *, by: int | None = None
) -> Enrolment:
    """Make a code that is valid for a year.

    Raises `GroupTooSmall`, `GroupNotThere`, `AlreadyEnrolled` and `changes.Deactivated`.
    """
    _check_group(session, association, group, site)
    _end_expired(session, association, group, site)
    enrolment = Enrolment(
        code="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
        association=association,
        site=site,
        target_group=group,
        expires_at=now() + VALID,
    )
    try:
        with session.begin_nested():
            session.add(enrolment)
    except IntegrityError:
        raise AlreadyEnrolled(session.scalars(_active(association, group, site)).one().code) from None
    record(session, "code_made", subject(enrolment), by)
    return enrolment


def end_enrolment(session: Session, enrolment: Enrolment, *, by: int | None) -> None:
    """Let a code hold no longer; reports made with it keep it. Again changes nothing."""
    session.refresh(enrolment, with_for_update=True)
    if enrolment.ended_at is None:
        enrolment.ended_at = now()
        record(session, "code_ended", subject(enrolment), by)


def renew_enrolment(session: Session, enrolment: Enrolment, *, by: int | None) -> None:
    """Let the same code hold for a year from today: what hangs on walls stays good.

    Raises `AlreadyEnded`, `GroupTooSmall`, `GroupNotThere` and `changes.Deactivated`.
    """
    session.refresh(enrolment, with_for_update=True)
    if enrolment.ended_at is not None:
        raise AlreadyEnded
    _check_group(session, enrolment.association, TargetGroup(enrolment.target_group), enrolment.site)
    enrolment.expires_at = now() + VALID
    record(session, "code_renewed", subject(enrolment), by)


def revive_enrolment(session: Session, enrolment: Enrolment, *, by: int | None) -> None:
    """Take back the end of a code; it holds until it would have anyway. Again changes nothing.

    Raises `AlreadyEnrolled`, where another code has taken its place, `GroupTooSmall`, `GroupNotThere` and
    `changes.Deactivated`.
    """
    session.refresh(enrolment, with_for_update=True)
    if enrolment.ended_at is None:
        return
    association, group, site = enrolment.association, TargetGroup(enrolment.target_group), enrolment.site
    _check_group(session, association, group, site)
    try:
        with session.begin_nested():
            enrolment.ended_at = None
    except IntegrityError:
        session.refresh(enrolment)
        raise AlreadyEnrolled(session.scalars(_active(association, group, site)).one().code) from None
    record(session, "code_revived", subject(enrolment), by)


def subject(enrolment: Enrolment) -> str:
    """What the audit calls a code."""
    return f"enrolment:{enrolment.id}"


def _check_group(session: Session, association: Association, group: TargetGroup, site: Site | None) -> None:
    require_active(association, site)
    named = groups_of(association)
    if named and group not in named:
        raise GroupNotThere
    if too_few_share(parts_on(session, association.id), group, site.id if site else None):
        raise GroupTooSmall


def _active(association: Association, group: TargetGroup, site: Site | None) -> Select[Enrolment]:
    return select(Enrolment).where(
        Enrolment.association_id == association.id,
        Enrolment.target_group == group,
        Enrolment.site_id == (site.id if site else None),
        Enrolment.ended_at.is_(None),
    )


def _end_expired(session: Session, association: Association, group: TargetGroup, site: Site | None) -> None:
    moment = now()
    expired = _active(association, group, site).where(Enrolment.expires_at <= moment).with_only_columns(Enrolment.id)
    session.execute(update(Enrolment).where(Enrolment.id.in_(expired)).values(ended_at=moment))
