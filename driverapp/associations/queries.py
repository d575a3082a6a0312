"""What is asked about associations."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.store.clock import now


class UnknownAssociation(Exception):
    """There is no association under this slug."""


class UnknownSite(Exception):
    """There is no site under this slug."""


def association_of(session: Session, slug: str) -> Association:
    """The association of a slug. Raises `UnknownAssociation`."""
    found = session.scalar(select(Association).where(Association.slug == slug))
    if found is None:
        raise UnknownAssociation
    return found


def site_of(session: Session, slug: str) -> Site:
    """The site of a slug. Raises `UnknownSite`."""
    found = session.scalar(select(Site).where(Site.slug == slug))
    if found is None:
        raise UnknownSite
    return found


def all_associations(session: Session) -> list[Association]:
    """Every association, by name."""
    return list(session.scalars(select(Association).order_by(Association.name)))


def all_sites(session: Session) -> list[Site]:
    """Every site, by name."""
    return list(session.scalars(select(Site).order_by(Site.name)))


def offered_associations(session: Session, beside: Association | None = None) -> list[Association]:
    """The associations that somebody may be given, by name; `beside`: the one that they have, even if it rests."""
    return [each for each in all_associations(session) if each.deactivated_at is None or each is beside]


def codes_of(session: Session, association: Association) -> Sequence[Enrolment]:
    """Every code of an association with its site: those that were not ended first, then the latest ended first."""
    rows = select(Enrolment).options(joinedload(Enrolment.site)).where(Enrolment.association_id == association.id)
    by = (Enrolment.ended_at.is_not(None), Enrolment.ended_at.desc(), Enrolment.target_group, Enrolment.id)
    return session.scalars(rows.order_by(*by)).all()


def sites_of(session: Session, association: Association) -> Sequence[Site]:
    """Every site of an association, by name."""
    rows = select(Site).where(Site.association_id == association.id)
    return session.scalars(rows.order_by(Site.name, Site.slug)).all()


def count_by_association(session: Session, model: type[Site] | type[Enrolment]) -> dict[int, int]:
    """How many active sites, or codes that hold, every association has, by its id; those without one are absent."""
    rows = select(model.association_id, func.count()).group_by(model.association_id)
    if issubclass(model, Site):
        rows = rows.where(Site.deactivated_at.is_(None))
    else:
        rows = rows.where(Enrolment.ended_at.is_(None), Enrolment.expires_at > now())
    return dict(session.execute(rows).all())


def known_slugs(session: Session, model: type[Association] | type[Site]) -> set[str]:
    """The slugs that are taken."""
    return set(session.scalars(select(model.slug)))
