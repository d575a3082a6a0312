"""The operator's settings: what is entered is in force, each version stays, and phones follow."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from driverapp.people.messages import Wish, Wishes, set_wishes
from driverapp.people.models import Person
from driverapp.policy.settings_versions import current_settings, list_settings, numbered_settings
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.mail.desk import set_up
from tests.office.accounts import add_account
from tests.office.policy_test import words

PAGE = "/office/settings"
SET = {
    "operator_name": "Beispielstelle",
    "contact_email": "post@stelle.example",
    "imprint": "## Aufsicht\r\n\r\nErfundene Behörde\r\nWeg 1\r\n\r\n- erster <b>Punkt</b>\r\n- zweiter",
    "privacy": "Wir speichern in Beispielstadt.",
    "legal_basis": "§ 1 Beispielgesetz",
    "conciliation_body": "Erfundene Schlichtung, Weg 2",
    "map_url": "https://karten.example/{z}/{x}/{y}.png",
    "map_attribution": "© Erfundene Karte",
    "sender_name": "Büro",
    "escalation_minutes": "5",
}


@pytest.fixture
def administrator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def save(client: Client, **fields: str) -> tuple[int, str]:
    """Send the form as the page has it, with these fields; the status and the page."""
    token = TOKEN.search(client.get(PAGE).text)
    assert token is not None
    sent = {"csrf_token": token[1], "number": str(numbered_settings()[0]), "escalation_minutes": "10"} | fields
    answer = client.post(PAGE, data=MultiDict([*sent.items(), *(("languages[]", each) for each in ("pl", "ar", "xx"))]))
    return answer.status_code, answer.text


def test_what_is_entered_is_in_force_and_noted(administrator: Client) -> None:
    assert save(administrator, **SET, reason="Beschluss vom Montag")[0] == 303
    found = current_settings()
    assert (found.operator_name, found.sender_name, found.escalation_minutes) == ("Beispielstelle", "Büro", 5)
    assert list(found.offered) == ["de", "en", "pl", "ar"]
    assert found.map_tiles is not None
    assert found.map_tiles.host == "karten.example"
    entry = db.session.execute(select(AuditEntry).where(AuditEntry.action == "settings_set")).scalar_one()
    assert entry.subject == "settings:1"
    page = words(administrator.get(PAGE).text)
    assert "Fassung 1" in page
    assert "Beschluss vom Montag" in page
    assert "Eskalation nach 10 Minuten → 5 Minuten" in page
    assert save(administrator, **SET)[0] == 303
    assert len(list_settings()) == 1, "the same again is no new version"


def test_the_form_as_it_stands_says_what_is_in_force(administrator: Client) -> None:
    save(administrator, **SET)
    page = administrator.get(PAGE).text
    assert 'value="https://karten.example/{z}/{x}/{y}.png"' in page
    assert 'value="pl" checked' in page
    assert 'value="lt" checked' not in page
    assert 'value="de" checked disabled' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contact_email": "post"}, "keine E-Mail-Adresse"),
        ({"contact_email": "a@b.example\nBcc: all@example.org"}, "keine E-Mail-Adresse"),
        ({"sender_name": "Büro\r\nBcc: all@example.org"}, "in einer Zeile"),
        ({"sender_name": "x" * 81}, "in einer Zeile"),
        ({"operator_name": "x" * 201}, "Höchstens 200 Zeichen"),
        ({"imprint": "x" * 4001}, "Höchstens 4000 Zeichen"),
        ({"imprint": "x\x00y"}, "Höchstens 4000 Zeichen"),
        ({"map_url": "https://karten.example/{z}/{x}.png", "map_attribution": "wir"}, "Platzhaltern"),
        ({"map_url": "https://{z}.example/{z}/{x}/{y}.png", "map_attribution": "wir"}, "Platzhaltern"),
        ({"map_url": "https://a@karten.example/{z}/{x}/{y}", "map_attribution": "wir"}, "Platzhaltern"),
        ({"map_url": "file:///{z}/{x}/{y}", "map_attribution": "wir"}, "Platzhaltern"),
        ({"map_url": "https://karten.example/{z}/{x}/{y}/{z.real}", "map_attribution": "wir"}, "Platzhaltern"),
        ({"map_url": "https://karten.example/{z}/{x}/{y}"}, "von wem sie ist"),
        ({"escalation_minutes": "0"}, "von 1 bis 240"),
        ({"escalation_minutes": "bald"}, "von 1 bis 240"),
    ],
)
def test_what_cannot_be_is_said_and_not_saved(administrator: Client, wrong: dict[str, str], said: str) -> None:
    status, page = save(administrator, **wrong)
    assert status == 200
    assert "Noch nichts gespeichert." in page
    assert said in page
    assert list_settings() == []


def test_places_make_an_order_of_coordinators(administrator: Client) -> None:
    first, second, third = (add_account(Role.COORDINATOR).id for _ in range(3))
    other = add_account(Role.EDITOR).id
    save(administrator, **{f"place-{third}": "1", f"place-{first}": "7", f"place-{second}": "", f"place-{other}": "2"})
    assert current_settings().escalation_order == (third, first)
    page = administrator.get(PAGE).text
    assert f'name="place-{first}" value="2"' in page
    status, page = save(administrator, **{f"place-{first}": "zuerst"})
    assert (status, "Geben Sie als Platz ganze Zahlen ein" in page) == (200, True)
    assert current_settings().escalation_order == (third, first)


def test_an_order_that_reaches_nobody_is_said(administrator: Client) -> None:
    lost, woken = "niemand mehr zu erreichen", "Zurzeit wird niemand geweckt"

    def said() -> list[bool]:
        page = administrator.get(PAGE).text
        return [lost in page, woken in page]

    first, second = add_account(Role.COORDINATOR), add_account(Role.COORDINATOR)
    save(administrator, **{f"place-{first.id}": "1"})
    assert said() == [False, False]
    for person, expected in ((first, [True, False]), (second, [False, True])):
        with writing():
            set_wishes(db.session(), db.session.get_one(Person, person.id), Wishes(ongoing=Wish.NONE), "de")
            db.session.commit()
        assert said() == expected


def test_of_two_administrators_the_second_overwrites_nothing(administrator: Client) -> None:
    token = TOKEN.search(administrator.get(PAGE).text)
    assert token is not None
    set_up(operator_name="Andere Stelle")
    sent = {"csrf_token": token[1], "number": "0", "escalation_minutes": "10", "operator_name": "Meine Stelle"}
    answer = administrator.post(PAGE, data=sent)
    assert answer.status_code == 409
    assert "admin-0@example.org die Einstellungen geändert" in words(answer.text)
    assert 'value="Meine Stelle"' in answer.text, "what was typed stays"
    assert current_settings().operator_name == "Andere Stelle"


def test_an_earlier_version_comes_back_as_a_new_one(administrator: Client) -> None:
    save(administrator, operator_name="Erste Stelle")
    save(administrator, operator_name="Zweite Stelle")
    administrator.send(PAGE, f"{PAGE}/1/restoration", after="2")
    assert numbered_settings()[0] == 3
    assert current_settings().operator_name == "Erste Stelle"
    assert list_settings()[0].reason == "Fassung 1 wiederhergestellt"
    assert administrator.send(PAGE, f"{PAGE}/2/restoration", after="2").status_code == 409
    assert administrator.send(PAGE, f"{PAGE}/9/restoration", after="3").status_code == 404
    assert current_settings().operator_name == "Erste Stelle"


def test_legal_texts_stand_in_the_app_in_german_and_never_as_markup(app: Flask, administrator: Client) -> None:
    save(administrator, **SET)
    phone = Client(app)
    german, polish = phone.get("/de/imprint").text, phone.get("/pl/imprint").text
    assert "<h2>Aufsicht</h2>" in german
    assert "<p>Erfundene Behörde<br>Weg 1</p>" in german
    assert "<li>erster &lt;b&gt;Punkt&lt;/b&gt;</li><li>zweiter</li>" in german
    assert '<div class="prose own-text">' in german
    assert '<div lang="de" dir="ltr" class="prose own-text">' in polish
    privacy = phone.get("/pl/privacy").text
    assert '<span lang="de" dir="ltr">§ 1 Beispielgesetz</span>' in privacy
    assert "Wir speichern in Beispielstadt." in privacy
    assert '<span lang="de" dir="ltr">Erfundene Schlichtung, Weg 2</span>' in phone.get("/pl/accessibility").text


def test_phones_get_the_languages_that_are_offered(app: Flask, administrator: Client) -> None:
    phone = Client(app, use_cookies=True)
    phone.set_cookie("language", "lt")
    before = phone.get("/sw.js").text
    assert 'lang="lt"' in phone.get("/").text
    save(administrator)
    page = Client(app).get("/de/").text
    assert 'data-language="pl"' in page
    assert 'data-language="lt"' not in page
    assert '<html lang="de"' in phone.get("/").text
    assert '<html lang="pl"' in Client(app).get("/", headers={"Accept-Language": "lt, pl"}).text
    after = phone.get("/sw.js").text
    assert "/lt/" not in after
    assert after.split("VERSION = ")[1][:20] != before.split("VERSION = ")[1][:20]
    assert phone.get("/manifest.webmanifest?lang=lt").json["lang"] == "de"  # type: ignore[index]


def test_who_asks_for_one_that_is_not_offered_is_led_on(app: Flask, administrator: Client) -> None:
    save(administrator)
    phone = Client(app, use_cookies=True)
    led = phone.get("/lt/checklists?target_group=truck&_scheme=ftp&_external=1")
    assert (led.status_code, led.location) == (302, "/de/checklists?target_group=truck&_scheme=ftp&_external=1")
    assert led.headers["Cache-Control"] == "no-store"
    assert phone.get("/lt/").location == "/de/"
    assert phone.post("/lt/form", data={}).status_code == 422, "what is sent is taken and answered"
    assert phone.get("/pl/").status_code == 200


def test_the_page_says_that_no_mail_leaves_and_speaks_english(administrator: Client) -> None:
    assert "Es geht keine Mail hinaus" in administrator.get(PAGE).text
    administrator.set_cookie("language", "en")
    assert "No email is sent" in administrator.get(PAGE).text
