"""What a tablet that many use keeps from them: in its store, behind its addresses, and behind its PIN."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.rest_stop import PIN, TABLET
from tests.servers import Server

READABLE = "Ein Transporter steht am Heck."
STORES = ("reports", "amendments", "media", "pieces", "calls", "settings", "ticks")
KEPT_PIN = """async ({ module }) => {
  const { salt, hash } = await (await import(module)).readSetting("shared_pin");
  return [salt.length, hash.length];
}"""


def _report(tablet: Phone) -> dict[str, Any]:
    """Tap, and say what it is; the screens after the tap stay open."""
    tablet.page.locator("[data-report]").click()
    tablet.wait_until("reports", 1)
    (row,) = tablet.rows()
    tablet.page.wait_for_function("() => document.documentElement.dataset.report !== undefined")
    tablet.amend(row["id"], text=READABLE, category="fuel_theft")
    return row


def _store(tablet: Phone) -> str:
    return json.dumps({store: tablet.rows(store) for store in STORES})


def _expect_start(tablet: Phone) -> None:
    expect(tablet.page.get_by_role("heading", name="Offen in dieser Schicht")).to_be_visible()
    expect(tablet.page.locator("[data-flow]")).to_be_hidden()


def test_no_address_opens_a_report_that_was_left(tablet: Phone) -> None:
    page = tablet.page
    row = _report(tablet)
    tablet.wait_for(row["id"], delivery="arrived")
    page.evaluate("location.hash = ''")
    _expect_start(tablet)
    expect(page.get_by_text(f"Gespeichert. Kennung {row['reference']}")).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(page.locator("[data-code-shown]")).to_be_hidden()
    tablet.wait_for(row["id"], body="", fields={}, reference="", left=True)
    for told in (READABLE, "fuel_theft", row["reference"]):
        assert told not in _store(tablet)
    assert row["reference"] not in page.content()
    page.go_back()
    _expect_start(tablet)
    page.evaluate("id => (location.hash = `state/${id}`)", row["id"])
    _expect_start(tablet)
    page.reload()
    _expect_start(tablet)
    expect(page).to_have_url(re.compile("/de/tablet$"))


@pytest.mark.worker
def test_what_waits_for_the_network_is_not_shown_meanwhile(tablet: Phone) -> None:
    page = tablet.page
    page.context.set_offline(True)
    row = _report(tablet)
    page.evaluate("location.hash = ''")
    _expect_start(tablet)
    tablet.wait_for(row["id"], left=True)
    page.go_back()
    _expect_start(tablet)
    page.goto(page.url.partition("/tablet")[0] + f"/tablet#text/{row['id']}")
    page.reload()
    _expect_start(tablet)
    assert READABLE not in page.content()
    page.context.set_offline(False)
    tablet.send()
    tablet.wait_for(row["id"], body="", fields={})
    assert READABLE not in _store(tablet)


def test_what_is_reported_stands_in_the_sentence_until_it_is_left(tablet: Phone) -> None:
    sentence = tablet.page.get_by_role("blockquote")
    expect(sentence).to_contain_text(re.compile(r"Code \d \d \d – \d \d \d – \d"))
    expect(sentence).to_contain_text("Ich sehe gerade: …")
    _report(tablet)
    expect(sentence).to_contain_text("Ich sehe gerade: Verdacht auf Kraftstoffdiebstahl.")
    tablet.page.evaluate("location.hash = ''")
    expect(sentence).to_contain_text("Ich sehe gerade: …")


def test_pages_of_one_person_stand_behind_the_pin(tablet: Phone) -> None:
    for name in ("settings", "reports", "practice", "form"):
        tablet.page.goto(tablet.page.url.replace("/tablet", f"/{name}"))
        tablet.page.wait_for_url("**/de/tablet")


def test_every_other_page_goes_back_to_the_start(tablet: Phone) -> None:
    page = tablet.page
    with page.expect_request(re.compile(r"/idle\.\w+\.js")) as asked:
        page.goto(page.url.replace("/tablet", "/checklists"))
    page.evaluate("async (module) => void (await import(module))", asked.value.url)
    page.clock.fast_forward(61_000)
    page.wait_for_url("**/de/tablet")


def test_a_pin_cannot_be_guessed(tablet: Phone) -> None:
    page = tablet.page
    assert page.evaluate(KEPT_PIN, {"module": tablet.module("database.js")}) == [16, 32]
    assert PIN not in _store(tablet)
    page.get_by_role("button", name="Einstellungen").click()
    pin = page.get_by_label("PIN des Standorts")

    def enter(value: str) -> None:
        pin.fill(value)
        page.get_by_role("button", name="Öffnen").click()
        expect(pin).to_have_value("")

    for _ in range(5):
        enter("0000")
    expect(page.get_by_text("Zu viele Versuche.")).to_be_visible()
    enter(PIN)
    expect(page.get_by_text("Zu viele Versuche.")).to_be_visible()
    page.clock.fast_forward(31_000)
    page.get_by_role("button", name="Einstellungen").or_(pin).first.click()
    enter(PIN)
    expect(page.get_by_role("button", name="Nicht mehr gemeinsam nutzen")).to_be_visible()


def test_one_call_and_the_next_have_codes_of_their_own(tablet: Phone) -> None:
    page = tablet.page
    code = page.locator("[data-code]")
    expect(code).to_have_text(re.compile(r"\d$"))
    first = code.inner_text()
    # The tablet has no telephone: whoever taps the bar stands beside one.
    page.locator(".calls a").click()
    expect(page.get_by_text("Notiert. Rufen Sie jetzt am Telefon 110 an.")).to_be_visible()
    page.clock.fast_forward(130_000)
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(code).not_to_have_text(first)
    [call] = tablet.rows("calls")
    assert call["fields"]["call_code"] == re.sub(r"\D", "", first)


def test_another_language_keeps_the_report_that_is_open_once(tablet: Phone) -> None:
    page = tablet.page
    row = _report(tablet)
    page.evaluate("id => (location.hash = `describe/${id}`)", row["id"])
    page.get_by_label("Ort in Worten").fill("Parkbucht 12")
    page.locator(".language-line").get_by_role("link", name="Polski").click()
    expect(page).to_have_url(re.compile(f"/pl/tablet#describe/{row['id']}$"))
    expect(page.locator("[data-screen=describe] textarea")).to_have_value("Parkbucht 12")
    page.reload()
    expect(page.locator("[data-panel=shift]")).to_be_visible()
    expect(page.locator("[data-flow]")).to_be_hidden()


@pytest.fixture
def code(standing_server: Server) -> str:
    """The enrolment of an invented site, made once for the server."""
    command = standing_server.command
    command("associations", "add", "verband-west", "Erfundener Verband", "--staff", "200")
    made = command(
        "enrolment", "add", "--association", "verband-west", "--target-group", "rest_stop", "--site", "rast-west"
    )
    given = ("--name", "Erfundene Rast West", "--phone", "0521 111", "--side", "Westseite", "--video-hours", "12")
    assert command("sites", "set", "rast-west", *given).returncode == 0
    return made.stdout.split()[0]


@pytest.fixture
def fresh(browser: Browser, standing_server: Server) -> Iterator[Phone]:
    """A device that was never set up."""
    with browser.new_context(**TABLET, service_workers="block") as opened:
        opened.set_default_timeout(60_000)
        yield Phone.open(opened, standing_server.url)


def test_nothing_about_people_is_asked_once_it_is_shared(fresh: Phone, standing_server: Server) -> None:
    page = fresh.page
    page.goto(f"{standing_server.url}/de/tablet#set-up")
    about_people = page.locator("[data-screen=text]")
    expect(about_people).to_have_count(1)
    page.get_by_label("PIN für dieses Tablet").fill(PIN)
    page.get_by_label("PIN noch einmal").fill(PIN)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Dieses Tablet wird gemeinsam genutzt.")).to_be_visible()
    expect(about_people).to_have_count(0)


def test_a_tablet_is_set_up_from_the_page_of_its_code(fresh: Phone, standing_server: Server, code: str) -> None:
    page = fresh.page
    page.goto(f"{standing_server.url}/join/{code}")
    page.get_by_role("button", name="Code behalten").click()
    page.get_by_role("link", name="Als Tablet am Rastplatz einrichten").click()
    expect(page.get_by_text("Das Video wird nach 12 Stunden überschrieben.")).to_be_visible()
    kept = page.get_by_text("Leer lassen: Sie bleibt, wie sie ist.")
    expect(kept).to_be_hidden()
    page.get_by_label("PIN für dieses Tablet").fill(PIN)
    page.get_by_label("PIN noch einmal").fill(PIN)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Dieses Tablet wird gemeinsam genutzt.")).to_be_visible()
    expect(kept).to_be_visible()
    page.goto(f"{standing_server.url}/de/")
    page.wait_for_url("**/de/tablet")
    expect(page.get_by_role("heading", name="Erfundene Rast West · Westseite")).to_be_visible()

    page.locator("[data-report]").click()
    fresh.wait_until("reports", 1)
    (row,) = fresh.rows()
    assert json.loads(row["body"] or "{}").get("place", {}).get("site") in (None, "rast-west")
    assert fresh.call("shift.js", "videoHours") == 12

    standing_server.command("sites", "set", "rast-west", "--phone", "0521 222")
    page.goto(f"{standing_server.url}/join/{code}")
    page.wait_for_url("**/de/tablet")
    expect(page.get_by_text("Telefon: 0521 222")).to_be_visible()
