"""To whom a report belongs: the enrolment code that its phone carries, and the site that it names."""

from sqlalchemy import select

from driverapp.associations.models import Enrolment, Site
from driverapp.store.clock import now
from driverapp.store.database import db


def find_enrolment(code: str) -> Enrolment | None:
    """The enrolment of a code that is valid now; `None` for an unknown, ended or expired one."""
    return db.session.scalar(
        select(Enrolment).where(
            Enrolment.code == code.strip().upper(), Enrolment.ended_at.is_(None), Enrolment.expires_at > now()
        )
    )


def knows_site(slug: str) -> bool:
    """Whether a site has this slug."""
    return db.session.scalar(select(Site.id).where(Site.slug == slug)) is not None
