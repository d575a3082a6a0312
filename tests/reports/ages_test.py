from datetime import timedelta

import pytest
from flask import Flask

from driverapp.reports.ages import Age, count_ages
from driverapp.reports.filters import Filters
from driverapp.reports.lists import list_reports
from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.states import State
from tests.factories import make_report

HOURS = {Age.UNDER_1_H: 0.5, Age.UNDER_6_H: 5, Age.UNDER_24_H: 7, Age.OVER_24_H: 25}


def aged(hours: float, state: State = State.RECEIVED) -> Report:
    """A report that was received so long ago."""
    report = make_report(category="cargo_theft")
    with writing():
        report.received_at = report.visible_at = now() - timedelta(hours=hours)
        report.state = state
        db.session.commit()
    return report


def test_open_reports_are_counted_by_their_age(app: Flask) -> None:
    for hours in HOURS.values():
        aged(hours)
    aged(5, State.HANDED_OVER)
    aged(5, State.CLOSED)
    make_report()
    assert count_ages() == {
        Age.UNDER_1_H: (1, 1),
        Age.UNDER_6_H: (2, 1),
        Age.UNDER_24_H: (1, 1),
        Age.OVER_24_H: (1, 1),
    }


@pytest.mark.parametrize("age", Age)
def test_the_filter_finds_what_was_counted(app: Flask, age: Age) -> None:
    made = {each: aged(hours) for each, hours in HOURS.items()}
    found = list_reports(Tab.INBOX, Filters(age=age)).reports
    assert [report.id for report in found] == [made[age].id]
