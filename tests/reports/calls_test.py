import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from driverapp.associations.models import Association, Enrolment
from driverapp.reports.models import EmergencyCall, Event
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.states import CallOutcome, EventKind, Waiting
from tests.clients import Client
from tests.factories import call_body
from tests.phones import Phone


def _put(phone: Phone, body: dict[str, Any]) -> TestResponse:
    return phone.send("PUT", f"/api/v1/emergency-calls/{phone.id}", json.dumps(body).encode())


def _stored(call_id: UUID) -> EmergencyCall:
    return db.session.get_one(EmergencyCall, call_id)


def _events() -> list[tuple[str, str | None, str | None]]:
    rows = db.session.execute(select(Event.kind, Event.outcome, Event.previous_outcome).order_by(Event.id))
    return [(kind, outcome, before) for kind, outcome, before in rows]


TAPPED = (EventKind.CALL_TAPPED, CallOutcome.OPENED, None)


def test_a_tap_on_110_is_noted_once(app: Flask, client: Client) -> None:
    phone, report_id = Phone(client), uuid4()
    body = call_body(call_code="1234566", report=str(report_id), target_group="truck", practice=True)
    first, again = _put(phone, body), _put(phone, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json is not None
    assert (first.json["id"], first.json["outcome"]) == (str(phone.id), "opened")
    call = _stored(phone.id)
    assert (call.call_code, call.report_id, call.target_group, call.practice) == ("1234566", report_id, "truck", True)
    assert _events() == [TAPPED]
    assert db.session.scalars(select(Event.practice)).one() is True


def test_a_try_that_was_held_up_changes_nothing_back(app: Flask, client: Client) -> None:
    phone, body = Phone(client), call_body()
    early, late = (now() + timedelta(seconds=seconds) for seconds in (-60, 0))
    _put(phone, body | {"outcome": "spoke", "outcome_at": late.isoformat()})
    for stale in (body, body | {"outcome": "not_reached", "outcome_at": early.isoformat()}):
        assert _put(phone, stale).status_code == 200
    assert _stored(phone.id).outcome == CallOutcome.SPOKE


def test_what_came_of_it_follows(app: Flask, client: Client) -> None:
    phone, body = Phone(client), call_body()
    _put(phone, body)
    moment = now().isoformat(timespec="seconds")
    for outcome in ("not_reached", "spoke", "spoke"):
        answer = _put(phone, body | {"outcome": outcome, "outcome_at": moment})
        assert answer.status_code == 200
    call = _stored(phone.id)
    assert call.outcome == CallOutcome.SPOKE
    assert call.outcome_at is not None
    assert _events() == [
        TAPPED,
        (EventKind.CALL_OUTCOME, CallOutcome.NOT_REACHED, CallOutcome.OPENED),
        (EventKind.CALL_OUTCOME, CallOutcome.SPOKE, CallOutcome.NOT_REACHED),
    ]


def test_the_wait_for_the_police_may_be_told_later_and_stays(app: Flask, client: Client) -> None:
    phone, body = Phone(client), call_body(outcome="spoke")
    _put(phone, body)
    for waiting in ("up_to_30_min", "longer", "longer"):
        assert _put(phone, body | {"waiting": waiting}).status_code == 200
    # The try without it that was held up on its way takes nothing back.
    assert _put(phone, body).status_code == 200
    assert _stored(phone.id).waiting == "longer"
    assert _events()[2:] == [
        (EventKind.CALL_WAITING, Waiting.UP_TO_30_MIN, None),
        (EventKind.CALL_WAITING, Waiting.LONGER, Waiting.UP_TO_30_MIN),
    ]
    assert _put(phone, body | {"waiting": "two hours"}).status_code == 422


def test_tap_and_outcome_may_arrive_together(app: Flask, client: Client) -> None:
    _put(Phone(client), call_body(outcome="not_needed"))
    assert _events() == [TAPPED, (EventKind.CALL_OUTCOME, CallOutcome.NOT_NEEDED, CallOutcome.OPENED)]


@pytest.mark.parametrize(
    "changes",
    [
        {"tapped_at": "2026-11-22T20:00:00Z"},
        {"call_code": "1234566"},
        {"practice": True},
        {"report": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
    ],
)
def test_nothing_else_of_a_call_changes(app: Flask, client: Client, changes: dict[str, Any]) -> None:
    phone, body = Phone(client), call_body()
    _put(phone, body)
    assert _put(phone, body | changes | {"outcome": "spoke"}).status_code == 422
    assert _stored(phone.id).outcome == CallOutcome.OPENED
    assert _events() == [TAPPED]


def test_nobody_else_tells_what_came_of_it(app: Flask, client: Client) -> None:
    phone, body = Phone(client), call_body()
    _put(phone, body)
    assert _put(Phone(client, id=phone.id), body | {"outcome": "spoke"}).status_code == 422


def test_a_code_attributes_the_call_even_when_it_ends_before_the_outcome(app: Flask, client: Client) -> None:
    association = Association(slug="erfunden", name="Erfundener Verband")
    enrolment = Enrolment(
        code="K7PQ2", association=association, target_group="taxi", expires_at=now() + timedelta(days=1)
    )
    with writing():
        db.session.add(enrolment)
        db.session.commit()
    phone, body = Phone(client), call_body(enrolment="K7PQ2")
    assert _put(phone, body).json["ignored"] == []  # type: ignore[index]
    call = _stored(phone.id)
    assert (call.association_id, call.target_group) == (association.id, "taxi")
    with writing():
        enrolment.ended_at = now()
        db.session.commit()
    later = _put(phone, body | {"outcome": "spoke"})
    assert later.status_code == 200
    assert _stored(phone.id).association_id == association.id
