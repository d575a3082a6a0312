"""Search in what is sealed. There is no index over it: what the other filters leave is opened, newest first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from driverapp.reports.filters import Filters
from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab
from driverapp.reports.walk import Cursor, Order, walk
from driverapp.store.database import db

# Reports that one search opens at most.
SEARCHED_AT_MOST = 2000
BATCH = 200
# What the eye reads over in a plate or a file number.
JOINTS = re.compile(r"[\s\-–./·]+")


@dataclass(frozen=True)
class Found:
    """What a search found, how many reports it opened, and from where on it opened none, if there are more."""

    ids: Sequence[UUID]
    looked_through: int
    rest: Cursor | None


def search(tab: Tab, filters: Filters, below: Cursor | None, size: int) -> Found:
    """Up to `size` reports in which the filters' words occur, newest first, of at most 2,000 below a place."""
    ids: list[UUID] = []
    looked_through = 0
    while len(ids) < size and looked_through < SEARCHED_AT_MOST:
        opened = _open(walk(tab, filters, below, order=Order.NEWEST, count=BATCH))
        for report_id, visible_at, *content in opened:
            looked_through, below = looked_through + 1, Cursor(visible_at, report_id)
            if occurs(filters.words, *content):
                ids.append(report_id)
            if len(ids) == size:
                break
        if len(opened) < BATCH:
            break
    more = below is not None and bool(walk(tab, filters, below, order=Order.NEWEST, count=1))
    return Found(ids, looked_through, below if more else None)


def occurs(words: str, sealed: Mapping[str, Any] | None, file_number: str | None) -> bool:
    """Whether every word stands in text, place, direction, vehicle or file number, or all joined in a plate or number.

    Upper and lower case are one; in plates and file numbers spaces, hyphens and the like count for nothing.
    """
    content = sealed or {}
    vehicle = content.get("vehicle") or {}
    written = [content.get(name) for name in ("text", "place_text", "direction", "road")]
    said = " ".join(filter(None, (*written, *vehicle.values(), file_number))).casefold()
    if all(word in said for word in words.casefold().split()):
        return True
    joined = _joined(words)
    return bool(joined) and any(joined in _joined(number) for number in (vehicle.get("plate"), file_number) if number)


def _open(ids: Sequence[UUID]) -> Sequence[Any]:
    query = select(Report.id, Report.visible_at, Report.sealed, Report.file_number).where(Report.id.in_(ids))
    opened = {row.id: row for row in db.session.execute(query)} if ids else {}
    return [opened[each] for each in ids if each in opened]


def _joined(written: str) -> str:
    return JOINTS.sub("", written).casefold()
