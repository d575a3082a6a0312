"""Reach: how often "understood" was pressed. Counts of acts, never of people: no device, no time but the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from driverapp.associations.models import Association
from driverapp.guidance.models import GuidanceItem, GuidancePress, GuidanceUnderstood
from driverapp.guidance.readable import Kept, Read, place
from driverapp.store.database import db
from driverapp.store.insert import add_to_counter, insert_once
from driverapp.trust.hashing import keyed_hash

# A phone without network sends a press again for so long; then its id goes, and the count stays.
PRESSES_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Count:
    """Presses of one version, association (`None`: of none) and target group, all days together."""

    item: GuidanceItem
    version: int
    association: Association | None
    target_group: str
    count: int


def note_understood(press_id: UUID, read: Read) -> Kept:
    """Count a press of "understood", once, however often it comes. Raises `UnknownReading`."""
    columns, dropped = place(read)
    created = insert_once(GuidancePress, {"id_hash": press_hash(press_id), "day": columns["day"]})
    if created:
        add_to_counter(GuidanceUnderstood, columns, "count")
    return Kept(press_id, dropped, created)


def press_hash(press_id: UUID) -> bytes:
    """By what a repeat is known: a keyed hash, 32 bytes."""
    return keyed_hash("guidance-press", press_id.bytes)


def count_understood(slug: str | None = None) -> list[Count]:
    """The presses, by item, version, target group and association. `balance.reach` makes of them what may be shown."""
    of = (GuidanceUnderstood.version_number, GuidanceUnderstood.target_group)
    query = (
        select(GuidanceItem, Association, *of, func.sum(GuidanceUnderstood.count))
        .join(GuidanceItem, GuidanceItem.id == GuidanceUnderstood.item_id)
        .outerjoin(Association, Association.id == GuidanceUnderstood.association_id)
        .group_by(GuidanceItem.id, Association.id, *of)
        .order_by(GuidanceItem.slug, of[0].desc(), of[1], Association.name)
    )
    if slug is not None:
        query = query.where(GuidanceItem.slug == slug)
    return [
        Count(item, number, association, group, int(count))
        for item, association, number, group, count in db.session.execute(query)
    ]


def forget_presses(today: date, most: int) -> int:
    """Erase ids of presses that are older than 30 days, at most so many; how many were."""
    old = select(GuidancePress.id_hash).where(GuidancePress.day < today - PRESSES_KEPT).limit(most)
    gone = delete(GuidancePress).where(GuidancePress.id_hash.in_(old)).returning(GuidancePress.id_hash)
    return len(db.session.execute(gone).all())
