"""Sites: the places that an association runs, and what their staff say at 110."""

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.add import LONGEST_SLUG, SLUG, InvalidName, InvalidSlug
from driverapp.associations.models import Association, Site
from driverapp.vocabulary.roads import road_name

LONGEST = {"name": 200, "phone": 40, "address": 200, "side": 60, "road": 10, "direction": 80}
PHONE = re.compile(r"\+?[0-9][0-9 /()-]{2,38}")
# Of each number the least and the most. No operator keeps video for longer than a month without a reason.
NUMBERS = {"km": (0, 999.999), "video_hours": (1, 744)}


class InvalidSite(Exception):
    """A field of a site is out of form; the message names it."""


class SiteElsewhere(Exception):
    """The slug belongs to a site of another association."""


def site_for(session: Session, association: Association, slug: str) -> tuple[Site, bool]:
    """The association's site of a slug, made where there is none, and whether it was made.

    Raises `InvalidSlug` and `SiteElsewhere`.
    """
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise InvalidSlug
    known = session.scalar(select(Site).where(Site.slug == slug))
    if known is None:
        made = Site(association=association, slug=slug, name=slug)
        session.add(made)
        session.flush()
        return made, True
    if known.association_id != association.id:
        raise SiteElsewhere
    return known, False


def set_site(site: Site, fields: Mapping[str, str | float]) -> None:
    """Set some of the fields that `sites set` names; an empty text takes one away.

    Raises `InvalidName` and `InvalidSite`.
    """
    for name, value in fields.items():
        setattr(site, name, _text(name, value) if isinstance(value, str) else _number(name, value))


def _number(name: str, value: float) -> float:
    least, most = NUMBERS[name]
    if not least <= value <= most:
        raise InvalidSite(f"{name} lies between {least:g} and {int(most)}.")
    return value


def _text(name: str, value: str) -> str | None:
    text = value.strip()
    if name == "name" and not text:
        raise InvalidName
    if len(text) > LONGEST[name]:
        raise InvalidSite(f"{name}: at most {LONGEST[name]} characters.")
    if name == "phone" and text and not PHONE.fullmatch(text):
        raise InvalidSite("A telephone number is of digits, blanks and hyphens, perhaps after a +.")
    if name == "road" and text and road_name(text) is None:
        raise InvalidSite("A road is written like A2 or B 64.")
    return (road_name(text) if name == "road" else text) or None
