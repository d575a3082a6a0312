"""Stretches of days in Europe/Berlin by which figures are grouped."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """Days from `first` to before `end`."""

    first: date
    end: date

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> list[date]:
        """All of its days."""
        return [self.first + timedelta(days=number) for number in range((self.end - self.first).days)]


def weeks_of(period: Period) -> list[Period]:
    """The ISO weeks of a period, the first and the last one cut to it."""
    monday = period.first - timedelta(days=period.first.weekday())
    weeks = []
    while monday < period.end:
        weeks.append(Period(max(monday, period.first), min(monday + WEEK, period.end)))
        monday += WEEK
    return weeks


def last_weeks(count: int, today: date) -> Period:
    """The given number of ISO weeks, the present one being the last."""
    end = today - timedelta(days=today.weekday()) + WEEK
    return Period(end - count * WEEK, end)


def last_months(count: int, today: date) -> list[Period]:
    """The given number of full calendar months before the present one, oldest first."""
    firsts = [_month(today.year * 12 + today.month - 1 - back) for back in range(count, -1, -1)]
    return [Period(first, end) for first, end in pairwise(firsts)]


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
