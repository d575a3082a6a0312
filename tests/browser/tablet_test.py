"""The rest stop's tablet: two panes, a shift's tasks, and nothing of a report to be read afterwards."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.axe import barriers
from tests.browser.phone import Phone
from tests.servers import Server
from tests.stored import count_rows

READABLE = "Ein Transporter steht am Heck."
# What is tapped or read lies under it.
COVERED = """told => {
  const { left, top, right, bottom } = told.getBoundingClientRect();
  const isUnder = (box) =>
    box.width > 0 && box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  const others = [...document.querySelectorAll("a, button, summary, [data-code-shown], [data-code]")];
  return others.filter((each) => isUnder(each.getBoundingClientRect())).map((each) => each.textContent);
}"""
IN_FRONT = """told => {
  const { left, top, width, height } = told.getBoundingClientRect();
  const at = (down) => document.elementFromPoint(left + width / 2, top + down);
  return [1, height / 2, height - 1].every((down) => told.contains(at(down)));
}"""


def _call(tablet: Phone) -> None:
    """Say that one calls, and wait until the tablet knows when to ask about it."""
    tablet.page.get_by_role("button", name="Ich rufe jetzt 110 an").click()
    tablet.poll(
        "async ({ module }) => Number(await (await import(module)).readSetting('call_postponed')) > 0",
        {"module": tablet.module("database.js")},
    )
    tablet.wait_until("calls", 1)


def _report(tablet: Phone) -> dict[str, Any]:
    tablet.page.locator("[data-report]").click()
    expect(tablet.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (row,) = tablet.rows()
    tablet.amend(row["id"], text=READABLE)
    return row


def test_the_site_is_said_in_german_and_both_panes_stand_beside_each_other(tablet: Phone) -> None:
    page = tablet.page
    expect(page.locator("[data-site-place]")).to_have_text(
        "„Ich rufe an von: Erfundene Rast, Nordseite, an der A2 Richtung Hannover, Kilometer 341,5."
    )
    left, right = (page.locator(f".tablet-{side}").bounding_box() for side in ("left", "right"))
    assert left is not None
    assert right is not None
    assert (left["width"], right["x"]) == (512, 512)
    assert page.evaluate("document.documentElement.scrollHeight") == 800
    assert barriers(page) == []
    page.set_viewport_size({"width": 800, "height": 1280})
    left, right = (page.locator(f".tablet-{side}").bounding_box() for side in ("left", "right"))
    assert left is not None
    assert right is not None
    assert right["y"] >= left["y"] + left["height"]


def test_a_call_from_the_telephone_beside_it_is_noted_and_asked_about(tablet: Phone) -> None:
    page = tablet.page
    _call(tablet)
    expect(page.get_by_text("Notiert. Rufen Sie jetzt am Telefon 110 an.")).to_be_visible()
    # Whoever is still speaking is not asked.
    page.clock.fast_forward(100_000)
    expect(page.get_by_role("heading", name="Mit der Polizei gesprochen?")).to_be_hidden()
    page.clock.fast_forward(30_000)
    page.get_by_role("button", name="Ja", exact=True).click()
    tablet.poll(
        "async ({ module }) => (await (await import(module)).lastCall())?.fields.outcome === 'spoke'",
        {"module": tablet.module("outbox.js")},
    )


def test_the_question_about_a_call_waits_for_the_report_of_somebody_else(tablet: Phone) -> None:
    page = tablet.page
    _call(tablet)
    row = _report(tablet)
    page.evaluate("id => (location.hash = `describe/${id}`)", row["id"])
    words = page.get_by_label("Ort in Worten")
    words.fill("Parkbucht")
    page.clock.fast_forward(59_000)
    words.press_sequentially(" 1")
    page.clock.fast_forward(59_000)
    words.press_sequentially("2")
    page.clock.fast_forward(30_000)
    question = page.locator("[data-after-call]")
    # It is known by now, and not to be seen.
    expect(question).not_to_have_attribute("hidden", "")
    expect(question).to_be_hidden()
    expect(words).to_be_focused()
    page.evaluate("location.hash = ''")
    [call] = tablet.rows("calls")
    expect(question).to_contain_text(f"Anruf von {datetime.fromisoformat(call['fields']['tapped_at']):%H:%M}")
    question.get_by_role("button", name="Ja", exact=True).click()
    expect(question).to_be_hidden()


def test_the_question_about_a_call_takes_no_field_from_whoever_types(tablet: Phone) -> None:
    page = tablet.page
    _call(tablet)
    page.locator("#tablet-site").click()
    page.get_by_role("button", name="Einstellungen").click()
    pin = page.get_by_label("PIN des Standorts")
    for digit in "471":
        pin.press_sequentially(digit)
        page.clock.fast_forward(45_000)
    question = page.locator("[data-after-call]")
    expect(question).not_to_have_attribute("hidden", "")
    expect(pin).to_be_focused()
    page.get_by_role("button", name="Zurück", exact=True).click()
    expect(question).to_be_visible()


def test_whoever_calls_twice_in_a_moment_has_called_once(tablet: Phone) -> None:
    page = tablet.page
    calling = page.get_by_role("button", name="Ich rufe jetzt 110 an")
    for _ in range(2):
        calling.click()
        expect(page.get_by_text("Notiert. Rufen Sie jetzt am Telefon 110 an.")).to_be_visible()
    assert len(tablet.rows("calls")) == 1
    page.clock.fast_forward(11_000)
    calling.click()
    tablet.wait_until("calls", 2)


@pytest.mark.parametrize(("hour", "dark"), [(12, False), (23, True)])
def test_a_tablet_that_is_left_on_notices_the_hour(tablet: Phone, hour: int, *, dark: bool) -> None:
    page = tablet.page
    page.evaluate("Object.assign(document.documentElement.dataset, { readingFirst: 8, readingLast: 20 })")
    page.clock.set_system_time(datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=hour))
    page.clock.fast_forward(61_000)
    for told in ("data-night", "data-unattended"):
        expect(page.locator(f"html[{told}]")).to_have_count(int(dark))


@pytest.mark.parametrize("sent", [False, True])
def test_what_was_taken_back_leaves_nothing_to_do(tablet: Phone, *, sent: bool) -> None:
    page = tablet.page
    page.context.set_offline(not sent)
    page.get_by_role("button", name="Video-Uhr starten").click()
    row = _report(tablet)
    if sent:
        tablet.wait_for(row["id"], delivery="arrived")
    expect(page.locator("[data-clocks] li")).to_have_count(2)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_text("Nichts offen.")).to_be_visible()
    # What somebody started by hand stays.
    expect(page.locator("[data-clocks] li")).to_have_count(1)


def test_a_report_opens_its_tasks_and_is_unreadable_once_it_left(tablet: Phone) -> None:
    page = tablet.page
    row = _report(tablet)
    tablet.wait_for(row["id"], delivery="arrived")
    # Nobody touches it: the screen goes back by itself, after a word of warning.
    page.clock.fast_forward(51_000)
    expect(page.get_by_text("Gleich geht es zurück zum Anfang.")).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(page.get_by_text(f"Gespeichert. Kennung {row['reference']} 20 Sekunden lang zu sehen")).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(page.get_by_text(row["reference"])).to_be_hidden()
    tablet.wait_for(row["id"], body="", fields={})
    assert tablet.rows("amendments") == []
    expect(page.locator("[data-clocks] li")).to_have_count(1)
    entry = page.locator("[data-tasks] li")
    entry.get_by_role("button", name="Noch da").click()
    expect(entry).to_contain_text("Noch da um")
    entry.get_by_role("button", name="Weg Richtung Hannover").click()
    expect(page.get_by_text("Nichts offen.")).to_be_visible()
    page.locator("[data-clocks]").get_by_role("button", name="Gesichert").click()
    expect(page.locator("[data-clocks] .done")).to_have_count(1)


def _left(tablet: Phone) -> dict[str, Any]:
    """What was reported, emptied after somebody left it."""
    (row,) = tablet.rows()
    tablet.page.evaluate("location.hash = ''")
    return tablet.wait_for(row["id"], delivery="arrived", fields={})


def test_whoever_says_that_it_left_loses_nothing_of_the_place(tablet: Phone, standing_server: Server) -> None:
    page = tablet.page
    row = _report(tablet)
    _left(tablet)
    page.locator("[data-tasks]").get_by_role("button", name="Noch da").click()
    page.locator("[data-tasks]").get_by_role("button", name="Weg Richtung Hannover").click()
    expect(page.get_by_text("Nichts offen.")).to_be_visible()
    tablet.send()
    tablet.wait_until("amendments", 0)
    kept = f"id = '{UUID(row['id']).hex}' AND NOT ongoing AND road = 'A2' AND km = 341.5"
    assert count_rows(standing_server, "reports", kept) == 1


def test_what_was_finished_by_mistake_is_taken_back(tablet: Phone) -> None:
    page = tablet.page
    row = _report(tablet)
    _left(tablet)
    page.context.set_offline(True)
    # What comes at once comes at once, however slow the machine is.
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=30))
    entry = page.locator("[data-tasks] li")
    for label in ("Weg Richtung Hannover", "Weg", "Erledigt"):
        entry.get_by_role("button", name=label, exact=True).click()
        expect(entry).to_contain_text(label)
        # Whoever taps twice means once.
        entry.get_by_role("button", name="Rückgängig").click()
        page.clock.fast_forward(1_000)
        entry.get_by_role("button", name="Rückgängig").click()
        expect(entry.get_by_role("button", name="Noch da")).to_be_visible()
    said = sorted((each["number"], each["fields"]) for each in tablet.rows("amendments"))
    place = row["fields"]["place"]
    assert [fields for _, fields in said] == [
        {"ongoing": False, "place": place | {"text": "weg Richtung Hannover"}},
        {"ongoing": None, "place": place},
        {"ongoing": False},
        {"ongoing": None},
    ]
    entry.get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Nichts offen.")).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(entry).to_have_count(0)


def test_a_place_that_the_tablet_no_longer_knows_is_not_touched(tablet: Phone) -> None:
    row = _report(tablet)
    buttons = tablet.page.locator("[data-tasks]").get_by_role("button", include_hidden=True)
    expect(buttons).to_have_text(["Noch da", "Weg Richtung Hannover", "Weg", "Erledigt"])
    tablet.amend(row["id"], place={"text": "Auf der anderen Seite der Brücke"})
    _left(tablet)
    # The list is drawn anew every minute.
    tablet.page.clock.fast_forward(61_000)
    expect(buttons).to_have_text(["Noch da", "Weg", "Erledigt"])


def test_the_clock_counts_from_what_was_seen_not_from_the_tap(tablet: Phone) -> None:
    page = tablet.page
    row = _report(tablet)
    clock = page.locator("[data-clocks] li")
    expect(clock).to_have_count(1)
    tapped = datetime.fromisoformat(row["fields"]["observed_at"])
    tablet.amend(row["id"], observed_at=(tapped - timedelta(hours=1)).isoformat())
    _left(tablet)
    # Told with the date where that was yesterday.
    seen = f"{tapped - timedelta(hours=1):%H:%M}"
    expect(clock).to_contain_text(re.compile(f"Beobachtung von .*{seen} · noch 22 Stunden"))


def test_words_for_the_place_come_to_what_the_tablet_knows(tablet: Phone, standing_server: Server) -> None:
    page = tablet.page
    page.locator("[data-report]").click()
    expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (row,) = tablet.rows()
    page.evaluate("(id) => { location.hash = `place/${id}`; }", row["id"])
    page.get_by_role("button", name="Beschreiben").click()
    page.get_by_label("Ort in Worten").fill("Parkbucht 12")
    page.evaluate("(id) => { location.hash = `state/${id}`; }", row["id"])
    expect(page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    expect(page.locator(".reference")).to_contain_text("20 Sekunden lang zu sehen")
    known = {"site": "rast", "road": "A2", "direction": "Hannover", "km": 341.5}
    said = tablet.row(row["id"])
    assert said is not None
    assert said["fields"]["place"] == known | {"text": "Parkbucht 12"}
    tablet.send()
    tablet.wait_until("amendments", 0)
    kept = f"id = '{UUID(row['id']).hex}' AND road = 'A2' AND km = 341.5"
    assert count_rows(standing_server, "reports", kept) == 1


def test_a_sign_in_the_list_is_reported_from_where_the_tablet_stands(tablet: Phone) -> None:
    page = tablet.page
    page.locator("#observe-rest-stop > summary").click()
    # The page for paper would not come back.
    expect(page.locator("#observe-rest-stop").get_by_role("link", name="Drucken")).to_have_count(0)
    page.locator("#observe-rest-stop").get_by_role("button", name="Melden").first.click()
    expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (row,) = tablet.rows()
    assert row["fields"]["category"]
    assert row["fields"]["place"]["site"] == "rast"
    page.evaluate("(id) => { location.hash = `place/${id}`; }", row["id"])
    expect(page.get_by_role("button", name="Hier", exact=True)).to_have_attribute("aria-pressed", "true")


def test_what_is_done_and_ticked_goes_with_the_shift(tablet: Phone) -> None:
    page = tablet.page
    page.get_by_role("button", name="Video-Uhr starten").click()
    page.get_by_role("button", name="Polizei kommt").click()
    expect(page.locator("[data-tasks] li")).to_have_count(1)
    page.get_by_role("button", name="Schicht beenden", exact=True).click()
    expect(page.get_by_text("Noch nicht gesicherte Videos: 1")).to_be_visible()
    page.get_by_role("button", name="Ja, Schicht beenden").click()
    expect(page.locator("[data-clocks] li")).to_have_count(0)
    expect(page.locator("[data-tasks] li")).to_have_count(0)


@pytest.mark.parametrize("arrives", [True, False])
def test_the_next_shift_is_not_asked_about_a_call(tablet: Phone, *, arrives: bool) -> None:
    page = tablet.page
    page.context.set_offline(not arrives)
    _call(tablet)
    if arrives:
        tablet.send()
    page.clock.fast_forward(130_000)
    page.get_by_role("button", name="Später").click()
    page.get_by_role("button", name="Schicht beenden", exact=True).click()
    page.get_by_role("button", name="Ja, Schicht beenden").click()
    expect(page.get_by_role("button", name="Ja, Schicht beenden")).to_be_hidden()
    page.context.set_offline(False)
    tablet.send()
    assert [call["delivery"] for call in tablet.rows("calls")] == ([] if arrives else ["arrived"])
    page.clock.fast_forward(1_000_000)
    page.evaluate("() => dispatchEvent(new Event('focus'))")
    # Whatever is asked stands there by the time that the store has answered once more.
    tablet.rows("calls")
    expect(page.get_by_role("heading", name="Mit der Polizei gesprochen?")).to_be_hidden()


def test_a_forgotten_shift_takes_its_question_along(tablet: Phone) -> None:
    page = tablet.page
    page.get_by_role("button", name="Polizei kommt").click()
    _call(tablet)
    page.clock.fast_forward(130_000)
    question = page.get_by_role("heading", name="Mit der Polizei gesprochen?")
    expect(question).to_be_visible()
    page.clock.fast_forward("15:00:00")
    expect(question).to_be_hidden()


def test_settings_and_reports_stand_behind_the_pin(tablet: Phone) -> None:
    page = tablet.page
    for own in ("settings", "reports"):
        page.goto(page.url.replace("/tablet", f"/{own}"))
        page.wait_for_url("**/de/tablet")
    page.get_by_role("button", name="Einstellungen").click()
    pin = page.get_by_label("PIN des Standorts")
    pin.fill("1234")
    page.get_by_role("button", name="Öffnen").click()
    expect(page.get_by_text("Diese PIN stimmt nicht.")).to_be_visible()
    pin.fill("4711")
    page.get_by_role("button", name="Öffnen").click()
    page.get_by_label("Nach 2 Stunden").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Zurück").click()
    page.get_by_role("button", name="Video-Uhr starten").click()
    hours = tablet.call("shift.js", "videoHours")
    assert hours == 2
    page.goto(page.url.replace("/tablet", "/"))
    page.wait_for_url("**/de/tablet")


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)])
def test_what_was_just_done_is_told_beside_what_is_tapped_and_read(tablet: Phone, size: tuple[int, int]) -> None:
    page = tablet.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _report(tablet)
    page.evaluate("location.hash = ''")
    expect(page.locator("[data-code-shown]")).to_be_visible()
    expect(page.locator("[data-clocks] li")).to_have_count(1)
    told = page.locator("[data-call-now]")
    page.get_by_role("button", name="Ich rufe jetzt 110 an").click()
    expect(told).to_contain_text("Notiert.")
    assert told.evaluate(COVERED) == []
    # It stays when somebody touches the screen.
    page.locator("#tablet-site").click()
    # Far down a long list.
    page.locator("[data-shift-checklist] details").first.evaluate("each => (each.open = true)")
    page.locator("[data-end-shift]").scroll_into_view_if_needed()
    expect(told).to_be_in_viewport(ratio=1)
    assert told.evaluate(IN_FRONT)
