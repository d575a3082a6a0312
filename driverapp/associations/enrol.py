"""Codes that attribute reports to an association, a target group and perhaps a site; never to a person."""

import secrets
from datetime import timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.store.clock import now
from driverapp.vocabulary.target_groups import TargetGroup

# Crockford's letters: none is taken for another, on a poster or over the phone.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
VALID = timedelta(days=365)
# Below this a report could point at a person.
SMALLEST_GROUP = 10


class GroupTooSmall(Exception):
    """The group has fewer than 10 members: a code would come close to naming somebody."""


class AlreadyEnrolled(Exception):
    """There is an active code for this association, target group and site. `code`: that one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add_enrolment(session: Session, association: Association, group: TargetGroup, site: Site | None) -> Enrolment:
    """Make a code that is valid for a year. Raises `GroupTooSmall` and `AlreadyEnrolled`.

    The size of the group is bounded by the association's staff, where that is known.
    """
    if association.staff is not None and association.staff < SMALLEST_GROUP:
        raise GroupTooSmall
    _end_expired(session, association, group, site)
    enrolment = Enrolment(
        code="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
        association=association,
        site=site,
        target_group=group,
        group_size=association.staff,
        expires_at=now() + VALID,
    )
    try:
        with session.begin_nested():
            session.add(enrolment)
    except IntegrityError:
        raise AlreadyEnrolled(session.scalars(_active(association, group, site)).one().code) from None
    return enrolment


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
