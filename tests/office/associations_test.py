"""The list of associations, and the page of one: for administrators every one, for a partner its own."""

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.change import groups_of
from driverapp.associations.models import Association
from driverapp.associations.queries import association_of
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from tests.office.association_desk import FREIGHT, LIST, administrator, freight, partner


def test_an_association_is_added_with_groups_and_staff(app: Flask) -> None:
    desk = administrator(app)
    added = desk.submit(LIST, name="Spedition Süd-Westfalen", groups="truck", staff="12.500", slug="")
    assert added.location == f"{LIST}/spedition-sued-westfalen?done=added"
    page = desk.get(added.location).text
    for shown in ("Der Verband ist angelegt.", "Spedition Süd-Westfalen", "Lkw", "12.500"):
        assert shown in page
    assert "Spedition Süd-Westfalen" in desk.get(LIST).text
    actions = [(each.action, each.subject) for each in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert ("association_added", "association:spedition-sued-westfalen") in actions
    assert ("staff_set", "association:spedition-sued-westfalen") in actions


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Schreiben Sie den Namen"),
        ({"name": "Gut", "slug": "Nicht Gut"}, "Nur kleine Buchstaben"),
        ({"name": "Gut", "slug": "spedition"}, "Diese Kurzform hat schon ein Verband."),
        ({"name": "Gut", "staff": "viele"}, "ganze Zahl"),
    ],
)
def test_what_was_typed_stays_on_an_error(app: Flask, typed: dict[str, str], said: str) -> None:
    freight()
    answer = administrator(app).submit(LIST, False, **{"groups": "taxi", "staff": "77", **typed})
    assert said in answer.text
    assert 'value="taxi" checked' in answer.text
    assert f'value="{typed.get("staff", "77")}"' in answer.text
    assert [each.slug for each in db.session.scalars(select(Association))] == ["spedition"]


def test_a_partner_keeps_its_own_association_and_sees_no_other(app: Flask) -> None:
    own = freight()
    desk = partner(app, own)
    administrator(app).submit(LIST, name="Anderer Verband", slug="andere")
    assert desk.get(LIST).location == FREIGHT
    assert "Erfundener Verband Spedition" in desk.get(FREIGHT).text
    assert "Verband ändern" not in desk.get(FREIGHT).text
    for address in (f"{LIST}/andere", f"{LIST}/andere/staff", f"{LIST}/andere/new-site", f"{LIST}/nirgends"):
        assert desk.get(address).status_code == 404
    assert desk.send(FREIGHT, f"{LIST}/andere/codes", target_group="truck").status_code == 404
    assert desk.send(FREIGHT, FREIGHT, name="Anders", version="1").status_code == 403


def test_an_association_gets_another_name_and_other_groups(app: Flask) -> None:
    freight()
    desk = administrator(app)
    assert desk.submit(FREIGHT, name="Neuer Name", groups="dispatch", version="1").location == f"{FREIGHT}?done=changed"
    found = association_of(db.session(), "spedition")
    assert (found.name, groups_of(found), found.version) == ("Neuer Name", {"dispatch"}, 2)


def test_who_comes_second_sees_both_versions_and_loses_nothing(app: Flask) -> None:
    freight()
    desk = administrator(app)
    desk.submit(FREIGHT, name="Erster", version="1")
    second = desk.submit(FREIGHT, name="Zweiter", version="1")
    assert second.status_code == 409
    assert "inzwischen geändert" in second.text
    assert "Gespeichert ist: Erster" in second.text
    assert 'value="Zweiter"' in second.text
    assert 'name="version" value="2"' in second.text
    assert association_of(db.session(), "spedition").name == "Erster"


def test_a_group_with_a_code_that_holds_stays(app: Flask) -> None:
    freight()
    desk = administrator(app)
    desk.send(FREIGHT, f"{FREIGHT}/codes", target_group="truck", site="")
    refused = desk.submit(FREIGHT, name="Erfundener Verband Spedition", groups="taxi", version="1")
    assert "Für die Gruppe „Lkw“ gilt noch ein Code." in refused.text
    assert groups_of(association_of(db.session(), "spedition")) == set()


def test_a_deactivated_association_rests_and_comes_back(app: Flask) -> None:
    freight()
    desk = administrator(app)
    code = desk.send(FREIGHT, f"{FREIGHT}/codes", follow=True, target_group="truck", site="").text
    letters = code.split("/join/")[1][:8]
    assert desk.get(f"/join/{letters}").status_code == 200
    desk.send(FREIGHT, f"{FREIGHT}/deactivation")
    assert desk.get(f"/join/{letters}").status_code == 404
    page = desk.get(FREIGHT).text
    assert "ruht" in page
    assert "Code erstellen" not in page
    desk.send(FREIGHT, f"{FREIGHT}/reactivation")
    assert desk.get(f"/join/{letters}").status_code == 200
