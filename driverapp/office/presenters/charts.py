"""Charts beside the lists: bars of a known height, drawn on the server, and the same numbers as a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import format_date, format_decimal, get_locale
from flask_babel import gettext as _

from driverapp.balance.arrivals import HOURS, Arrivals, count_arrivals
from driverapp.office.presenters.filters import AGE_NAMES
from driverapp.reports.ages import Age, count_ages
from driverapp.reports.tabs import Tab
from driverapp.store.clock import now
from driverapp.store.database import db

# Pixels; what is there at all is seen.
HEIGHT, LEAST = 72, 2


@dataclass(frozen=True)
class AgeBar:
    """A band of ages: its bar from `y` down, `height` pixels high, and of that what nobody has marked as seen."""

    label: str
    value: str
    y: float
    height: float
    part: str
    part_y: float
    part_height: float
    address: str


@dataclass(frozen=True)
class HourBar:
    """An hour: its bar at `x` with a `width`, in hundredths of the chart, from `y` down, `height` pixels high."""

    label: str
    value: str
    spoken: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class Step:
    """A piece of a line across a bar's width, and its number."""

    x1: float
    x2: float
    y: float
    value: str


@dataclass(frozen=True)
class Charts:
    """The two charts: ages of open reports, arrivals by hour. `now`: the hour that has begun."""

    height: int
    ages: Sequence[AgeBar]
    hours: Sequence[HourBar]
    usual: Sequence[Step]
    now: int
    weekday: str
    total: str
    summary: str


def charts(address: Callable[..., str], watermark: str) -> Charts:
    """The charts as they stand now, of all reports whatever is filtered; `address`: of the page that shows lists.

    `watermark`: of `queries.watermark`, by which the page tells whether anything changed.
    """
    addresses = tuple(address(tab=Tab.INBOX.value, age=age.value) for age in Age)
    minute = int(now().timestamp()) // 60
    return _charts(str(db.engine.url), watermark, minute, str(get_locale()), addresses)


# Every report of the day is read for it: once for all who look, until something happens or a minute is over.
@lru_cache(maxsize=8)
def _charts(_store: str, _watermark: str, _minute: int, _language: str, addresses: tuple[str, ...]) -> Charts:
    arrivals, counted = count_arrivals(), count_ages()
    total = format_decimal(sum(arrivals.counts))
    most = max(1.0, *arrivals.counts, *arrivals.usual)
    return Charts(
        height=HEIGHT,
        ages=_ages(counted, addresses),
        hours=_hours(arrivals, most),
        usual=_usual(arrivals, most),
        now=arrivals.hour,
        weekday=format_date(arrivals.day, "EEEE"),
        total=total,
        summary=_(
            "%(open)s offen, davon %(old)s über 24 h; heute %(arrived)s angekommen",
            open=format_decimal(sum(count for count, _unseen in counted.values())),
            old=format_decimal(counted[Age.OVER_24_H][0]),
            arrived=total,
        ),
    )


def _ages(counted: Mapping[Age, tuple[int, int]], addresses: Sequence[str]) -> list[AgeBar]:
    most = max(1, *(count for count, _unseen in counted.values()))
    return [_age(age, counted[age], most, address) for age, address in zip(Age, addresses, strict=True)]


def _age(age: Age, counted: tuple[int, int], most: int, address: str) -> AgeBar:
    count, unseen = counted
    height, part = _height(count, most), _height(unseen, most)
    label = _(AGE_NAMES[age])
    return AgeBar(
        label=label,
        value=format_decimal(count),
        y=HEIGHT - height,
        height=height,
        part=format_decimal(unseen),
        part_y=HEIGHT - part,
        part_height=part,
        address=address,
    )


def _hours(arrivals: Arrivals, most: float) -> list[HourBar]:
    width = 100 / HOURS
    found = []
    for hour, count in enumerate(arrivals.counts):
        height = _height(count, most)
        label = f"{hour}–{hour + 1}"
        spoken = _("%(hours)s Uhr: %(count)s", hours=label, count=format_decimal(count))
        found.append(
            HourBar(
                label=label,
                value=format_decimal(count) if hour <= arrivals.hour else "–",
                spoken=spoken,
                x=round(hour * width + width * 0.15, 2),
                width=round(width * 0.7, 2),
                y=HEIGHT - height,
                height=height,
            )
        )
    return found


def _usual(arrivals: Arrivals, most: float) -> list[Step]:
    width = 100 / HOURS
    return [
        Step(
            round(hour * width, 2),
            round((hour + 1) * width, 2),
            round(HEIGHT - HEIGHT * mean / most, 1),
            format_decimal(round(mean, 1)),
        )
        for hour, mean in enumerate(arrivals.usual)
    ]


def _height(count: float, most: float) -> float:
    return max(LEAST, round(HEIGHT * count / most, 1)) if count else 0
