from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from driverapp.reports import events
from driverapp.reports.models import Report, ReportMessage
from driverapp.reports.steps import Step
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind, State
from tests.clients import Client
from tests.office.accounts import add_account
from tests.phones import Phone
from tests.reports.undo_test import take


@pytest.fixture
def phone(client: Client) -> Phone:
    phone = Phone(client)
    phone.report(text="x")
    return phone


def test_the_holder_learns_how_far_it_is_and_nothing_of_the_content(app: Flask, phone: Phone) -> None:
    answer = phone.follow_up()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    report = db.session.get_one(Report, phone.id)
    assert answer.json == {
        "id": str(phone.id),
        "reference": report.reference,
        "received_at": answer.json["received_at"],
        "state": "received",
        "seen_at": None,
        "closed_at": None,
        "helped": False,
        "withdrawal": None,
        "messages": [],
    }


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State.SEEN, "seen"),
        (State.HANDED_OVER, "seen"),
        (State.CLOSED, "closed"),
    ],
)
def test_the_reporter_sees_arrived_read_and_closed_alone(app: Flask, phone: Phone, state: State, shown: str) -> None:
    report = db.session.get_one(Report, phone.id)
    moment = now()
    with writing():
        report.state, report.seen_at, report.outcome, report.helped = state, moment, "known", True
        db.session.commit()
    answer = phone.follow_up().json
    assert answer is not None
    assert (answer["state"], answer["helped"]) == (shown, True)
    assert answer["seen_at"] == moment.isoformat().replace("+00:00", "Z")
    assert "known" not in str(answer)
    assert phone.again().json["state"] == shown  # type: ignore[index]


def test_messages_come_in_their_order(app: Flask, phone: Phone) -> None:
    with writing():
        for minutes, text in ((0, "zweite"), (-5, "erste")):
            sent_at = now() + timedelta(minutes=minutes)
            message = ReportMessage(id=uuid4(), report_id=phone.id, sent_at=sent_at, from_office=True)
            message.sealed = {"text": text}
            db.session.add(message)
        db.session.commit()
    answer = phone.follow_up().json
    assert answer is not None
    assert [message["text"] for message in answer["messages"]] == ["erste", "zweite"]


def test_a_refused_withdrawal_is_told(app: Flask, phone: Phone) -> None:
    with writing():
        events.append(db.session.get_one(Report, phone.id), EventKind.WITHDRAWAL_REFUSED)
        db.session.commit()
    assert phone.follow_up().json["withdrawal"] == "refused"  # type: ignore[index]


def test_only_the_decision_that_holds_is_told(app: Flask, phone: Phone) -> None:
    actor = add_account(Role.COORDINATOR).id
    with writing():
        # As if nobody had waited for it to become visible.
        db.session.get_one(Report, phone.id).visible_at = now()
        db.session.commit()
    take(phone, actor, Step.SEE)
    phone.withdraw()
    told = []
    for step in (Step.REFUSE_WITHDRAWAL, Step.UNDO, Step.ACCEPT_WITHDRAWAL):
        take(phone, actor, step)
        answer = phone.follow_up().json
        assert answer is not None
        told.append((answer["state"], answer["withdrawal"]))
    assert told == [("seen", "refused"), ("seen", "requested"), ("withdrawn", None)]


def test_a_refusal_that_was_taken_back_is_none(app: Flask, phone: Phone) -> None:
    with writing():
        report = db.session.get_one(Report, phone.id)
        refused = events.append(report, EventKind.WITHDRAWAL_REFUSED)
        events.append(report, EventKind.UNDONE, undoes=refused)
        db.session.commit()
    assert phone.follow_up().json["withdrawal"] is None  # type: ignore[index]


def test_to_everybody_else_there_is_no_such_report(app: Flask, client: Client, phone: Phone) -> None:
    stranger = Phone(client, id=phone.id).follow_up()
    nothing = Phone(client).follow_up()
    assert stranger.status_code == nothing.status_code == 404
    assert stranger.data == nothing.data
