"""Sites in the office: every field, what was typed stays, and deactivation keeps what there is."""

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.models import Site
from driverapp.associations.queries import site_of
from driverapp.store.database import db
from tests.factories import make_report
from tests.office.association_desk import FREIGHT, administrator, freight, partner

FIELDS = {
    "name": "Erfundene Rast Süd",
    "phone": "0231 000-000",
    "address": "Erfundene Straße 1",
    "side": "Südseite",
    "road": "a 44",
    "direction": "Dortmund",
    "km": "123,4",
    "video_hours": "72",
}
SITE = f"{FREIGHT}/sites/erfundene-rast-sued"


def test_a_partner_adds_a_site_and_changes_all_of_it(app: Flask) -> None:
    desk = partner(app, freight())
    assert desk.submit(f"{FREIGHT}/new-site", False, **FIELDS).status_code == 303
    site = site_of(db.session(), "erfundene-rast-sued")
    assert (site.road, site.km, site.video_hours, site.side) == ("A44", 123.4, 72, "Südseite")
    assert "A44 · Richtung Dortmund · km 123,4 · Südseite" in desk.get(FREIGHT).text
    changed = desk.submit(SITE, False, **{**FIELDS, "phone": "", "km": "", "version": str(site.version)})
    assert changed.status_code == 303
    db.session.expire_all()
    assert (site.phone, site.km, site.address) == (None, None, "Erfundene Straße 1")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", " ", "Schreiben Sie den Namen"),
        ("phone", "bitte klingeln", "Schreiben Sie die Nummer"),
        ("road", "Autobahn", "wie A2 oder B 64"),
        ("km", "weit", "Schreiben Sie den Kilometer"),
        ("km", "2000", "Schreiben Sie den Kilometer"),
        ("video_hours", "0", "ganze Stunden"),
        ("video_hours", "1,5", "ganze Stunden"),
    ],
)
def test_a_wrong_field_keeps_what_was_typed_and_no_site(app: Flask, name: str, typed: str, said: str) -> None:
    freight()
    answer = administrator(app).submit(f"{FREIGHT}/new-site", False, **{**FIELDS, name: typed})
    assert said in answer.text
    assert answer.text.count("field-error") == 1
    assert f'value="{typed}"' in answer.text
    assert db.session.scalars(select(Site)).all() == []


def test_every_wrong_field_says_so_at_once(app: Flask) -> None:
    freight()
    wrong = {"name": "", "phone": "bitte klingeln", "road": "Autobahn", "km": "weit", "video_hours": "0"}
    answer = administrator(app).submit(f"{FREIGHT}/new-site", False, **{**FIELDS, **wrong})
    assert answer.text.count("field-error") == len(wrong)
    assert db.session.scalars(select(Site)).all() == []


def test_who_comes_second_sees_what_is_kept_now(app: Flask) -> None:
    freight()
    desk = administrator(app)
    desk.submit(f"{FREIGHT}/new-site", False, **FIELDS)
    seen = str(site_of(db.session(), "erfundene-rast-sued").version)
    desk.submit(SITE, False, **{**FIELDS, "side": "Nordseite", "version": seen})
    second = desk.submit(SITE, False, **{**FIELDS, "side": "Ostseite", "version": seen})
    assert second.status_code == 409
    assert "Inzwischen gespeichert: Nordseite" in second.text
    assert 'value="Ostseite"' in second.text


def test_a_deactivated_site_is_not_offered_and_old_reports_keep_it(app: Flask) -> None:
    freight()
    desk = administrator(app)
    desk.submit(f"{FREIGHT}/new-site", False, **FIELDS)
    made = desk.send(FREIGHT, f"{FREIGHT}/codes", follow=True, target_group="truck", site="erfundene-rast-sued").text
    letters = made.split("/join/")[1][:8]
    report = make_report(category="cargo_theft", enrolment=letters)
    desk.send(SITE, f"{SITE}/deactivation")
    assert desk.get(f"/join/{letters}").status_code == 404
    assert '<option value="erfundene-rast-sued"' not in desk.get(FREIGHT).text
    db.session.expire_all()
    assert report.site is not None
    assert report.site.name == "Erfundene Rast Süd"
    refused = desk.send(FREIGHT, f"{FREIGHT}/codes", target_group="taxi", site="erfundene-rast-sued")
    assert "ist deaktiviert" in refused.text
    desk.send(SITE, f"{SITE}/reactivation")
    assert desk.get(f"/join/{letters}").status_code == 200


def test_a_site_of_another_association_is_not_there(app: Flask) -> None:
    own = freight()
    desk = partner(app, own)
    other = administrator(app)
    other.submit("/office/associations", name="Anderer Verband", slug="andere")
    other.submit("/office/associations/andere/new-site", name="Fremde Rast")
    assert desk.get(f"{FREIGHT}/sites/fremde-rast").status_code == 404
    assert desk.send(FREIGHT, f"{FREIGHT}/codes", target_group="truck", site="fremde-rast").status_code == 404
    assert desk.send(FREIGHT, f"{FREIGHT}/sites/fremde-rast/deactivation").status_code == 404
