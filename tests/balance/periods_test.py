from datetime import UTC, date, datetime, timedelta

from driverapp.balance.periods import Period, last_months, last_weeks, weeks_of
from driverapp.store.clock import local_day


def test_weeks_are_cut_to_the_period() -> None:
    # A Wednesday to a Tuesday, the last day not included.
    weeks = weeks_of(Period(date(2026, 11, 18), date(2026, 12, 1)))
    assert weeks == [
        Period(date(2026, 11, 18), date(2026, 11, 23)),
        Period(date(2026, 11, 23), date(2026, 11, 30)),
        Period(date(2026, 11, 30), date(2026, 12, 1)),
    ]
    assert [week.last for week in weeks] == [date(2026, 11, 22), date(2026, 11, 29), date(2026, 11, 30)]


def test_the_last_weeks_end_with_the_present_one() -> None:
    period = last_weeks(2, date(2026, 11, 22))
    assert period == Period(date(2026, 11, 9), date(2026, 11, 23))


def test_the_last_months_are_full_ones() -> None:
    months = last_months(3, date(2026, 2, 28))
    assert months == [
        Period(date(2025, 11, 1), date(2025, 12, 1)),
        Period(date(2025, 12, 1), date(2026, 1, 1)),
        Period(date(2026, 1, 1), date(2026, 2, 1)),
    ]


def test_a_day_begins_at_midnight_in_berlin_in_summer_and_in_winter() -> None:
    for midnight, day in (
        (datetime(2026, 6, 30, 22, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 11, 1, 23, tzinfo=UTC), date(2026, 11, 2)),
    ):
        assert (local_day(midnight - timedelta(seconds=1)), local_day(midnight)) == (day - timedelta(days=1), day)
