"""Search in what is sealed. There is no index over it: what the other filters leave is opened, newest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from driverapp.reports.filters import Filters
from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab
from driverapp.reports.walk import Cursor, Order, by, states_of, steps
from driverapp.store.database import db
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES

# Reports that one page of a search opens at most: to open one takes far longer than to find it.
SEARCHED_AT_MOST = 600
# Of them at once: a search ends where a page is full.
BATCH = 100
# What the eye reads over in a plate or a file number.
JOINTS = re.compile(r"[\s\-–./·]+")


@dataclass(frozen=True)
class Found:
    """What a search found, how many reports it opened, and from where on it opened none, if there are more."""

    ids: Sequence[UUID]
    looked_through: int
    rest: Cursor | None


def search(tab: Tab, filters: Filters, below: Cursor | None, size: int, *, most: int | None = None) -> Found:
    """Up to `size` reports in which the filters' words occur, newest first, of at most 600 below a place.

    `most`: open no more than these, if they are fewer.
    """
    ids: list[UUID] = []
    looked_through, most = 0, min(SEARCHED_AT_MOST, SEARCHED_AT_MOST if most is None else most)
    for report_id, visible_at, *content in _opened(tab, filters, below):
        if len(ids) == size or looked_through == most:
            return Found(ids, looked_through, below)
        looked_through, below = looked_through + 1, Cursor(visible_at, report_id)
        if occurs(filters.words, *content):
            ids.append(report_id)
    return Found(ids, looked_through, None)


def occurs(words: str, sealed: Mapping[str, Any] | None, file_number: str | None) -> bool:
    """Whether every word stands in text, place, direction, vehicle or file number, or all joined in a plate or number.

    A vehicle's kind and colour are found by the words that the office shows for them, in German, as well.
    Upper and lower case are one; in plates and file numbers spaces, hyphens and the like count for nothing.
    """
    content = sealed or {}
    vehicle: Mapping[str, str] = content.get("vehicle") or {}
    written = [content.get(name) for name in ("text", "place_text", "direction", "road")]
    shown = [VEHICLE_KIND_NAMES.get(vehicle.get("kind", "")), COLOUR_NAMES.get(vehicle.get("colour", ""))]
    said = " ".join(filter(None, (*written, *vehicle.values(), *shown, file_number))).casefold()
    if all(word in said for word in words.casefold().split()):
        return True
    joined = _joined(words)
    return bool(joined) and any(joined in _joined(number) for number in (vehicle.get("plate"), file_number) if number)


def _opened(tab: Tab, filters: Filters, below: Cursor | None) -> Iterator[Any]:
    """Reports with their content, one more than a search may open; each batch is opened when its turn comes."""
    states = states_of(tab, filters)
    if not states:
        return
    there = steps(tab, filters, states, below, order=Order.NEWEST, count=SEARCHED_AT_MOST + 1).subquery()
    query = select(Report.id, Report.visible_at, Report.sealed, Report.file_number).join(there, there.c.id == Report.id)
    query = query.order_by(*by(Order.NEWEST, Report.visible_at, Report.id)).execution_options(yield_per=BATCH)
    with db.session.execute(query) as rows:
        yield from rows


def _joined(written: str) -> str:
    return JOINTS.sub("", written).casefold()
