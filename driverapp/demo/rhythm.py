"""When people report: by the hour, the day of the week and the season of each target group."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from driverapp.store.clock import BERLIN
from driverapp.vocabulary.target_groups import TargetGroup

DAY = timedelta(days=1)
# A partnership begins small: the first day of a year brings so much of what the last one brings.
FIRST_DAY = 0.55
# From the first month to the last: fewer journeys in summer, long dark evenings before Christmas.
SEASON = (1.0, 0.95, 1.0, 0.98, 0.96, 0.94, 0.9, 0.86, 1.0, 1.08, 1.18, 1.15)
NIGHT_BEGINS, NIGHT_LASTS = 22, timedelta(hours=7)


@dataclass(frozen=True)
class Rhythm:
    """How a group's reports spread. `share`: of all; `week`: Monday to Sunday; `hours`: midnight to midnight."""

    share: float
    week: tuple[float, ...]
    hours: tuple[int, ...]


# Lorries stand at rest areas from the evening on and are looked at by night; taxis drive at night and at the weekend;
# buses by day; a rest stop never closes; a dispatcher works in the office's hours.
RHYTHMS = {
    TargetGroup.TRUCK: Rhythm(
        0.42,
        (1.0, 1.05, 1.1, 1.05, 1.0, 0.75, 0.65),
        (9, 10, 10, 9, 7, 4, 3, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 7, 9, 11, 12, 12, 11),
    ),
    TargetGroup.TAXI: Rhythm(
        0.2,
        (0.7, 0.7, 0.8, 0.95, 1.45, 1.6, 1.0),
        (10, 10, 9, 8, 6, 4, 2, 2, 3, 4, 5, 5, 5, 5, 4, 4, 4, 4, 5, 6, 8, 9, 10, 11),
    ),
    TargetGroup.BUS: Rhythm(
        0.16,
        (1.1, 1.1, 1.1, 1.15, 1.2, 0.8, 0.5),
        (1, 0, 0, 0, 1, 4, 9, 11, 9, 6, 6, 6, 8, 10, 9, 9, 11, 11, 8, 6, 5, 4, 3, 2),
    ),
    TargetGroup.REST_STOP: Rhythm(
        0.14,
        (0.95, 0.95, 1.0, 1.0, 1.15, 1.1, 1.05),
        (7, 6, 6, 5, 4, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 6, 7, 7, 8, 9, 9, 9, 8),
    ),
    TargetGroup.DISPATCH: Rhythm(
        0.08,
        (1.2, 1.15, 1.1, 1.1, 1.2, 0.2, 0.05),
        (0, 0, 0, 0, 0, 1, 5, 9, 11, 11, 10, 9, 6, 8, 10, 10, 9, 6, 3, 1, 1, 0, 0, 0),
    ),
}


def arrivals(rng: random.Random, count: int, begins: datetime, ends: datetime) -> list[tuple[datetime, TargetGroup]]:
    """When so many reports arrive between two moments, and from whom, oldest first."""
    days = [_local(begins).date() + number * DAY for number in range((ends - begins).days + 2)]
    weights = {group: list(_of_days(rhythm, days)) for group, rhythm in RHYTHMS.items()}
    groups = rng.choices(list(RHYTHMS), [rhythm.share for rhythm in RHYTHMS.values()], k=count)
    found = []
    for group in groups:
        moment = ends
        while not begins <= moment < ends:
            moment = _moment(rng, rng.choices(days, cum_weights=weights[group])[0], RHYTHMS[group])
        found.append((moment, group))
    return sorted(found)


def last_night(ends: datetime) -> tuple[datetime, datetime]:
    """The latest whole night before a moment: 22:00 to 5:00 in Berlin."""
    first = _local(ends).replace(hour=NIGHT_BEGINS, minute=0, second=0, microsecond=0)
    while first + NIGHT_LASTS > ends:
        first -= DAY
    return first, first + NIGHT_LASTS


def _moment(rng: random.Random, day: date, rhythm: Rhythm) -> datetime:
    hour = rng.choices(range(24), rhythm.hours)[0]
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), BERLIN).astimezone(UTC)


def _of_days(rhythm: Rhythm, days: list[date]) -> Iterator[float]:
    """The weights of days, added up."""
    total = 0.0
    growth = (1 - FIRST_DAY) / 365
    for back, day in zip(range(len(days) - 1, -1, -1), days, strict=True):
        total += rhythm.week[day.weekday()] * SEASON[day.month - 1] * max(1 - back * growth, FIRST_DAY)
        yield total


def _local(moment: datetime) -> datetime:
    return moment.astimezone(BERLIN)
