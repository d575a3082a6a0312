"""Links die with their reports: what a series keeps of one that was erased or withdrawn is nothing."""

from uuid import UUID

from sqlalchemy import delete, select, update

from driverapp.reports.series_models import Series, SeriesAct, SeriesMember, SeriesStep
from driverapp.reports.series_steps import FEWEST, count_members, members_of, note
from driverapp.store.clock import now
from driverapp.store.database import db


def forget_links(report_id: UUID) -> None:
    """Take a report out of its series and out of every reason and history; a series of one ends with it."""
    series = _series_of(report_id)
    db.session.execute(delete(SeriesMember).where(SeriesMember.report_id == report_id))
    reasons = update(SeriesMember).where(SeriesMember.compared_with == report_id)
    db.session.execute(reasons.values(reason=None, compared_with=None))
    touched = _forget_steps(report_id)
    if series is not None:
        series.version += 1
        note(series, SeriesAct.GONE, None)
        if count_members(series.id) < FEWEST:
            _end(series)
    for series_id in touched:
        _forget_name(series_id)
    db.session.flush()


def _series_of(report_id: UUID) -> Series | None:
    # First the series, then its member: the order in which coordinators take them.
    own = select(SeriesMember.series_id).where(SeriesMember.report_id == report_id).scalar_subquery()
    return db.session.scalar(select(Series).where(Series.id == own).with_for_update())


def _forget_steps(report_id: UUID) -> list[int]:
    query = update(SeriesStep).where(SeriesStep.report_id == report_id).values(report_id=None)
    return sorted(set(db.session.scalars(query.returning(SeriesStep.series_id))))


def _end(series: Series) -> None:
    last = members_of(series.id)
    db.session.execute(delete(SeriesMember).where(SeriesMember.series_id == series.id))
    series.ended_at, series.name = now(), None
    note(series, SeriesAct.ENDED, None, reports=last or (None,))


def _forget_name(series_id: int) -> None:
    """What somebody wrote of reports goes with the last of them."""
    left = select(SeriesStep.id).where(SeriesStep.series_id == series_id, SeriesStep.report_id.is_not(None)).limit(1)
    if db.session.scalar(left) is None:
        db.session.execute(update(Series).where(Series.id == series_id).values(name=None))
