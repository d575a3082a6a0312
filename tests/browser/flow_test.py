"""After the tap: each answer an amendment, saved at once; back, reload and another language keep it all."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chaos import Chaos, Gate, hang_up
from tests.browser.phone import Phone

HEADINGS = (
    "Was haben Sie gesehen?",
    "Wo war es?",
    "Wann war es?",
    "Welches Fahrzeug?",
    "Welche Farbe hat das Fahrzeug?",
    "Welches Kennzeichen?",
    "Wohin ist es weg?",
    "Was haben sie getan? Was hatten sie an?",
)


def _tap(phone: Phone) -> Page:
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    # No position, so nobody knows whether the phone moves.
    phone.page.get_by_role("button", name="Jetzt ergänzen").click()
    expect(phone.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    return phone.page


def _answer_until(phone: Phone, heading: str) -> Page:
    page = _tap(phone)
    page.get_by_role("button", name="Nein", exact=True).click()
    for shown in HEADINGS:
        expect(page.get_by_role("heading", name=shown)).to_be_visible()
        if shown == heading:
            break
        _next(page)
    return page


def _shown(page: Page) -> Locator:
    return page.locator("section:visible")


def _next(page: Page) -> None:
    _shown(page).get_by_role("button", name="Weiter").click()


def _fields(phone: Phone) -> dict[str, Any]:
    [report] = phone.rows()
    fields: dict[str, Any] = report["fields"]
    return fields


@pytest.mark.worker
def test_each_answer_is_saved_at_once(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    page = _tap(phone)
    answers: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Nein", {"ongoing": False}),
        ("Ladungsdiebstahl", {"category": "cargo_theft"}),
        ("Weiter", {}),
        ("Vor einer Viertelstunde", {}),
        ("Transporter", {"vehicle": {"kind": "van"}}),
        ("weiß", {"vehicle": {"kind": "van", "colour": "white"}}),
    )
    for (answer, said), heading in zip(answers, HEADINGS, strict=False):
        _shown(page).get_by_role("button", name=answer).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert said.items() <= _fields(phone).items()
    fields = _fields(phone)
    seen, tapped = (datetime.fromisoformat(fields[name]) for name in ("observed_at", "captured_at"))
    assert tapped - seen == timedelta(minutes=15)
    assert len(phone.rows("amendments")) == 5


@pytest.mark.matrix
def test_what_is_typed_is_saved_on_the_way_on(phone: Phone) -> None:
    page = _answer_until(phone, "Wo war es?")
    page.get_by_role("button", name="Früher auf der Strecke").click()
    page.get_by_label("Letzte Ausfahrt oder Rastplatz").fill("Rastplatz Beispiel")
    _shown(page).get_by_label("Kilometer").fill("423,5")
    for heading in HEADINGS[2:6]:
        _next(page)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_label("Kennzeichen", exact=True).fill("XX-YY")
    _next(page)
    page.get_by_label("Andere Richtung").fill("Hannover")
    _next(page)
    page.get_by_label("In Ihren Worten").fill("Zwei schneiden Planen auf.")
    _shown(page).get_by_role("button", name="Reicht so").click()
    expect(page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    fields = _fields(phone)
    assert fields["place"] == {"text": "Rastplatz Beispiel, weg: Hannover", "km": 423.5}
    assert (fields["vehicle"], fields["text"]) == ({"plate": "XX-YY"}, "Zwei schneiden Planen auf.")


@pytest.mark.worker
def test_it_is_called_arrived_only_after_the_server_answered(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    page = _tap(phone)
    expect(page.locator("[data-saved]")).to_have_attribute("data-tone", "waiting")
    expect(page.get_by_text("Noch nicht gesendet – liegt auf diesem Gerät")).to_be_visible()
    chaos.heal()
    phone.send()
    expect(page.get_by_text(re.compile(r"^Angekommen \d\d:\d\d$")).first).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_attribute("data-tone", "good")


@pytest.mark.matrix
def test_enough_leads_to_the_state_from_every_screen(phone: Phone) -> None:
    page = _tap(phone)
    page.get_by_role("button", name="Reicht so").click()
    expect(page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    expect(page.get_by_text(phone.rows()[0]["reference"])).to_be_visible()


def test_back_and_reload_keep_what_was_typed(phone: Phone) -> None:
    page = _answer_until(phone, "Welches Kennzeichen?")
    page.get_by_label("Kennzeichen").fill("XX-YY")
    page.go_back()
    expect(page.get_by_role("heading", name="Welche Farbe hat das Fahrzeug?")).to_be_visible()
    page.go_forward()
    expect(page.get_by_label("Kennzeichen")).to_have_value("XX-YY")
    page.reload()
    expect(page.get_by_label("Kennzeichen")).to_have_value("XX-YY")


def test_the_way_back_is_the_one_that_was_taken_and_keeps_what_was_typed(phone: Phone) -> None:
    page = _answer_until(phone, "Welches Fahrzeug?")
    page.get_by_role("button", name="Kein Fahrzeug").click()
    page.get_by_label("Andere Richtung").fill("zu Fuß in den Wald")
    for heading in ("Welches Fahrzeug?", "Wann war es?", "Wo war es?"):
        _shown(page).get_by_role("button", name="Zurück").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Beschreiben").click()
    expect(page.get_by_role("heading", name="Beschreiben Sie den Ort")).to_be_visible()
    for heading in ("Wo war es?", "Was haben Sie gesehen?", "Passiert es noch?"):
        _shown(page).get_by_role("button", name="Zurück").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(_shown(page).get_by_role("button", name="Zurück")).to_have_count(0)
    assert _fields(phone)["place"] == {"text": "weg: zu Fuß in den Wald"}


def test_whoever_is_done_goes_on_where_it_began(phone: Phone) -> None:
    page = _tap(phone)
    _shown(page).get_by_role("button", name="Reicht so").click()
    page.get_by_role("button", name="Fertig").click()
    expect(page.get_by_role("button", name="Verdächtiges melden")).to_be_focused()


@pytest.mark.matrix
def test_another_language_keeps_the_report_and_the_screen(phone: Phone) -> None:
    page = _answer_until(phone, "Wohin ist es weg?")
    page.get_by_label("Andere Richtung").fill("Hannover")
    direction = page.url
    _next(page)
    expect(page.get_by_role("heading", name=HEADINGS[-1])).to_be_visible()
    page.goto(direction.replace("/de/", "/en/"))
    expect(page.locator("[data-screen=direction] input")).to_have_value("Hannover")


def test_110_leads_until_somebody_said_no(phone: Phone) -> None:
    page = _tap(phone)
    expect(page.get_by_role("link", name="Ja – 110 anrufen")).to_have_attribute("href", "tel:110")
    expect(page.locator("html")).not_to_have_attribute("data-calm", "")
    expect(page.get_by_text("Wird nicht rund um die Uhr gelesen. Bei Gefahr 110.")).to_be_visible()
    page.get_by_role("button", name="Nein", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-calm", "")
    expect(page.locator(".call")).to_be_in_viewport()


def test_yes_calls_and_notes_both(phone: Phone) -> None:
    page = _tap(phone)
    page.get_by_role("link", name="Ja – 110 anrufen").click()
    phone.wait_until("calls", 1)
    [call] = phone.rows("calls")
    [report] = phone.rows()
    phone.wait_for(report["id"])
    assert (call["fields"]["report"], call["fields"]["outcome"]) == (report["id"], "opened")


def test_an_item_is_left_alone_first_and_asked_about_as_one(phone: Phone) -> None:
    page = _tap(phone)
    keep_off = page.get_by_text("Fassen Sie den Gegenstand nicht an. Alle gehen weg, Sie auch. Dann 110.")
    page.get_by_role("button", name="Weiß nicht").click()
    page.get_by_role("button", name="Anderes").click()
    expect(keep_off).to_be_hidden()
    page.get_by_role("button", name="Verdächtiger Gegenstand").click()
    expect(page.get_by_role("heading", name="Wo war es?")).to_be_visible()
    expect(keep_off).to_be_in_viewport()
    _shown(page).get_by_role("link", name="110 anrufen").click()
    phone.wait_until("calls", 1)
    _next(page)
    for heading, back in (
        ("Wann war es?", False),
        ("Wie sieht der Gegenstand aus? Wo genau liegt er?", True),
        ("Wann war es?", False),
        ("Wie sieht der Gegenstand aus? Wo genau liegt er?", False),
    ):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(keep_off).to_be_hidden()
        _shown(page).get_by_role("button", name="Zurück" if back else "Weiter").click()
    expect(page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    expect(keep_off).to_be_in_viewport()
    expect(_shown(page).get_by_role("link", name="110 anrufen")).to_have_attribute("href", "tel:110")


def test_whatever_was_seen_ends_with_110_until_somebody_said_no(phone: Phone) -> None:
    page = _tap(phone)
    call = page.get_by_text("Passiert es noch? Dann rufen Sie jetzt 110.")
    _shown(page).get_by_role("button", name="Reicht so").click()
    expect(call).to_be_visible()
    expect(page.get_by_text("Fassen Sie den Gegenstand nicht an.")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Nein", exact=True).click()
    _shown(page).get_by_role("button", name="Reicht so").click()
    expect(page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    expect(call).to_be_hidden()


def test_what_has_the_focus_lies_above_the_ways_on(phone: Phone) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 568})
    page = _tap(phone)
    last = page.get_by_role("button", name="Ich fahre – später")
    expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(last).to_be_focused()
    answer, ways = last.bounding_box(), _shown(page).locator(".flow-steps").bounding_box()
    assert answer is not None
    assert ways is not None
    assert answer["y"] + answer["height"] <= ways["y"]


def test_driving_leads_back_to_the_start_at_once(phone: Phone) -> None:
    page = _tap(phone)
    page.get_by_role("button", name="Ich fahre – später").click()
    expect(page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()
    page.get_by_role("link", name="Meine Meldungen").click()
    page.get_by_role("link", name="Ergänzen").click()
    expect(page.get_by_role("heading", name="Was haben Sie gesehen?")).to_be_visible()


def test_the_words_after_undo_follow_the_answer_of_the_server(phone: Phone, chaos: Chaos) -> None:
    page = _tap(phone)
    [report] = phone.rows()
    phone.wait_for(report["id"], delivery="arrived")
    gate = Gate()
    chaos.set(gate, method="POST")
    page.get_by_role("button", name=re.compile("Rückgängig")).click()
    told = page.locator("[data-told]")
    expect(told).to_have_text("Wird zurückgenommen, sobald der Server antwortet.")
    gate.open()
    expect(told).to_have_text("Der Inhalt ist gelöscht. Niemand kann die Meldung mehr lesen.")


@pytest.mark.worker
def test_undo_leaves_nothing_on_the_phone(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    page = _tap(phone)
    page.get_by_role("button", name=re.compile("Rückgängig")).click()
    expect(page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()
    expect(page.locator("[data-told]")).to_contain_text("urückgenommen")
    expect(page.locator("[data-told]")).to_be_visible()
    phone.poll(
        "async ({ module }) => (await (await import(module)).listReports()).every((each) => each.delivery !== 'saved')",
        {"module": phone.module("outbox.js")},
    )


def test_the_group_is_asked_once_and_its_six_come_first(phone: Phone) -> None:
    page = _answer_until(phone, "Was haben Sie gesehen?")
    page.get_by_text("Was fahren oder betreuen Sie?").click()
    page.get_by_role("button", name="Taxi und Mietwagen").click()
    expect(page.locator("[data-answers=category] button:visible").first).to_have_text("Betrug an älteren Menschen")
    expect(page.locator("[data-answers=category] [data-answer]:visible")).to_have_count(6)
    expect(page.get_by_role("button", name="Taxi und Mietwagen")).to_be_hidden()
    page.get_by_role("button", name="Anderes").click()
    expect(page.locator("[data-answers=category] [data-answer]:visible")).to_have_count(18)
    page.go_back()
    expect(page.get_by_role("heading", name="Was haben Sie gesehen?")).to_be_hidden()
    page.go_forward()
    expect(page.get_by_role("heading", name="Was haben Sie gesehen?")).to_be_visible()
    expect(page.locator("[data-answers=category] [data-answer]:visible")).to_have_count(18)


@pytest.mark.matrix
def test_a_kilometre_that_is_none_is_not_lost_silently(phone: Phone) -> None:
    page = _answer_until(phone, "Wo war es?")
    page.get_by_role("button", name="Früher auf der Strecke").click()
    _shown(page).get_by_label("Kilometer").fill("hinten")
    _next(page)
    expect(_shown(page).get_by_label("Kilometer")).to_be_focused()
    expect(page.get_by_text("Schreiben Sie den Kilometer als Zahl")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Wo war es?")).to_be_visible()
    assert _fields(phone)["place"] == {"text": "km hinten"}
