"""Times as people say them; the exact one stands beside it, on demand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, match_skeleton
from flask_babel import get_locale
from flask_babel import gettext as _

from driverapp.balance.periods import Period
from driverapp.store.clock import BERLIN, local_day, now

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """A moment for a reader (`text`), for whoever asks for it exactly, and for machines (`iso`)."""

    text: str
    exact: str
    iso: str


def age(moment: datetime) -> str:
    """How long ago something was, roughly."""
    length = now() - moment
    return _("gerade eben") if length < MINUTE else duration(length)


def clock(moment: datetime) -> Moment:
    """The time of the day, and the day unless it is today."""
    return Moment(_on_day(moment), exact(moment), moment.isoformat())


def date_alone(moment: datetime) -> Moment:
    """The date of a moment, in digits where the language writes it so."""
    return Moment(format_date(local_day(moment), "medium", locale=get_locale()), exact(moment), moment.isoformat())


def exact(moment: datetime) -> str:
    """Weekday, date and time to the second, in Europe/Berlin."""
    day = _fields("yMMMMEEEEd", local_day(moment))
    return f"{day}, {moment.astimezone(BERLIN):%H:%M:%S}"


def duration(length: timedelta) -> str:
    """A stretch of time, roughly: minutes below an hour, hours below two days, then days."""
    if length < MINUTE:
        return _("%(count)s s", count=int(length.total_seconds()))
    if length < HOUR:
        return _("%(count)s min", count=length // MINUTE)
    if length < 2 * DAY:
        minutes = length % HOUR // MINUTE
        hours = length // HOUR
        return (
            _("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes) if minutes else _("%(count)s h", count=hours)
        )
    return _("%(count)s Tage", count=length // DAY)


def days(period: Period) -> str:
    """The days of a period with their year, as short as the language says them: `23.–29. Nov. 2026`."""
    return str(format_interval(period.first, period.last, "yMMMd", locale=get_locale()))


def day(given: date) -> str:
    """A day with its year: `28. Nov. 2026`."""
    return _fields("yMMMd", given)


def week(period: Period) -> str:
    """The ISO week of a period within it."""
    return _("KW %(week)s", week=period.first.isocalendar().week)


def month(period: Period) -> str:
    """The calendar month of a period."""
    return _fields("yMMMM", period.first)


def _on_day(moment: datetime) -> str:
    time = f"{moment.astimezone(BERLIN):%H:%M}"
    days = (local_day(now()) - local_day(moment)).days
    if days == 0:
        return time
    if days == 1:
        return _("gestern %(time)s", time=time)
    return _("%(day)s, %(time)s", day=_fields("MMMd", local_day(moment)), time=time)


def _fields(skeleton: str, given: date) -> str:
    """The fields that a skeleton names, in the order and with the signs of the language."""
    return _written(skeleton, given, get_locale())


# The rows of a list share few days.
@lru_cache(maxsize=1024)
def _written(skeleton: str, day: date, locale: Locale) -> str:
    return format_date(day, _pattern(skeleton, locale), locale=locale)


# Babel's own look-up compares the skeleton with every one of the language: a quarter of the time that a list took.
@cache
def _pattern(skeleton: str, locale: Locale) -> str:
    known = locale.datetime_skeletons
    return str(known[skeleton if skeleton in known else match_skeleton(skeleton, known)].pattern)
