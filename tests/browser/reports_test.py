"""My reports: what can be done with each, and nothing that was typed or not sent is lost by it."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.chaos import Chaos, refuse
from tests.browser.phone import Phone

TOO_LONG = "W" * 50
# The office keeps nothing of it: a report that another server took.
OLD_REPORT: dict[str, Any] = {
    "id": "3f0d6d0a-6a52-4b0e-9b53-0f0a8a1f7c11",
    "secret": "A" * 43,
    "reference": "4JZKWWG8RG3",
    "practice": False,
    "body": "{}",
    "fields": {"category": "cargo_theft"},
    "createdAt": 1795800000000,
    "attempts": 1,
    "nextTryAt": 0,
    "problem": None,
    "delivery": "arrived",
    "receivedAt": "2026-11-27T21:00:00Z",
    "state": "received",
    "seenAt": None,
    "closedAt": None,
    "helped": False,
    "withdrawal": None,
    "ignored": [],
}
# The second version of the store, as it was released, with a report and an amendment.
OLDER_STORE = """(report) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("driver", 2);
  opening.onerror = () => reject(opening.error);
  opening.onupgradeneeded = () => {
    const database = opening.result;
    database.createObjectStore("reports", { keyPath: "id" }).add(report);
    const amendments = database.createObjectStore("amendments", { keyPath: "id" });
    amendments.createIndex("report", "report");
    const rest = { number: 1, fields: { text: "alt" }, delivery: "saved", attempts: 0, nextTryAt: 0, problem: null };
    amendments.add({ id: "old", report: report.id, body: '{"text":"alt"}', createdAt: 1, ...rest });
    database.createObjectStore("calls", { keyPath: "id" });
    database.createObjectStore("settings");
    database.createObjectStore("ticks");
    database.createObjectStore("media", { keyPath: "id" }).createIndex("report", "report");
    database.createObjectStore("pieces");
  };
  opening.onsuccess = () => { opening.result.close(); resolve(); };
})"""

# Where the first and the last character of what somebody wrote are seen.
ENDS = """({ firstChild: text }) => [0, text.length - 1].map((index) => {
  const range = document.createRange();
  range.setStart(text, index);
  range.setEnd(text, index + 1);
  return range.getBoundingClientRect().toJSON();
})"""


def _entry(phone: Phone, report: dict[str, Any]) -> Locator:
    return phone.page.locator(f'[data-report="{report["id"]}"]')


def test_a_refused_report_is_mended_where_it_is_at_fault(phone: Phone, chaos: Chaos) -> None:
    report = phone.save(text="Ein Transporter am Heck.", vehicle={"plate": TOO_LONG, "colour": "weiß"})
    phone.wait_for(report["id"], delivery="attention")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone, report)
    entry.get_by_role("button", name="Ändern").click()
    plate = entry.get_by_label("Kennzeichen")
    expect(plate).to_be_focused()
    expect(plate).to_have_value(TOO_LONG)
    expect(plate).to_have_attribute("aria-invalid", "true")
    expect(entry.get_by_label("Farbe")).not_to_have_attribute("aria-invalid", "true")
    plate.fill("BI-?? 4?")
    entry.get_by_role("button", name="Speichern und senden").click()
    _refused, sent = chaos.wait_for("PUT", count=2)
    expect(phone.page.get_by_text(re.compile(r"^Angekommen \d"))).to_be_visible()
    (mended,) = phone.rows()
    assert sent.path.endswith(mended["id"])
    body = json.loads(sent.body)
    assert body["vehicle"] == {"plate": "BI-?? 4?", "colour": "weiß"}
    assert (body["text"], body["captured_at"]) == (report["fields"]["text"], report["fields"]["captured_at"])
    assert (body["observed_at"], mended["id"]) != (None, report["id"])
    assert body["observed_at"] == report["fields"]["observed_at"]


@pytest.mark.parametrize("road", ["A2", ""])
def test_a_refused_detail_is_mended_or_emptied(phone: Phone, chaos: Chaos, road: str) -> None:
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")
    phone.amend(report["id"], place={"road": "A" * 300})
    phone.amend(report["id"], text="Kommt trotzdem an.")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone, report)
    expect(entry.get_by_text("Eine Ergänzung nimmt der Server so nicht an.")).to_be_visible()
    entry.get_by_role("button", name="Ändern").click()
    field = entry.get_by_label("Autobahn")
    expect(field).to_have_value("A" * 300)
    expect(entry.get_by_label("In Ihren Worten")).to_have_count(0)
    field.fill(road)
    entry.get_by_role("button", name="Speichern und senden").click()
    phone.wait_until("amendments", 0)
    last = json.loads(chaos.sent("PUT", f"{report['id']}/amendments/")[-1].body)
    assert last == {"place": {"road": road or None}}


def test_a_refused_report_is_mended_taken_along_or_removed_by_keyboard(phone: Phone, chaos: Chaos) -> None:
    report = phone.save(category="cargo_theft", vehicle={"plate": TOO_LONG})
    phone.wait_for(report["id"], delivery="attention")
    page, entry = phone.page, _entry(phone, report)
    page.goto(f"{chaos.url}/de/reports")
    for name in ("Ändern", "Noch einmal senden", "Als Datei sichern", "Vom Telefon löschen"):
        expect(entry.get_by_role("button", name=name)).to_be_visible()
    with page.expect_download() as saved:
        entry.get_by_role("button", name="Als Datei sichern").press("Enter")
    kept = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert (kept["vehicle"]["plate"], "secret" in kept) == (TOO_LONG, False)
    entry.get_by_role("button", name="Ändern").press("Enter")
    expect(entry.get_by_label("Kennzeichen")).to_be_focused()
    entry.get_by_role("button", name="Vom Telefon löschen").press("Enter")
    asked = entry.get_by_role("group", name="Wirklich löschen?")
    expect(asked.get_by_role("button", name="Behalten")).to_be_focused()
    asked.get_by_role("button", name="Ja, löschen").press("Enter")
    expect(page.get_by_text("Noch keine Meldung auf diesem Telefon.")).to_be_visible()


def _deed(deed: str, category: str) -> re.Pattern[str]:
    return re.compile(rf"^{deed}: \d\d:\d\d · {category}$")


def test_each_deed_says_of_which_report_it_is_one(phone: Phone, chaos: Chaos) -> None:
    for category in ("cargo_theft", "fuel_theft"):
        phone.wait_for(phone.save(category=category)["id"], delivery="arrived")
    page = phone.page
    page.goto(f"{chaos.url}/de/reports")
    steps = page.locator(".report-steps")
    for category in ("Ladungsdiebstahl", "Kraftstoffdiebstahl"):
        for deed in ("Ansehen", "Ergänzen"):
            expect(steps.get_by_role("link", name=_deed(deed, category))).to_be_visible()
        expect(steps.get_by_role("button", name=_deed("Vom Telefon löschen", category))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Zurückziehen: .* Kraftstoffdiebstahl$")).click()
    asked = page.get_by_role("group", name=re.compile(r"^Wirklich zurückziehen\?"))
    expect(asked.get_by_role("button", name="Behalten")).to_be_focused()


def test_deleting_the_list_takes_one_tap_and_can_be_undone(phone: Phone, chaos: Chaos) -> None:
    vehicle = {"kind": "articulated_lorry", "colour": "grey", "plate": "WGM 4??7K"}
    reports = [phone.save(category="cargo_theft", vehicle=vehicle), phone.save(category="fuel_theft")]
    for report in reports:
        phone.wait_for(report["id"], delivery="arrived")
    kept = phone.rows()
    phone.page.goto(f"{chaos.url}/de/reports")
    expect(phone.page.locator(".report")).to_have_count(2)
    expect(phone.page.get_by_text("Sattelzug · grau · WGM 4??7K")).to_be_attached()
    phone.page.get_by_role("button", name="Alle von diesem Telefon löschen").click()
    words = phone.page.locator("[data-removed-words]")
    expect(words).to_have_text("2 Meldungen vom Telefon gelöscht.")
    box, said = phone.page.locator("[data-removed]").bounding_box(), words.bounding_box()
    assert box
    assert said
    assert said["y"] - box["y"] >= said["x"] - box["x"] >= 12
    expect(phone.page.get_by_text("Noch keine Meldung auf diesem Telefon.")).to_be_visible()
    assert phone.rows() == []
    phone.page.get_by_role("button", name="Rückgängig").click()
    expect(phone.page.locator(".report")).to_have_count(2)
    assert [(row["id"], row["secret"]) for row in phone.rows()] == [(row["id"], row["secret"]) for row in kept]


def test_where_it_went_stands_apart_from_where_it_was(phone: Phone, chaos: Chaos) -> None:
    text = "Am Standort des Telefons: Parkbucht 3, weg Richtung Dortmund"
    phone.save(category="cargo_theft", place={"text": text, "km": 423.5})
    phone.page.goto(chaos.url + "/pl/reports")
    facts = phone.page.locator(".report-facts")
    expect(facts).to_contain_text("W miejscu, gdzie był telefon · Parkbucht 3 · km 423,5")
    expect(facts).to_contain_text("Dokąd pojechali lub poszli?Dortmund")
    expect(facts).not_to_contain_text("weg Richtung")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"ongoing": True}, "Passiert es noch?Ja · Noch da"),
        ({"ongoing": False}, "Passiert es noch?Nein"),
        ({"ongoing": None}, "Passiert es noch?Weiß nicht"),
        ({}, None),
    ],
)
def test_the_answer_whether_it_goes_on_stands_in_the_report(
    phone: Phone, chaos: Chaos, said: dict[str, Any], line: str | None
) -> None:
    phone.save(category="suspicious_item", **said)
    phone.page.goto(chaos.url + "/de/reports")
    facts = phone.page.locator(".report-facts")
    expect(facts).to_contain_text(line or "Kennung")
    expect(facts.get_by_text("Passiert es noch?")).to_have_count(1 if line else 0)


def test_a_plate_is_read_from_the_left_in_one_piece_also_among_arabic_words(phone: Phone, chaos: Chaos) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 568})
    vehicle = {"kind": "articulated_lorry", "colour": "several", "plate": "?KM-AB 412?"}
    report = phone.save(place={"text": "Am Standort des Telefons", "road": "A2"}, vehicle=vehicle)
    phone.wait_for(report["id"], delivery="arrived")
    phone.page.goto(chaos.url + "/ar/reports")
    [first, last] = phone.page.get_by_text(vehicle["plate"], exact=True).evaluate(ENDS)
    assert first["right"] < last["left"]
    assert first["top"] == last["top"]
    where = phone.page.get_by_text("عند موقع الهاتف · A2")
    expect(where).to_have_css("direction", "rtl")
    expect(phone.page.get_by_role("heading", name="وقت البلاغ")).to_be_visible()


def test_own_words_in_arabic_run_from_the_right_also_where_they_begin_with_a_road(phone: Phone, chaos: Chaos) -> None:
    words, latin = "A 3 نحو Köln-Mülheim (KVB)", "A 3, Köln-Mülheim (KVB)"
    phone.save(place={"text": words}, text=words)
    phone.save(place={"text": latin}, text=latin)
    phone.page.goto(chaos.url + "/ar/reports")
    for said, direction in ((words, "rtl"), (latin, "ltr")):
        shown = phone.page.locator(".report-facts").get_by_text(said, exact=True)
        expect(shown).to_have_count(2)
        for each in shown.all():
            expect(each).to_have_css("direction", direction)


def test_what_was_not_sent_is_not_deleted_without_a_second_thought(phone: Phone, chaos: Chaos) -> None:
    arrived = phone.save(category="cargo_theft")
    phone.wait_for(arrived["id"], delivery="arrived")
    chaos.set(refuse(503), method="PUT")
    waiting = phone.save(category="fuel_theft")
    phone.amend(waiting["id"], text="Geht mit zurück.")
    page = phone.page
    page.goto(f"{chaos.url}/de/reports")
    expect(page.locator(".report")).to_have_count(2)
    page.get_by_role("button", name="Alle von diesem Telefon löschen").click()
    expect(page.get_by_text("1 Meldung noch nicht gesendet. Was nicht gesendet ist")).to_be_visible()
    page.get_by_role("button", name="Nur die gesendeten löschen").click()
    expect(_entry(phone, arrived)).to_have_count(0)
    _entry(phone, waiting).get_by_role("button", name="Vom Telefon löschen").click()
    _entry(phone, waiting).get_by_role("button", name="Ja, löschen").click()
    expect(page.locator(".report")).to_have_count(0)
    assert phone.rows("amendments") == []
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".report")).to_have_count(1)
    chaos.heal()
    page.get_by_role("button", name="Jetzt senden").click()
    phone.wait_for(waiting["id"], delivery="arrived")
    phone.wait_until("amendments", 0)


def test_a_report_is_taken_back_after_a_second_thought(phone: Phone, chaos: Chaos) -> None:
    report = phone.save(category="cargo_theft")
    phone.wait_for(report["id"], delivery="arrived")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone, report)
    entry.get_by_role("button", name="Zurückziehen").click()
    entry.get_by_role("button", name="Behalten").click()
    entry.get_by_role("button", name="Zurückziehen").click()
    entry.get_by_role("button", name="Ja, zurückziehen").click()
    expect(entry.get_by_text("Der Inhalt ist gelöscht.")).to_be_visible()
    expect(phone.page.locator("[data-news]")).to_contain_text("Zurückgezogen")
    asked = len(chaos.sent("GET", report["id"]))
    phone.page.reload()
    phone.call("sync.js", "refreshReports", True)
    assert len(chaos.sent("GET", report["id"])) == asked, "what was withdrawn is not asked for any more"


def test_a_store_of_the_release_before_is_brought_up_to_date_without_loss(
    context: BrowserContext, chaos: Chaos
) -> None:
    page = context.new_page()
    page.goto(f"{chaos.url}/robots.txt")
    page.evaluate(OLDER_STORE, OLD_REPORT)
    phone = Phone.open(context, chaos.url, "/de/reports")
    expect(_entry(phone, OLD_REPORT)).to_contain_text("Ladungsdiebstahl")
    expect(_entry(phone, OLD_REPORT)).to_contain_text("1 Ergänzung noch nicht gesendet")
    (row,) = phone.rows()
    assert {name: row[name] for name in OLD_REPORT} == OLD_REPORT
    assert [each["body"] for each in phone.rows("amendments")] == ['{"text":"alt"}']
    assert phone.rows("messages") == []
