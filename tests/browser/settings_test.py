"""Settings and joining: what the phone keeps, what it warns of, and that it can all be taken off it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.phone import Phone
from tests.policies import decide_on
from tests.servers import Server

# Each time that an alert appears, which is when a screen reader says it.
COUNT_TOLD = """() => {
  window.told = [];
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      if (oldValue !== null && !target.hidden && target.role === "alert") told.push(target.textContent);
    }
  }).observe(document, { subtree: true, attributeFilter: ["hidden"], attributeOldValue: true });
}"""


@pytest.fixture(scope="module")
def code(standing_server: Server) -> str:
    """The enrolment code of an invented rest stop."""
    standing_server.command("associations", "add", "verband-nord", "Erfundener Verband", "--staff", "500")
    place = ("--association", "verband-nord", "--target-group", "rest_stop", "--site", "rast-nord")
    added = standing_server.command("enrolment", "add", *place)
    assert added.returncode == 0, added.stderr
    standing_server.command("sites", "set", "rast-nord", "--name", "Erfundene Rast", "--phone", "0521 000")
    return added.stdout.split()[0]


@pytest.mark.worker
def test_a_code_is_kept_when_its_owner_says_so_and_can_be_left(phone: Phone, chaos: Chaos, code: str) -> None:
    page = phone.page
    page.goto(f"{chaos.url}/join/{code}")
    expect(page.get_by_text("500 Menschen")).to_be_visible()
    assert phone.rows("settings") == []
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("Der Code liegt nur auf diesem Telefon.")).to_be_visible()
    page.get_by_role("link", name="Als Tablet am Rastplatz einrichten").click()
    expect(page.get_by_text("Telefon: 0521 000")).to_be_visible()
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived", ignored=[])
    assert (report["fields"]["enrolment"], report["fields"]["target_group"]) == (code, "rest_stop")
    page.goto(f"{chaos.url}/de/settings")
    expect(page.get_by_text(f"Erfundener Verband · Erfundene Rast, Code {code}")).to_be_visible()
    page.get_by_role("button", name="Code entfernen").click()
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    assert phone.save()["fields"]["enrolment"] is None


def test_a_typed_code_is_kept_after_its_page_and_unseen_without_network(phone: Phone, chaos: Chaos, code: str) -> None:
    page = phone.page
    page.goto(f"{chaos.url}/de/settings")
    page.get_by_label("Code", exact=True).fill("nosuch00")
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("Diesen Code gibt es nicht.")).to_be_visible()
    page.get_by_label("Code", exact=True).fill(f"{code[:4].lower()}-{code[4:]} ")
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("500 Menschen")).to_be_visible()
    assert "enrolment" not in str(phone.rows("settings"))
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("Der Code liegt nur auf diesem Telefon.")).to_be_visible()
    page.goto(f"{chaos.url}/de/settings")
    expect(page.get_by_text(f"Erfundene Rast, Code {code}")).to_be_visible()
    page.get_by_role("button", name="Code entfernen").click()
    chaos.set(hang_up)
    page.get_by_label("Code", exact=True).fill("waits-0oO")
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("Behalten: WA1TS000. Ob er gilt, zeigt sich erst mit einer Meldung.")).to_be_visible()
    chaos.heal()
    report = phone.save()
    phone.wait_for(report["id"], ignored=["/enrolment"])
    expect(page.get_by_text("Der Code WA1TS000 gilt nicht.")).to_be_visible()


def test_a_wrong_code_is_told_at_its_field_as_often_as_it_is_tried(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    page.goto(f"{chaos.url}/de/settings")
    field = page.get_by_label("Code", exact=True)
    page.evaluate(COUNT_TOLD)
    field.fill("nosuch00")
    for times in (1, 2):
        page.get_by_role("button", name="Code behalten").click()
        page.wait_for_function("(times) => told.length === times", arg=times)
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile("Aushang.*Diesen Code gibt es nicht"))
    field.press("ArrowRight")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("1")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(field).to_have_accessible_description("Er steht auf dem Aushang.")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_the_server_dropped_is_told(server: Server, phone_at: Callable[[str], Phone]) -> None:
    decide_on(server, operator="private")
    phone = phone_at(server.url)
    phone.call("database.js", "writeSetting", "enrolment", "NOSUCH00")
    report = phone.save(category="cargo_theft", text="Erfunden.", vehicle={"plate": "BI-?? 4?"})
    phone.wait_for(report["id"], delivery="arrived")
    phone.page.goto(f"{server.url}/de/reports")
    told = "Nicht angenommen: Fahrzeug · In Ihren Worten · Code Ihres Betriebs"
    expect(phone.page.get_by_text(told, exact=True)).to_be_visible()
    phone.page.goto(f"{server.url}/de/settings")
    expect(phone.page.get_by_text("Der Code NOSUCH00 gilt nicht.")).to_be_visible()


def test_what_is_said_again_once_it_is_allowed_is_no_longer_told_as_dropped(
    server: Server, phone_at: Callable[[str], Phone]
) -> None:
    decide_on(server, operator="private")
    phone = phone_at(server.url)
    report = phone.save(text="Erfunden.", vehicle={"plate": "BI-?? 4?"})
    phone.wait_for(report["id"], delivery="arrived")
    decide_on(server, operator="police")
    phone.amend(report["id"], text="Noch einmal erfunden.")
    phone.wait_until("amendments", 0)
    phone.page.goto(f"{server.url}/de/reports")
    expect(phone.page.get_by_text("Nicht angenommen: Fahrzeug", exact=True)).to_be_visible()


def test_who_installs_is_warned_of_what_was_not_sent(phone: Phone, chaos: Chaos) -> None:
    phone.page.goto(f"{chaos.url}/de/settings")
    warning = phone.page.get_by_text("Hier liegen noch nicht gesendete Meldungen.")
    expect(warning).to_be_hidden()
    chaos.set(hang_up, on="/api/")
    report = phone.save()
    expect(warning).to_be_visible()
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")
    expect(warning).to_be_hidden()


def test_everything_can_be_taken_off_the_phone_after_a_second_thought(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    sent = phone.save(text="Erfunden.")
    phone.wait_for(sent["id"], delivery="arrived")
    chaos.set(hang_up, on="/api/")
    phone.save()
    phone.call("database.js", "writeSetting", "target_group", "taxi")
    phone.call("database.js", "writeTick", "list/1/0/0", True)
    kept = page.get_by_text("Auch Gruppe, Code, Einstellungen und gemerkte Anrufe werden gelöscht.")
    page.goto(f"{chaos.url}/de/settings")
    page.get_by_role("button", name="Alles auf diesem Telefon löschen").click()
    counted = "2 Meldungen verschwinden von hier · 1 davon wurde nie gesendet"
    expect(page.get_by_text(counted, exact=True)).to_be_visible()
    expect(kept).to_be_visible()
    keep = page.get_by_role("button", name="Behalten", exact=True)
    expect(keep).to_be_focused()
    keep.click()
    expect(page.get_by_role("button", name="Alles auf diesem Telefon löschen")).to_be_focused()
    assert len(phone.rows()) == 2
    page.get_by_role("button", name="Alles auf diesem Telefon löschen").click()
    page.get_by_role("button", name="Ja, alles löschen").click()
    for store in ("reports", "amendments", "calls", "settings", "ticks", "media"):
        phone.wait_until(store, 0)
    assert page.context.cookies() == []
    expect(page.get_by_role("status").get_by_text("Alles gelöscht.")).to_be_visible()
