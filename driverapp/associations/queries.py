"""What is asked about associations."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association, Site


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
