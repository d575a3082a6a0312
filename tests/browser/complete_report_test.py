"""A complete report without a finger and without sight: by the keyboard alone, and by roles and names alone."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.phone import Phone

# Far more stops than any screen has.
MOST_STOPS = 60
COMPLETE: dict[str, Any] = {
    "ongoing": False,
    "category": "cargo_theft",
    "place": {"text": "Rastplatz Erfunden, weg: Hannover"},
    "vehicle": {"kind": "van", "colour": "white", "plate": "XX-? 12", "country": "PL"},
    "text": "Zwei schneiden Planen auf.",
}
# What has the focus, as a screen reader would say it.
FOCUSED = """() => {
  const { activeElement: at } = document;
  const label = at.labels?.[0]?.textContent ?? "";
  return (at.getAttribute("aria-label") || label || at.textContent || "").replace(/\\s+/g, " ").trim();
}"""
OUTLINED = """() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
}"""


def _arrived_complete(phone: Phone) -> None:
    expect(phone.page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    [report] = phone.rows()
    phone.wait_for(report["id"], delivery="arrived")
    assert {name: report["fields"][name] for name in COMPLETE} == COMPLETE


def _reach(page: Page, name: str) -> None:
    """Press Tab until the thing of this name has the focus, and see that it can be seen."""
    # For a moment a new screen takes neither taps nor keys.
    expect(page.locator("[data-flow] [inert]")).to_have_count(0)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            assert page.evaluate(OUTLINED), name
            return
    raise AssertionError(f"Tab never came to {name}")


def _press(page: Page, name: str, heading: str, key: str = "Enter") -> None:
    _reach(page, name)
    page.keyboard.press(key)
    # Whoever hears the page is told the new question: its heading takes the focus.
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def _write(page: Page, name: str, words: str) -> None:
    _reach(page, name)
    page.keyboard.insert_text(words)


def test_by_the_keyboard_alone(phone: Phone) -> None:
    page = phone.page
    _reach(page, "Verdächtiges melden")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Jetzt ergänzen")).to_be_visible()
    _press(page, "Jetzt ergänzen", "Passiert es noch?")
    _press(page, "Nein", "Was haben Sie gesehen?")
    _press(page, "Ladungsdiebstahl", "Wo war es?", "Space")
    _press(page, "Beschreiben", "Beschreiben Sie den Ort")
    _write(page, "Ort in Worten", "Rastplatz Erfunden")
    _press(page, "Weiter", "Wann war es?")
    _press(page, "Vor einer Viertelstunde", "Welches Fahrzeug?")
    _press(page, "Transporter", "Welche Farbe hat das Fahrzeug?")
    _press(page, "weiß", "Welches Kennzeichen?")
    _write(page, "Kennzeichen", "XX-? 12")
    _reach(page, "PL")
    page.keyboard.press("Enter")
    _press(page, "Weiter", "Wohin ist es weg?")
    _write(page, "Andere Richtung", "Hannover")
    _press(page, "Weiter", "Was haben sie getan?")
    _write(page, "In Ihren Worten", "Zwei schneiden Planen auf.")
    _press(page, "Weiter", "So steht es um Ihre Meldung")
    _arrived_complete(phone)


def test_by_roles_and_names_alone(phone: Phone) -> None:
    page = phone.page

    def choose(name: str, heading: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading)).to_be_focused()

    page.get_by_role("button", name=re.compile("^Verdächtiges melden")).click()
    choose("Jetzt ergänzen", "Passiert es noch?")
    choose("Nein", "Was haben Sie gesehen?")
    choose("Ladungsdiebstahl", "Wo war es?")
    choose("Beschreiben", "Beschreiben Sie den Ort")
    page.get_by_role("textbox", name="Ort in Worten").fill("Rastplatz Erfunden")
    choose("Weiter", "Wann war es?")
    page.get_by_role("button", name=re.compile("^Vor einer Viertelstunde")).click()
    choose("Transporter", "Welche Farbe hat das Fahrzeug?")
    choose("weiß", "Welches Kennzeichen?")
    page.get_by_role("textbox", name="Kennzeichen", exact=True).fill("XX-? 12")
    page.get_by_role("button", name="PL Polen").click()
    choose("Weiter", "Wohin ist es weg?")
    page.get_by_role("textbox", name="Andere Richtung").fill("Hannover")
    choose("Weiter", "Was haben sie getan?")
    page.get_by_role("textbox", name="In Ihren Worten").fill("Zwei schneiden Planen auf.")
    choose("Weiter", "So steht es um Ihre Meldung")
    _arrived_complete(phone)
