from datetime import timedelta

import pytest
from flask import Flask

from driverapp.associations.add import add_association
from driverapp.associations.attribute import attribution
from driverapp.associations.enrol import add_enrolment
from driverapp.associations.models import Enrolment
from driverapp.associations.sites import set_site, site_for
from driverapp.associations.staff import set_staff
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client


@pytest.fixture
def enrolment(app: Flask) -> Enrolment:
    association = add_association(db.session(), "rast-verband", "Erfundener Verband", staff=12500)
    site, _ = site_for(db.session(), association, "rast-nord")
    set_site(db.session(), site, {"name": "Erfundene Rast Nord", "phone": "0521 000", "km": 341.5})
    set_staff(db.session(), association, 1250, valid_from=local_day(now()), site=site)
    made = add_enrolment(db.session(), association, TargetGroup.REST_STOP, site)
    db.session.commit()
    return made


def test_the_page_names_what_the_code_stands_for_and_keeps_nothing(client: Client, enrolment: Enrolment) -> None:
    answer = client.get(f"/join/{enrolment.code.lower()}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    for named in ("Erfundener Verband", "Rastplatz", "Erfundene Rast Nord", "1.250 Menschen"):
        assert named in answer.text
    assert f"join={enrolment.code}" in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("written", ["1o0l-i0oz", " IO01 10–0Z "])
def test_a_code_is_read_as_a_hand_writes_it(client: Client, enrolment: Enrolment, written: str) -> None:
    enrolment.code = "1001100Z"
    db.session.commit()
    assert "Erfundener Verband" in client.get(f"/join/{written}").text
    assert attribution(written, None)["enrolment_id"] == enrolment.id


def test_the_page_speaks_another_language_in_one_tap(client: Client, enrolment: Enrolment) -> None:
    assert '<html lang="de"' in client.get(f"/join/{enrolment.code}").text
    english = client.get(f"/join/{enrolment.code}?lang=en").text
    assert '<html lang="en"' in english
    assert "1,250 people" in english


def test_a_phone_gets_the_same_as_data(client: Client, enrolment: Enrolment) -> None:
    found = client.get(f"/join/{enrolment.code}", headers={"Accept": "application/json"}).json
    assert found is not None
    assert (found["code"], found["target_group"], found["group_size"]) == (enrolment.code, "rest_stop", 1250)
    assert (found["site"]["slug"], found["site"]["phone"], found["site"]["km"]) == ("rast-nord", "0521 000", 341.5)


@pytest.mark.parametrize(("staff", "said"), [(12500, "Höchstens 12.500 Menschen"), (None, "nicht bekannt")])
def test_of_a_site_that_nobody_counted_the_page_says_no_more_than_is_known(
    client: Client, staff: int | None, said: str
) -> None:
    association = add_association(db.session(), "ohne", "Verband ohne Zahlen am Standort", staff=staff)
    site, _ = site_for(db.session(), association, "rast-sued")
    made = add_enrolment(db.session(), association, TargetGroup.REST_STOP, site)
    db.session.commit()
    assert said in client.get(f"/join/{made.code}").text
    data = client.get(f"/join/{made.code}", headers={"Accept": "application/json"}).json
    assert data is not None
    assert data["group_size"] == staff


@pytest.mark.parametrize("number", [9, 10])
def test_the_page_names_the_number_of_today_and_a_code_for_few_rests(
    client: Client, enrolment: Enrolment, number: int
) -> None:
    set_staff(db.session(), enrolment.association, number, valid_from=local_day(now()), site=enrolment.site)
    db.session.commit()
    page = client.get(f"/join/{enrolment.code}")
    assert (page.status_code, "10 Menschen" in page.text) == ((404, False) if number < 10 else (200, True))


@pytest.mark.parametrize("expired", [True, False])
def test_a_code_that_does_not_hold_is_told_kindly(client: Client, enrolment: Enrolment, expired: bool) -> None:
    enrolment.expires_at = now() - timedelta(days=1)
    db.session.commit()
    code = enrolment.code if expired else "NOSUCH00"
    page = client.get(f"/join/{code}")
    assert page.status_code == 404
    assert "Melden geht auch ohne Code." in page.text
    data = client.get(f"/join/{code}", headers={"Accept": "application/json"})
    assert (data.status_code, data.json) == (404, None)
