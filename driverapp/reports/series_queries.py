"""What the office reads of series: lists, members, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from driverapp.people.models import Person
from driverapp.reports.models import Report
from driverapp.reports.series_models import Series, SeriesMember, SeriesStep
from driverapp.reports.series_steps import steps_after
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import exists

PAGE_SIZE = 50


@dataclass(frozen=True)
class Listed:
    """A series in the list, with what the open columns of its members tell."""

    series: Series
    count: int
    first: datetime | None
    last: datetime | None
    roads: Sequence[str]
    categories: Sequence[str]


@dataclass(frozen=True)
class Membership:
    """A report in a series, and how it came there."""

    member: SeriesMember
    report: Report
    linked_by: str


def list_series(*, ended: bool = False, below: int | None = None) -> tuple[list[Listed], int | None]:
    """A page of the series that go on or have ended, the newest first, and the number below which the next begins."""
    query = select(Series).where(Series.merged_into.is_(None))
    query = query.where(Series.ended_at.is_not(None) if ended else Series.ended_at.is_(None))
    query = query.where(Series.id < below) if below is not None else query
    found = db.session.scalars(query.order_by(Series.id.desc()).limit(PAGE_SIZE + 1)).all()
    shown = found[:PAGE_SIZE]
    facts = _facts([series.id for series in shown])
    return [_listed(series, facts.get(series.id, [])) for series in shown], (
        shown[-1].id if len(found) > PAGE_SIZE else None
    )


def load_series(series_id: int) -> Series | None:
    """One series, its name opened."""
    return db.session.get(Series, series_id)


def load_memberships(series_id: int) -> list[Membership]:
    """The visible members with their content, by the time of observation. Whoever shows them notes each opening."""
    query = (
        select(SeriesMember, Report, Person.email)
        .join(Report, Report.id == SeriesMember.report_id)
        .join(Person, Person.id == SeriesMember.linked_by)
        .options(joinedload(Report.association), joinedload(Report.site))
        .where(SeriesMember.series_id == series_id, Report.visible_at <= now(), Report.erased_at.is_(None))
        .order_by(Report.observed_at, Report.id)
    )
    return [Membership(member, report, email) for member, report, email in db.session.execute(query)]


def load_member_ids(series_id: int) -> list[UUID]:
    """The visible members, without content."""
    query = select(SeriesMember.report_id).join(Report, Report.id == SeriesMember.report_id)
    query = query.where(SeriesMember.series_id == series_id, Report.visible_at <= now(), Report.erased_at.is_(None))
    return list(db.session.scalars(query))


def load_history(series_id: int) -> Sequence[tuple[SeriesStep, str | None]]:
    """What was done with a series, oldest first, with who did it."""
    return steps_after(series_id, 0)


def load_links(report_id: UUID) -> Sequence[tuple[SeriesStep, str | None]]:
    """What was done with a report in series, oldest first, with who did it."""
    query = select(SeriesStep, Person.email).outerjoin(Person, Person.id == SeriesStep.actor_id)
    rows = db.session.execute(query.where(SeriesStep.report_id == report_id).order_by(SeriesStep.id))
    return [(step, email) for step, email in rows]


def merged_series(series_id: int) -> list[int]:
    """The series that went into this one and can be parted from it."""
    return list(db.session.scalars(select(Series.id).where(Series.merged_into == series_id).order_by(Series.id)))


def is_known(series_id: int) -> bool:
    """Whether there is such a series."""
    return exists(Series, id=series_id)


def joinable_series(ids: Sequence[int]) -> frozenset[int]:
    """Those of the series that go on by themselves."""
    query = select(Series.id).where(Series.id.in_(ids), Series.merged_into.is_(None), Series.ended_at.is_(None))
    return frozenset(db.session.scalars(query))


def unlinked_now(reports: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the reports that are in no series now."""
    linked = db.session.scalars(select(SeriesMember.report_id).where(SeriesMember.report_id.in_(reports)))
    return frozenset(reports) - frozenset(linked)


def _facts(ids: Sequence[int]) -> dict[int, list[tuple[datetime | None, str | None, str | None]]]:
    query = select(SeriesMember.series_id, Report.observed_at, Report.road, Report.category)
    query = query.join(Report, Report.id == SeriesMember.report_id).where(SeriesMember.series_id.in_(ids))
    facts: dict[int, list[tuple[datetime | None, str | None, str | None]]] = {}
    for series_id, observed_at, road, category in db.session.execute(query):
        facts.setdefault(series_id, []).append((observed_at, road, category))
    return facts


def _listed(series: Series, facts: Sequence[tuple[datetime | None, str | None, str | None]]) -> Listed:
    times = sorted(at for at, _road, _category in facts if at is not None)
    return Listed(
        series=series,
        count=len(facts),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        roads=sorted({road for _at, road, _category in facts if road}),
        categories=sorted({category for _at, _road, category in facts if category}),
    )
