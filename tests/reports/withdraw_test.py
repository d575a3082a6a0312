from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from driverapp.reports.models import Event, Report, ReportAmendment, UndoneReports
from driverapp.store.clock import local_day, now
from driverapp.store.database import db, writing
from driverapp.vocabulary.states import EventKind, State
from tests.clients import Client
from tests.phones import Phone

KEPT = {"id", "secret_hash", "received_at", "visible_at", "practice", "state", "version"}


def _report(client: Client, **changes: object) -> Phone:
    phone = Phone(client)
    phone.report(category="cargo_theft", text="x", position={"lat": 1, "lon": 2}, **changes)
    phone.amend(vehicle={"plate": "AB 1"})
    return phone


def _change(phone: Phone, **columns: object) -> Report:
    report = db.session.get_one(Report, phone.id)
    with writing():
        for name, value in columns.items():
            setattr(report, name, value)
        db.session.commit()
    return report


def _make_visible(phone: Phone) -> None:
    _change(phone, visible_at=now() - timedelta(seconds=1))


def _kinds() -> list[str]:
    return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def _undone() -> list[tuple[object, int]]:
    return [(row.day, row.count) for row in db.session.scalars(select(UndoneReports))]


def _is_empty(phone: Phone) -> bool:
    report = db.session.get_one(Report, phone.id)
    left = {name for name in Report.__table__.columns.keys() if getattr(report, name)}  # noqa: SIM118 - no mapping
    amendments = db.session.scalar(select(func.count()).select_from(ReportAmendment))
    return left <= KEPT and report.state == State.WITHDRAWN and amendments == 0


def test_undone_unseen_it_leaves_a_daily_counter_alone(app: Flask, client: Client) -> None:
    for _ in range(2):
        phone = _report(client)
        answer = phone.withdraw()
        assert answer.status_code == 200
        assert answer.json is not None
        assert (answer.json["id"], answer.json["state"]) == (str(phone.id), "withdrawn")
        assert _is_empty(phone)
    assert _kinds() == []
    assert _undone() == [(local_day(now()), 2)]


def test_an_undone_practice_report_is_not_even_counted(app: Flask, client: Client) -> None:
    phone = _report(client, practice=True)
    phone.withdraw()
    assert _is_empty(phone)
    assert (_kinds(), _undone()) == ([], [])


def test_visible_but_unread_its_content_is_erased_and_its_events_stay(app: Flask, client: Client) -> None:
    phone = _report(client)
    _make_visible(phone)
    assert phone.withdraw().json["state"] == "withdrawn"  # type: ignore[index]
    assert _is_empty(phone)
    assert _kinds() == [EventKind.RECEIVED, EventKind.AMENDED, EventKind.WITHDRAWN]
    withdrawn = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert withdrawn is not None
    assert (withdrawn.category, withdrawn.usable, withdrawn.actor_id) == ("cargo_theft", True, None)
    assert _undone() == []


def test_no_free_text_stays_in_the_events(app: Flask, client: Client) -> None:
    phone = _report(client, place={"road": "a 2"})
    _make_visible(phone)
    with writing():
        # As an earlier release might have written it.
        db.session.add(Event(kind=EventKind.AMENDED, subject_at=now(), report_id=phone.id, road="XX-AB 12"))
        db.session.commit()
    phone.withdraw()
    assert _is_empty(phone)
    assert list(db.session.scalars(select(Event.road).order_by(Event.id))) == ["A2", "A2", None, "A2"]


@pytest.mark.parametrize("state", [State.SEEN, State.HANDED_OVER, State.CLOSED])
def test_once_read_it_is_a_request(app: Flask, client: Client, state: State) -> None:
    phone = _report(client)
    _make_visible(phone)
    _change(phone, state=state)
    for _ in range(2):
        answer = phone.withdraw()
        assert answer.status_code == 200
        assert answer.json is not None
        assert answer.json["withdrawal"] == "requested"
        assert answer.json["state"] != "withdrawn"
    report = db.session.get_one(Report, phone.id)
    assert (report.state, report.category) == (state, "cargo_theft")
    assert _kinds().count(EventKind.WITHDRAWAL_REQUESTED) == 1


def test_withdrawing_again_changes_nothing(app: Flask, client: Client) -> None:
    phone = _report(client)
    first = phone.withdraw()
    again = phone.withdraw()
    assert (again.status_code, again.json) == (200, first.json)
    assert _undone() == [(local_day(now()), 1)]


def test_a_withdrawal_that_comes_first_stops_the_report(app: Flask, client: Client) -> None:
    phone = Phone(client)
    assert phone.withdraw().status_code == 200
    assert phone.withdraw().status_code == 200
    assert phone.report(text="zu spät").status_code == 410
    assert phone.amend(text="zu spät").status_code == 410
    assert phone.follow_up().json["state"] == "withdrawn"  # type: ignore[index]
    assert _is_empty(phone)
    assert (_kinds(), _undone()) == ([], [])


def test_nothing_is_taken_for_a_withdrawn_report(app: Flask, client: Client) -> None:
    phone = _report(client)
    phone.withdraw()
    assert phone.again().status_code == 410
    assert phone.report(text="anders").status_code == 410
    assert phone.amend(text="mehr").status_code == 410
    assert _is_empty(phone)


def test_nobody_else_takes_it_back(app: Flask, client: Client) -> None:
    phone = _report(client)
    assert Phone(client, id=phone.id).withdraw().status_code == 422
    assert phone.follow_up().json["state"] == "received"  # type: ignore[index]
