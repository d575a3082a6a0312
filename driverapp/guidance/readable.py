"""What readers can answer to: a version that they had at some time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from driverapp.associations.attribute import attribution
from driverapp.guidance.models import GuidanceItem, GuidanceVersion
from driverapp.store.clock import local_day, now
from driverapp.store.database import db


class UnknownReading(Exception):
    """Readers never had this version of this item."""


@dataclass(frozen=True)
class Read:
    """Which version was read, by somebody of which target group, with which enrolment code."""

    slug: str
    number: int
    target_group: str | None = None
    enrolment: str | None = None


@dataclass(frozen=True)
class Kept:
    """What the phone learns. `created`: false for a repeat; `ignored`: pointers to what was dropped."""

    id: UUID
    ignored: list[str]
    created: bool


def place(read: Read) -> tuple[dict[str, Any], list[str]]:
    """The columns that say what was read on which day by whom, as far as it is kept, and pointers to what is dropped.

    Raises `UnknownReading`.
    """
    item, belongs = _item(read), attribution(read.enrolment, read.target_group)
    columns = {
        "item_id": item.id,
        "version_number": read.number,
        "association_id": belongs["association_id"],
        "target_group": belongs["target_group"] or item.target_group,
        "day": local_day(now()),
    }
    return columns, ["/enrolment"] if read.enrolment and belongs["enrolment_id"] is None else []


def _item(read: Read) -> GuidanceItem:
    was_read = or_(GuidanceVersion.starter, GuidanceVersion.published_at.is_not(None))
    query = select(GuidanceItem).join(GuidanceItem.versions)
    found = db.session.scalar(
        query.where(GuidanceItem.slug == read.slug, GuidanceVersion.number == read.number, was_read)
    )
    if found is None:
        raise UnknownReading
    return found
