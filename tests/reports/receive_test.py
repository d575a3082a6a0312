from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.policy.choices import Operator
from driverapp.policy.intake import intake_rules
from driverapp.policy.resolve import DEFAULTS
from driverapp.reports.codes import is_reference, new_reference
from driverapp.reports.models import Event, Report
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.factories import make_report
from tests.phones import Phone

PRIVATE = intake_rules(DEFAULTS[Operator.PRIVATE])


@pytest.fixture
def enrolment(app: Flask) -> Enrolment:
    association = Association(slug="erfunden", name="Erfundener Verband")
    site = Site(association=association, slug="rasthof-a", name="Rasthof A")
    made = Enrolment(
        code="K7PQ2", association=association, site=site, target_group="bus", expires_at=now() + timedelta(days=1)
    )
    with writing():
        db.session.add_all([association, site, made])
        db.session.commit()
    return made


def _stored(phone: Phone) -> Report:
    return db.session.get_one(Report, phone.id)


def test_a_report_is_kept_with_all_that_was_said(app: Flask, client: Client) -> None:
    phone = Phone(client)
    reference = new_reference()
    answer = phone.report(
        category="cargo_theft",
        target_group="truck",
        position={"lat": 51.4, "lon": 7.0, "accuracy_m": 12, "age_s": 3.5},
        place={"text": "hinten", "road": "A2", "direction": "Hannover", "km": 423.5},
        text="Zwei Planen",
        vehicle={"plate": "AB 123", "country": "PL", "kind": "Transporter", "colour": "weiß"},
        ongoing=False,
        reference=reference,
        app_version="1.2",
    )
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json == {
        "id": str(phone.id),
        "reference": reference,
        "received_at": answer.json["received_at"],
        "state": "received",
        "ignored": [],
    }
    report = _stored(phone)
    assert (report.lat, report.lon, report.accuracy_m, report.age_s) == (51.4, 7.0, 12, 3.5)
    assert (report.road, report.km) == ("A2", 423.5)
    assert report.sealed == {
        "text": "Zwei Planen",
        "vehicle": {"plate": "AB 123", "country": "PL", "kind": "Transporter", "colour": "weiß"},
        "place_text": "hinten",
        "direction": "Hannover",
    }
    assert (report.language, report.app_version, report.usable, report.ongoing) == ("de", "1.2", True, False)
    event = db.session.scalars(select(Event)).one()
    assert (event.kind, event.report_id, event.subject_at) == (EventKind.RECEIVED, phone.id, report.received_at)
    assert (event.category, event.road, event.target_group, event.usable) == ("cargo_theft", "A2", "truck", True)


@pytest.mark.parametrize(
    ("written", "known"),
    [("A2", "A2"), ("a 2", "A2"), (" A 100 ", "A100"), ("b3A", "B3a"), ("K\N{NO-BREAK SPACE}1234", "K1234")],
)
def test_a_road_is_kept_under_its_name(app: Flask, client: Client, written: str, known: str) -> None:
    phone = Phone(client)
    assert phone.report(place={"road": written}).status_code == 201
    report = _stored(phone)
    assert (report.road, report.sealed) == (known, None)
    assert db.session.scalars(select(Event.road)).one() == known


@pytest.mark.parametrize("written", ["XX-AB 12", "A", "2", "A12345", "B AB 12", "A2 A2", "A٢"])
def test_a_road_that_is_none_is_sealed(app: Flask, client: Client, written: str) -> None:
    phone = Phone(client)
    assert phone.report(place={"road": written, "text": "hinten"}).status_code == 201
    report = _stored(phone)
    assert (report.road, report.sealed) == (None, {"place_text": "hinten", "road": written})
    assert db.session.scalars(select(Event.road)).one() is None


def test_a_repeat_gets_the_same_answer_and_changes_nothing(app: Flask, client: Client) -> None:
    phone = Phone(client)
    first = phone.report(category="meteor", enrolment="unbekannt", from_another_release=1)
    again = phone.again()
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert first.json is not None
    assert first.json["ignored"] == ["/category", "/from_another_release", "/enrolment"]
    assert is_reference(first.json["reference"])
    assert len(db.session.scalars(select(Event)).all()) == 1


