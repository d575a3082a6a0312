"""Sites: the places that an association runs, and what their staff say at 110."""

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.add import InvalidName, InvalidSlug, is_slug
from driverapp.associations.changes import begin_change, end_change, require_active, subject
from driverapp.associations.models import Association, Site
from driverapp.trust.audit import record
from driverapp.vocabulary.roads import road_name

LONGEST = {"name": 200, "phone": 40, "address": 200, "side": 60, "road": 10, "direction": 80}
PHONE = re.compile(r"\+?[0-9][0-9 /()-]{2,38}")
# Of each number the least and the most. No operator keeps video for longer than a month without a reason.
NUMBERS = {"km": (0, 999.999), "video_hours": (1, 744)}


class InvalidSite(Exception):
    """A field of a site is out of form; the message says how it is written. `field`: its name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class SiteElsewhere(Exception):
    """The slug belongs to a site of another association."""


def site_for(session: Session, association: Association, slug: str, *, by: int | None = None) -> tuple[Site, bool]:
    """The association's site of a slug, made where there is none, and whether it was made.

    Raises `InvalidSlug`, `SiteElsewhere` and, where one would be made, `changes.Deactivated`.
    """
    if not is_slug(slug):
        raise InvalidSlug
    known = session.scalar(select(Site).where(Site.slug == slug))
    if known is None:
        require_active(association)
        made = Site(association=association, slug=slug, name=slug)
        session.add(made)
        session.flush()
        record(session, "site_added", subject(made), by)
        return made, True
    if known.association_id != association.id:
        raise SiteElsewhere
    return known, False


def set_site(
    session: Session,
    site: Site,
    fields: Mapping[str, str | float | None],
    *,
    seen: int | None = None,
    by: int | None = None,
) -> None:
    """Set some of the fields that `sites set` names; an empty text, or no number, takes one away.

    The same again changes nothing. `seen`: the version that the person saw. Raises `InvalidName`, `InvalidSite` and
    `changes.ChangedMeanwhile`.
    """
    values = {name: checked(name, value) for name, value in fields.items()}
    begin_change(session, site, seen)
    if all(getattr(site, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(site, name, value)
    end_change(session, site, "site_changed", by)


def checked(name: str, value: str | float | None) -> str | float | None:
    """A field as it is kept. Raises `InvalidName` and `InvalidSite`."""
    return _text(name, value) if isinstance(value, str) else _number(name, value)


def _number(name: str, value: float | None) -> float | None:
    least, most = NUMBERS[name]
    if value is not None and not least <= value <= most:
        raise InvalidSite(name, f"{name} lies between {least:g} and {int(most)}.")
    return value


def _text(name: str, value: str) -> str | None:
    text = value.strip()
    if name == "name" and not text:
        raise InvalidName
    if len(text) > LONGEST[name]:
        raise InvalidSite(name, f"{name}: at most {LONGEST[name]} characters.")
    if name == "phone" and text and not PHONE.fullmatch(text):
        raise InvalidSite(name, "A telephone number is of digits, blanks and hyphens, perhaps after a +.")
    if name == "road" and text and road_name(text) is None:
        raise InvalidSite(name, "A road is written like A2 or B 64.")
    return (road_name(text) if name == "road" else text) or None
