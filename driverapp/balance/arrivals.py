"""How many reports arrived in each hour of a day, and how many usually do on such a weekday."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Integer, and_, column, func, not_, select, values

from driverapp.reports.coarsen import BAND_HOURS, coarse_moment
from driverapp.reports.models import Event
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import UtcDateTime, db
from driverapp.vocabulary.states import EventKind

HOURS = 24
WEEK = timedelta(days=7)
WEEKS = 4


@dataclass(frozen=True)
class Arrivals:
    """By hour of the day in Berlin: the reports of `day` so far, and the mean of the last four such weekdays.

    Practice is not among them. Of reports that were erased no more is known than week and four-hour band: in the mean
    they are spread evenly over these. `hour`: the one that has begun.
    """

    day: date
    hour: int
    counts: list[int]
    usual: list[float]


def count_arrivals() -> Arrivals:
    """The arrivals of today."""
    today = local_day(now())
    before = [today - WEEK * each for each in range(1, WEEKS + 1)]
    exact, coarse = _exact([today, *before]), _coarse(before)
    usual = [sum(exact[each, hour] + coarse[each, hour] for each in before) / WEEKS for hour in range(HOURS)]
    return Arrivals(today, now().astimezone(BERLIN).hour, [exact[today, hour] for hour in range(HOURS)], usual)


def _exact(days: Iterable[date]) -> Counter[tuple[date, int]]:
    """What was received in each hour of the days, as far as it is not erased."""
    hours = [(day, hour) for day in days for hour in range(HOURS)]
    rows = [(number, _at(day, hour), _at(day, hour + 1)) for number, (day, hour) in enumerate(hours)]
    columns = (column("number", Integer), column("begins", UtcDateTime), column("ends", UtcDateTime))
    stretches = values(*columns, name="stretches").data(rows).cte()
    within = and_(Event.subject_at >= stretches.c.begins, Event.subject_at < stretches.c.ends)
    query = (
        select(stretches.c.number, func.count())
        .join(Event, within)
        .where(Event.kind == EventKind.RECEIVED, not_(Event.practice), Event.report_id.is_not(None))
        .group_by(stretches.c.number)
    )
    return Counter({hours[number]: count for number, count in db.session.execute(query)})


def _coarse(days: Iterable[date]) -> dict[tuple[date, int], float]:
    """What is left of erased reports, an even share of each for every hour of the days."""
    band_of = {(day, hour): coarse_moment(_at(day, hour)) for day in days for hour in range(HOURS)}
    query = (
        select(Event.subject_at, func.count())
        .where(Event.kind == EventKind.RECEIVED, not_(Event.practice), Event.report_id.is_(None))
        .where(Event.subject_at.in_(set(band_of.values())))
        .group_by(Event.subject_at)
    )
    left = dict(db.session.execute(query).all())
    return {hour: left.get(band, 0) / (BAND_HOURS * _days_of(band)) for hour, band in band_of.items()}


def _days_of(band: datetime) -> int:
    """How many days of a week a band stands for: fewer where a month ends within it."""
    first = band.astimezone(BERLIN).date()
    monday = first + timedelta(days=7 - first.weekday())
    next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (min(monday, next_month) - first).days


def _at(day: date, hour: int) -> datetime:
    # By the clock on the wall: 24 is the next midnight.
    return (datetime.combine(day, time(), BERLIN) + timedelta(hours=hour)).astimezone(UTC)