def test_other_content_and_another_secret_are_refused_alike(app: Flask, client: Client) -> None:
    phone = Phone(client)
    phone.report()
    other_content = phone.send("PUT", phone.path, phone.body + b" ")
    other_secret = Phone(client, id=phone.id, body=phone.body).again()
    assert other_content.status_code == other_secret.status_code == 422
    assert other_content.data == other_secret.data
    assert phone.again().status_code == 200


@pytest.mark.parametrize(
    ("changes", "usable"),
    [
        ({}, False),
        ({"text": "  "}, False),
        ({"vehicle": {"plate": ""}}, False),
        ({"position": {"lat": 1, "lon": 2}, "place": {"text": "hier"}}, False),
        ({"category": "other"}, True),
        ({"text": "x"}, True),
        ({"vehicle": {"colour": "rot"}}, True),
    ],
)
def test_a_mere_tap_is_told_from_a_usable_report(app: Flask, changes: dict[str, Any], usable: bool) -> None:
    assert make_report(**changes).usable is usable


def test_the_office_sees_it_after_the_time_to_undo_and_at_once_while_it_goes_on(app: Flask) -> None:
    later = make_report(visible=False)
    at_once = make_report(visible=False, ongoing=True)
    assert later.visible_at - later.received_at == timedelta(seconds=30)
    assert at_once.visible_at == at_once.received_at


def test_a_code_attributes_the_report(app: Flask, enrolment: Enrolment, client: Client) -> None:
    phone = Phone(client)
    answer = phone.report(enrolment="k7pq2", place={"site": "rasthof-a"})
    assert answer.json is not None
    assert answer.json["ignored"] == []
    report = _stored(phone)
    assert (report.association_id, report.site_id) == (enrolment.association_id, enrolment.site_id)
    assert (report.enrolment_id, report.target_group, report.place_site) == (enrolment.id, "bus", "rasthof-a")
    assert db.session.scalars(select(Event.association_id)).one() == enrolment.association_id


@pytest.mark.parametrize("column", ["expires_at", "ended_at"])
def test_a_code_out_of_use_attributes_nothing(app: Flask, enrolment: Enrolment, client: Client, column: str) -> None:
    with writing():
        setattr(enrolment, column, now() - timedelta(seconds=1))
        db.session.commit()
    phone = Phone(client)
    answer = phone.report(enrolment=enrolment.code, place={"road": "A1", "site": "unbekannt"})
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["ignored"] == ["/place/site", "/enrolment"]
    report = _stored(phone)
    assert (report.association_id, report.place_site, report.road) == (None, None, "A1")


def test_what_the_policy_switched_off_is_dropped_and_named(app: Flask) -> None:
    report = make_report(
        rules=PRIVATE,
        text="x",
        vehicle={"plate": "AB 1"},
        place={"text": "hinten"},
        position={"lat": 51.41234, "lon": 7.01234, "accuracy_m": 5},
    )
    assert report.ignored == ["/text", "/vehicle"]
    assert (report.sealed, report.usable) == ({"place_text": "hinten"}, False)
    assert report.lat == pytest.approx(51.41234, abs=0.006)
    assert (report.lat, report.lon) != (51.41234, 7.01234)
    assert report.accuracy_m == 1000


def test_a_wrong_clock_is_noted(app: Flask, client: Client) -> None:
    slow = (now() - timedelta(hours=2)).isoformat(timespec="seconds")
    for sent_at, skew in ((slow, 7200), ("1900-01-01T00:00:00Z", 2**31 - 1), ("gestern", None)):
        phone = Phone(client, headers={"Sent-At": sent_at})
        assert phone.report().status_code == 201
        assert _stored(phone).clock_skew_s == (None if skew is None else pytest.approx(skew, abs=5))
