from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from driverapp.policy.choices import Operator
from driverapp.policy.intake import intake_rules
from driverapp.policy.resolve import DEFAULTS
from driverapp.reports.amend import amend
from driverapp.reports.models import Event, Report, ReportAmendment
from driverapp.reports.payload import parse_amendment
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.factories import make_owned_report
from tests.phones import Phone, pointers


@pytest.fixture
def phone(client: Client) -> Phone:
    phone = Phone(client)
    phone.report(place={"text": "hinten", "road": "A2"}, vehicle={"plate": "AB 1"}, position={"lat": 1, "lon": 2})
    return phone


def _stored(phone: Phone) -> Report:
    return db.session.get_one(Report, phone.id)


def _kinds() -> list[str]:
    return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def test_what_is_named_replaces_what_was_said(app: Flask, phone: Phone) -> None:
    answer = phone.amend(place={"road": "A1"}, position={"lat": 3, "lon": 4, "accuracy_m": 9}, text="mehr")
    assert answer.status_code == 201
    report = _stored(phone)
    assert (report.road, report.lat, report.lon, report.accuracy_m) == ("A1", 3, 4, 9)
    assert report.sealed == {"text": "mehr", "vehicle": {"plate": "AB 1"}}


def test_null_takes_back_and_what_is_not_named_stays(app: Flask, phone: Phone) -> None:
    phone.amend(vehicle=None, position=None)
    report = _stored(phone)
    assert (report.lat, report.lon, report.road) == (None, None, "A2")
    assert report.sealed == {"place_text": "hinten"}


def test_a_place_is_replaced_whole_whether_it_lies_sealed_or_not(app: Flask, phone: Phone) -> None:
    phone.amend(vehicle=None, place={"road": "Rasthof", "direction": "Hannover"})
    report = _stored(phone)
    assert (report.road, report.sealed) == (None, {"road": "Rasthof", "direction": "Hannover"})
    phone.amend(place={"road": "A1"})
    report = _stored(phone)
    assert (report.road, report.sealed) == ("A1", None)


def test_each_amendment_counts_once(app: Flask, phone: Phone) -> None:
    amendment_id = uuid4()
    first = phone.amend(amendment_id, category="meteor", text="mehr")
    phone.amend(text="noch mehr")
    again = phone.amend(amendment_id, category="meteor", text="mehr")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json is not None
    assert (first.json["id"], first.json["ignored"]) == (str(amendment_id), ["/category"])
    assert _stored(phone).sealed == {"text": "noch mehr", "vehicle": {"plate": "AB 1"}, "place_text": "hinten"}
    assert db.session.scalar(select(func.count()).select_from(ReportAmendment)) == 2


def test_other_content_under_the_same_id_is_refused(app: Flask, phone: Phone) -> None:
    amendment_id = uuid4()
    phone.amend(amendment_id, text="mehr")
    assert phone.amend(amendment_id, text="anders").status_code == 422
    assert _stored(phone).sealed == {"text": "mehr", "vehicle": {"plate": "AB 1"}, "place_text": "hinten"}


def test_a_tap_becomes_usable_with_its_first_detail_alone(app: Flask, client: Client) -> None:
    phone = Phone(client)
    phone.report()
    phone.amend(ongoing=False)
    phone.amend(category="fuel_theft")
    phone.amend(text="mehr")
    assert _kinds() == [EventKind.RECEIVED, EventKind.AMENDED, EventKind.BECAME_USABLE, EventKind.AMENDED]
    events = list(db.session.execute(select(Event.usable, Event.category).order_by(Event.id)))
    assert [tuple(event) for event in events] == [
        (False, None),
        (False, None),
        (True, "fuel_theft"),
        (True, "fuel_theft"),
    ]


def test_that_it_goes_on_shows_it_to_the_office_at_once(app: Flask, phone: Phone) -> None:
    assert _stored(phone).visible_at > now() + timedelta(seconds=20)
    phone.amend(ongoing=True)
    assert _stored(phone).visible_at <= now()


def test_a_report_that_is_not_there_or_not_ones_own_is_not_found(app: Flask, client: Client, phone: Phone) -> None:
    early = Phone(client)
    assert early.amend(text="mehr").status_code == 404
    assert Phone(client, id=phone.id).amend(text="mehr").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(ReportAmendment)) == 0


def test_a_time_of_observation_fits_the_report(app: Flask, phone: Phone) -> None:
    before = _stored(phone).observed_at
    early = (now() - timedelta(days=15)).isoformat()
    answer = phone.amend(observed_at=early, text="mehr")
    assert (answer.status_code, pointers(answer)) == (422, ["/observed_at"])
    assert _stored(phone).observed_at == before
    assert phone.amend(observed_at=(now() - timedelta(days=13)).isoformat()).status_code == 201
    assert phone.amend(observed_at=None).status_code == 201
    after = _stored(phone).observed_at
    assert after is not None
    assert before is not None
    assert timedelta(days=12) < before - after < timedelta(days=14)


def test_the_policy_holds_for_details_too(app: Flask) -> None:
    owned = make_owned_report()
    raw = b'{"text": "x", "position": {"lat": 51.41234, "lon": 7.01234}, "category": "other"}'
    payload, ignored = parse_amendment(raw)
    with writing():
        receipt = amend(
            owned.id,
            owned.secret,
            raw,
            payload,
            amendment_id=uuid4(),
            rules=intake_rules(DEFAULTS[Operator.PRIVATE]),
            ignored=ignored,
        )
        db.session.commit()
    assert receipt.ignored == ["/text"]
    report = db.session.get_one(Report, owned.id)
    assert (report.sealed, report.accuracy_m, report.category) == (None, 1000, "other")
    fields = db.session.scalars(select(ReportAmendment.fields)).one()
    assert set(fields) == {"position", "category"}
    assert fields["position"]["lat"] != 51.41234
