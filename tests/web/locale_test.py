"""The same German text may be another English for a coordinator and for a driver: each reads their own."""

from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, gettext, ngettext

from driverapp.config import PROJECT
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account, sign_in

ENGLISH = {"Accept-Language": "en"}


def test_each_audience_reads_its_own_words(app: Flask) -> None:
    office, driver = _english("office"), _english("driver")
    collisions = [text for text in office.keys() & driver.keys() if office[text] != driver[text]]
    assert len(collisions) > 0
    with app.test_request_context("/office/reports/new", headers=ENGLISH):
        assert {text: gettext(text) for text in collisions} == {text: office[text] for text in collisions}
    for address in ("/en/privacy", "/api/v1/guidance"):
        with app.test_request_context(address, headers=ENGLISH):
            assert {text: gettext(text) for text in collisions} == {text: driver[text] for text in collisions}


def test_what_is_written_outside_of_a_request_is_the_offices(app: Flask) -> None:
    with app.app_context(), force_locale("en"):
        assert gettext("Kennzeichen") == "Plate"


def test_the_form_for_a_report_by_telephone_asks_for_its_channel(app: Flask) -> None:
    client = sign_in(Client(app, use_cookies=True), add_account(Role.COORDINATOR))
    page = client.get("/office/reports/new", headers=ENGLISH).text
    assert ">Channel<" in page
    assert "Gone" not in page


def test_the_plural_rule_holds_where_the_office_has_no_catalogue(app: Flask) -> None:
    one, many = "%(number)s Frage an Sie", "%(number)s Fragen an Sie"
    with app.test_request_context("/office/guidance"), force_locale("pl"):
        assert [ngettext(one, many, num, number=num).split()[1] for num in (1, 2, 5)] == ["pytanie", "pytania", "pytań"]


def _english(domain: str) -> dict[str, str]:
    with (PROJECT / f"translations/en/LC_MESSAGES/{domain}.po").open("rb") as file:
        return {each.id: str(each.string) for each in read_po(file) if isinstance(each.id, str) and each.id}
