"""What was imported of control rooms' lists: counts of each import, what stays open, and what its time erases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, defer

from driverapp.balance.match import Result
from driverapp.balance.models import ControlRoomCall
from driverapp.reports.coarsen import coarse_moment

MOST_SHOWN = 200


@dataclass(frozen=True)
class Import:
    """One import: its lines by `Result`. `calls`: how many different taps on 110 were found."""

    at: datetime
    by: int | None
    lines: int
    calls: int
    matched: int
    ambiguous: int
    unmatched: int
    keyword: int


def list_imports(session: Session) -> list[Import]:
    """All imports, the latest first."""

    def count(result: Result) -> ColumnElement[int]:
        return func.sum(case((ControlRoomCall.result == result, 1), else_=0))

    results = (Result.MATCHED, Result.AMBIGUOUS, Result.UNMATCHED, Result.KEYWORD)
    moment, calls = ControlRoomCall.imported_at, func.count(ControlRoomCall.call_id.distinct())
    columns: list[ColumnElement[Any]] = [
        func.max(ControlRoomCall.imported_by),
        func.count(),
        calls,
        *map(count, results),
    ]
    rows = select(moment, *columns).group_by(moment).order_by(moment.desc())
    return [Import(*row) for row in session.execute(rows).all()]


def open_lines(session: Session) -> Sequence[ControlRoomCall]:
    """Lines to which no tap, or more than one, was found and whose time is not over; the latest, without keywords."""
    result = ControlRoomCall.result
    query = (
        select(ControlRoomCall)
        .options(defer(ControlRoomCall.keyword))
        .where(or_(result == Result.AMBIGUOUS, result == Result.UNMATCHED), ControlRoomCall.erased_at.is_(None))
    )
    return session.scalars(query.order_by(ControlRoomCall.at.desc()).limit(MOST_SHOWN)).all()


def erase_noted_calls(session: Session, before: datetime, at: datetime, limit: int) -> int:
    """Erase what was noted of calls before a moment; how many. What was found and of which association stays."""
    due = select(ControlRoomCall).where(ControlRoomCall.erased_at.is_(None), ControlRoomCall.at < before)
    rows = session.scalars(
        due.options(defer(ControlRoomCall.keyword)).limit(limit).with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.code = row.keyword = row.call_id = None
        row.at, row.erased_at = coarse_moment(row.at), at
    session.flush()
    return len(rows)
