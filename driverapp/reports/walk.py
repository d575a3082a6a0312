"""Along a list of reports in one of its orders: the ids from a place on, along the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, tuple_, union_all
from sqlalchemy.orm import defer, joinedload

from driverapp.reports.filters import Filters, conditions
from driverapp.reports.models import Report
from driverapp.reports.tabs import STATES_OF, Tab, in_tab
from driverapp.store.database import db
from driverapp.vocabulary.states import State


class Order(StrEnum):
    """The order of a list. `WAITING`: what nobody has marked as seen on top, and each part newest first."""

    WAITING = "waiting"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: just below this report. `waiting`: it stood among those that nobody has marked as seen."""

    visible_at: datetime
    id: UUID
    waiting: bool = False


def cursor_of(report: Report) -> Cursor:
    """Where the page below a report begins."""
    return Cursor(report.visible_at, report.id, waiting=report.state == State.RECEIVED)


def walk(tab: Tab, filters: Filters, below: Cursor | None, *, order: Order, count: int) -> list[UUID]:
    """The ids of the first reports below a place; `words` are not looked for."""
    found: list[UUID] = []
    for states, begin in _sections(tab, filters, below, order):
        if len(found) < count:
            query = steps(tab, filters, states, begin, order=order, count=count - len(found))
            found += db.session.scalars(query)
    return found


def steps(
    tab: Tab, filters: Filters, states: Sequence[State], below: Cursor | None, *, order: Order, count: int
) -> Select[UUID]:
    """The query behind `walk`: one walk along the index for each state, and the first of all of them."""
    there = (*in_tab(tab), *conditions(filters), *_beyond(below, order))
    walks = [
        select(Report.id, Report.visible_at)
        .where(Report.state == state, *there)
        .order_by(*by(order, Report.visible_at, Report.id))
        .limit(count)
        for state in states
    ]
    all_of_them = union_all(*(select(each.subquery()) for each in walks)).subquery()
    return select(all_of_them.c.id).order_by(*by(order, all_of_them.c.visible_at, all_of_them.c.id)).limit(count)


def states_of(tab: Tab, filters: Filters) -> list[State]:
    """The states that the reports of a list can be in."""
    return [state for state in STATES_OF[tab] if not filters.states or state in filters.states]


def by(order: Order, *columns: Any) -> list[ColumnElement[Any]]:
    """Columns sorted as an order sorts the moments."""
    return [each.asc() if order is Order.OLDEST else each.desc() for each in columns]


def load(ids: Sequence[UUID], *, content: bool = False) -> list[Report]:
    """The reports of ids in their order, without sealed content unless asked for."""
    query = select(Report).options(joinedload(Report.association)) if content else without_content()
    found = {each.id: each for each in db.session.scalars(query.where(Report.id.in_(ids)))} if ids else {}
    return [found[each] for each in ids if each in found]


def without_content() -> Select[Report]:
    """Reports for a list: their sealed columns cannot be read by mistake."""
    sealed = (defer(each, raiseload=True) for each in (Report.sealed, Report.file_number))
    return select(Report).options(*sealed, joinedload(Report.association))


def _sections(
    tab: Tab, filters: Filters, below: Cursor | None, order: Order
) -> list[tuple[list[State], Cursor | None]]:
    """The states of a list, parted as the order asks, each with where it begins; without what lies above."""
    states = states_of(tab, filters)
    if order is not Order.WAITING:
        return [(states, below)] if states else []
    waiting = states[:1] if State.RECEIVED in states else []
    worked = [state for state in states if state not in waiting]
    parts = [(worked, below)] if below and not below.waiting else [(waiting, below), (worked, None)]
    return [(part, begin) for part, begin in parts if part]


def _beyond(below: Cursor | None, order: Order) -> list[ColumnElement[bool]]:
    if below is None:
        return []
    there, here = tuple_(Report.visible_at, Report.id), (below.visible_at, below.id)
    return [there > here if order is Order.OLDEST else there < here]
