"""What is done with a series: claimed by its version, noted in its history and in the audit."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select, update

from driverapp.people.models import Person
from driverapp.reports.series_models import Series, SeriesAct, SeriesMember, SeriesStep
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust.audit import record

FEWEST = 2


class UnknownSeries(Exception):
    """There is no such series."""


class SeriesChanged(Exception):
    """Somebody else changed the links since the page was opened; `meanwhile` says who and what, nothing was changed."""

    def __init__(self, series_id: int, meanwhile: Sequence[tuple[SeriesStep, str | None]]) -> None:
        super().__init__("changed meanwhile")
        self.series_id = series_id
        self.meanwhile = meanwhile


class StepRefused(Exception):
    """What was asked for cannot be done with this series."""


def claim(series_id: int, version: int) -> int:
    """Take a series for a change; its new version. Raises `UnknownSeries`, and `SeriesChanged` for who comes second."""
    # The condition is checked by the database, after waiting for whoever writes the row at the same moment.
    claimed = (
        update(Series)
        .where(Series.id == series_id, Series.version == version)
        .values(version=version + 1)
        .returning(Series.version)
        .execution_options(synchronize_session=False)
    )
    found = db.session.scalar(claimed)
    if found is None:
        if db.session.get(Series, series_id) is None:
            raise UnknownSeries
        raise SeriesChanged(series_id, steps_after(series_id, version))
    db.session.refresh(db.session.get_one(Series, series_id))
    return found


def note(
    series: Series,
    act: SeriesAct,
    actor_id: int | None,
    *,
    reports: Iterable[UUID | None] = (None,),
    other: int | None = None,
) -> None:
    """Note an act in the history of a series, a row for each report, and in the audit."""
    at = now()
    for report_id in reports:
        step = SeriesStep(series_id=series.id, version=series.version, act=act, at=at, actor_id=actor_id)
        step.report_id, step.other_id = report_id, other
        db.session.add(step)
        about = f" report:{report_id}" if report_id else f" series:{other}" if other else ""
        record(db.session(), f"series_{act}", f"series:{series.id}{about}", actor_id)
    db.session.flush()


def members_of(series_id: int) -> Sequence[UUID]:
    """The reports in a series, as they were linked."""
    query = select(SeriesMember.report_id).where(SeriesMember.series_id == series_id)
    return db.session.scalars(query.order_by(SeriesMember.linked_at, SeriesMember.report_id)).all()


def count_members(series_id: int) -> int:
    """How many reports are in a series."""
    query = select(func.count()).select_from(SeriesMember).where(SeriesMember.series_id == series_id)
    return db.session.scalar(query) or 0


def steps_after(series_id: int, version: int) -> Sequence[tuple[SeriesStep, str | None]]:
    """What was done with a series after a version, oldest first, each with the address of who did it."""
    query = select(SeriesStep, Person.email).outerjoin(Person, Person.id == SeriesStep.actor_id)
    query = query.where(SeriesStep.series_id == series_id, SeriesStep.version > version).order_by(SeriesStep.id)
    return [(step, email) for step, email in db.session.execute(query)]
