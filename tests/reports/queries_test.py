from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import InvalidRequestError

from driverapp.reports import queries
from driverapp.reports.filters import EVERYTHING
from driverapp.reports.lists import count_since, list_reports
from driverapp.reports.models import Event, Report
from driverapp.reports.tabs import Tab
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind, State
from tests.factories import make_report

pytestmark = pytest.mark.usefixtures("app")


def in_tab(tab: Tab) -> list[Report]:
    return list(list_reports(tab).reports)


def set_state(report: Report, state: State) -> None:
    report.state = state
    db.session.commit()


def test_each_report_stands_in_exactly_one_tab() -> None:
    usable = make_report(category="cargo_theft")
    tap = make_report()
    quarantined = make_report(category="cargo_theft", quarantined=True)
    closed = make_report(category="cargo_theft")
    practice = make_report(category="cargo_theft", practice=True)
    withdrawn = make_report(category="cargo_theft")
    set_state(closed, State.CLOSED)
    set_state(withdrawn, State.WITHDRAWN)
    expected = [(Tab.INBOX, usable), (Tab.TAPS, tap), (Tab.QUARANTINE, quarantined)]
    for tab, report in [*expected, (Tab.CLOSED, closed), (Tab.PRACTICE, practice)]:
        assert [each.id for each in in_tab(tab)] == [report.id], tab


def test_a_report_that_can_still_be_undone_is_known_to_nobody() -> None:
    hidden = make_report(category="cargo_theft", visible=False)
    assert in_tab(Tab.INBOX) == []
    assert sum(queries.count_unread().values()) == 0
    assert not queries.is_visible(hidden.id)
    assert queries.load_report(hidden.id) is None
    assert list(queries.find_by_reference(hidden.reference or "")) == []
    assert queries.newest_moment() is None


def test_a_list_opens_no_content() -> None:
    make_report(text="Drei Personen am Auflieger")
    db.session.expunge_all()
    (report,) = in_tab(Tab.INBOX)
    for name in ("sealed", "file_number"):
        with pytest.raises(InvalidRequestError):
            getattr(report, name)


def test_pages_hold_every_report_once_newest_first_even_when_one_comes_in_between() -> None:
    made = [make_report(category="cargo_theft") for _ in range(7)]
    same = now() - timedelta(hours=1)
    db.session.execute(update(Report).where(Report.id.in_([each.id for each in made[:4]])).values(visible_at=same))
    db.session.commit()
    first = list_reports(Tab.INBOX, size=3)
    newcomer = make_report(category="cargo_theft")
    second = list_reports(Tab.INBOX, EVERYTHING, first.older, size=3)
    third = list_reports(Tab.INBOX, EVERYTHING, second.older, size=3)
    read = [*first.reports, *second.reports, *third.reports]
    assert newcomer not in read
    assert sorted(each.id for each in read) == sorted(each.id for each in made)
    assert [each.visible_at for each in read] == sorted((each.visible_at for each in made), reverse=True)
    assert third.older is None


def test_unread_are_those_that_nobody_marked() -> None:
    make_report(category="cargo_theft")
    make_report()
    set_state(make_report(category="cargo_theft"), State.SEEN)
    counts = queries.count_unread()
    assert (counts[Tab.INBOX], counts[Tab.TAPS], counts[Tab.CLOSED]) == (1, 1, 0)


def test_reports_since_a_moment_are_news() -> None:
    old = make_report(category="cargo_theft")
    make_report(category="cargo_theft")
    make_report()
    assert count_since(Tab.INBOX, EVERYTHING, old.visible_at) == 1


def test_the_watermark_moves_when_time_makes_a_report_visible() -> None:
    report = make_report(category="cargo_theft", visible=False)
    before = queries.watermark()
    assert queries.watermark() == before
    report.visible_at = report.received_at
    db.session.commit()
    assert queries.watermark() != before


def test_the_watermark_moves_when_an_earlier_event_is_committed_later() -> None:
    # PostgreSQL numbers events as they are made, not as they are committed.
    report = make_report(category="cargo_theft")
    last = db.session.scalars(select(Event.id)).one()
    marks = []
    for number in (last + 2, last + 1):
        event = Event(id=number, kind=EventKind.SEEN, subject_at=report.received_at, report_id=report.id)
        db.session.add(event)
        db.session.commit()
        marks.append(queries.watermark())
    assert marks[0] != marks[1]
