from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from driverapp.balance.arrivals import count_arrivals
from driverapp.reports.coarsen import coarsen_events
from driverapp.reports.models import Event
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db, writing
from tests.factories import make_report

HOUR = 12


def arrived(days_ago: int, *, erased: bool = False) -> None:
    """A report of noon so many days ago; erased since, if said so."""
    report = make_report(category="cargo_theft")
    noon = datetime.combine(local_day(now()) - timedelta(days=days_ago), time(HOUR, 30), BERLIN)
    with writing():
        db.session.execute(update(Event).where(Event.report_id == report.id).values(subject_at=noon))
        if erased:
            coarsen_events(Event.report_id == report.id)
        db.session.commit()


def test_arrivals_stand_beside_the_mean_of_four_such_weekdays(app: Flask) -> None:
    for days_ago in (0, 0, 7, 14, 14, 28, 35, 1):
        arrived(days_ago)
    make_report(category="cargo_theft", practice=True)
    found = count_arrivals()
    assert found.counts[HOUR] == 2
    assert sum(found.counts) == 2
    assert found.usual[HOUR] == 1
    assert sum(found.usual) == 1


def test_what_was_erased_is_spread_over_its_week_and_band(app: Flask) -> None:
    arrived(14, erased=True)
    found = count_arrivals()
    assert found.usual[HOUR] == found.usual[HOUR + 3] > 0
    assert found.usual[HOUR - 1] == found.usual[HOUR + 4] == 0
    # A week has seven days, or fewer where its month ends within it.
    days = 1 / (4 * 4 * found.usual[HOUR])
    assert days == pytest.approx(round(days))
    assert 1 <= days <= 7
