"""To whom a report or call belongs: the enrolment code that its phone carries, and the site that it names."""

from typing import Any

from sqlalchemy import select

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.associations.staff import Parts, parts_on, too_few_share
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.letters import as_read


def find_enrolment(code: str) -> Enrolment | None:
    """The enrolment of a code that is valid now; `None` for an unknown, ended or expired one, and for one that rests.

    It rests while its association or its site is deactivated, and while fewer than 10 people would share it.
    """
    found = db.session.scalar(
        select(Enrolment)
        .join(Association)
        .outerjoin(Site, Enrolment.site_id == Site.id)
        .where(
            Enrolment.code == as_read(code),
            Enrolment.ended_at.is_(None),
            Enrolment.expires_at > now(),
            Association.deactivated_at.is_(None),
            Site.deactivated_at.is_(None),
        )
    )
    if found is None or rests_for_few(found, parts_on(db.session(), found.association_id)):
        return None
    return found


def rests_for_few(enrolment: Enrolment, parts: Parts) -> bool:
    """Whether a code rests because of the numbers of its association, which are `parts`."""
    return too_few_share(parts, enrolment.target_group, enrolment.site_id)


def attribution(code: str | None, target_group: str | None) -> dict[str, Any]:
    """The columns that an enrolment code fills; all empty but the own group where it is unknown, ended or expired."""
    enrolment = find_enrolment(code) if code else None
    if enrolment is None:
        return {"enrolment_id": None, "association_id": None, "site_id": None, "target_group": target_group}
    return {
        "enrolment_id": enrolment.id,
        "association_id": enrolment.association_id,
        "site_id": enrolment.site_id,
        # Who is asked for the own group and says another one knows better than the code.
        "target_group": target_group or enrolment.target_group,
    }


def knows_site(slug: str) -> bool:
    """Whether a site has this slug."""
    return db.session.scalar(select(Site.id).where(Site.slug == slug)) is not None
