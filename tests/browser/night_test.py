"""A night in the office, told whole and without a mouse: what a coordinator comes for in the morning.

She finds the four reports of one van along the A 2, links them, hands them over, and clears the rest; a colleague who
reads the same report is told so, and loses nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from driverapp.demo.mark import Mark, read_mark
from driverapp.demo.people import SignIn
from tests.browser.axe import barriers
from tests.servers import run_demo

OFFICE, NUMBER = "Autobahnpolizeiwache Musterkamp (erfunden)", "ERF-2025-00417"
NOTE = "Habe die Rastanlage angerufen, sie sichert das Video."
# The same night each time, small enough for every day: a few hundred reports in ten days.
SMALL = ("--reports", "400", "--days", "10")
LARGE = ("--reports", "50000")
# The content policy is off for these browsers: axe is no script of ours.
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "de-DE", "bypass_csp": True}


@dataclass(frozen=True)
class Night:
    """A running demo, and what is hidden in it."""

    url: str
    mark: Mark

    @property
    def four(self) -> list[str]:
        """The reports of the van along the A 2, in the order in which it was seen."""
        return [str(each.id) for each in self.mark.series["a2-cargo-theft"]]

    def coordinator(self, number: int) -> SignIn:
        """How one of the coordinators signs in."""
        return [each for each in self.mark.sign_ins if each.role == "coordinator"][number]


@pytest.fixture(params=[SMALL, pytest.param(LARGE, marks=pytest.mark.matrix)], ids=["small", "large"])
def night(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Night]:
    with run_demo(tmp_path / "demo", "--until", "2025-11-22", *request.param) as server:
        mark = read_mark(server.data)
        assert mark is not None
        yield Night(server.url, mark)


@pytest.fixture
def desk(browser: Browser, night: Night) -> Iterator[Page]:
    """The first coordinator's browser, with the inbox open."""
    with browser.new_context(**DESK) as context:
        yield _signed_in(context.new_page(), night, night.coordinator(0))


@pytest.fixture
def other_desk(browser: Browser, night: Night) -> Iterator[Page]:
    """A colleague's, elsewhere."""
    with browser.new_context(**DESK) as context:
        yield _signed_in(context.new_page(), night, night.coordinator(1))


def test_a_night_is_cleared_by_keyboard_alone_and_its_series_handed_over(
    desk: Page, other_desk: Page, night: Night
) -> None:
    _open_one_of(desk, night.four)
    other_desk.goto(desk.url)
    expect(other_desk.locator("[data-readers]")).to_contain_text("Jetzt liest auch: koordination@")
    _link_the_others(desk, night.four)
    _press(other_desk, "i")
    expect(other_desk.get_by_label("Neue Notiz")).to_be_focused()
    other_desk.keyboard.type(NOTE)

    _hand_over(desk)
    _check_paper(_download(desk, "PDF"), night)
    _check_json(_download(desk, "JSON"), night)

    _note_in_spite_of(other_desk)
    _press(desk, "u")
    expect(desk.get_by_text("Jetzt liest auch: koordination-zwei@")).to_be_visible()
    expect(desk.get_by_text(NOTE)).to_be_visible()

    _press(desk, "u")
    # What she came from is handed over: she goes on with what still waits.
    expect(_rows(desk).first.get_by_role("link")).to_be_focused()
    _read_one_by_one(desk, 3)
    _mark_the_rest(desk)
    _close_two(desk)


def _press(page: Page, keys: str) -> None:
    # Before its scripts have run a page knows no keys.
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def _tab_to(page: Page, there: Locator, most: int = 30) -> None:
    """Go on with the tabulator until something is at hand."""
    page.wait_for_load_state()
    expect(there).to_be_visible()
    for _ in range(most):
        if there.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(there).to_be_focused()


def _signed_in(page: Page, night: Night, who: SignIn) -> Page:
    page.goto(f"{night.url}/office/")
    _tab_to(page, page.get_by_label("E-Mail-Adresse"))
    page.keyboard.type(who.email)
    _tab_to(page, page.get_by_label("Passwort"))
    page.keyboard.type(who.password)
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_label("Code aus der App"))
    page.keyboard.type(who.code())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Meldungen")).to_be_visible()
    return page


def _rows(page: Page) -> Locator:
    # A page that is still being read has only its first rows.
    page.wait_for_load_state()
    return page.locator(".rows tbody tr")


def _new(page: Page) -> Locator:
    return _rows(page).filter(has=page.locator(".row-state", has_text="neu"))


def _open_one_of(page: Page, reports: list[str]) -> None:
    """Go down the list to the first of some reports."""
    wanted = {f"report-{each}" for each in reports}
    for _ in range(_rows(page).count()):
        _press(page, "j")
        if page.evaluate("document.activeElement.id") in wanted:
            break
    _press(page, "o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ladungsdiebstahl")


def _link_the_others(page: Page, reports: list[str]) -> None:
    """The best suggestions are those that were hidden, each with the plate as a reason."""
    similar = page.locator("[data-similar]")
    for told in ("mit einer weiteren", "mit 2 weiteren", "mit 3 weiteren"):
        expect(similar.get_by_role("button", name="Verknüpfen").first).to_be_visible()
        best = similar.locator(".suggestion").first
        assert (best.get_by_role("link").first.get_attribute("href") or "").partition("?")[0][-36:] in reports
        expect(best).to_contain_text("Kennzeichen")
        _press(page, "l")
        expect(best.get_by_role("button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(similar.locator(".linked")).to_contain_text(told)
    _tab_to(page, similar.locator(".linked").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.locator(".member")).to_have_count(4)
    assert barriers(page) == []


def _hand_over(page: Page) -> None:
    _press(page, "h")
    expect(page.get_by_label("Empfangende Dienststelle")).to_be_focused()
    page.keyboard.type(OFFICE)
    page.keyboard.press("Tab")
    page.keyboard.type(NUMBER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("4 Meldungen übergeben.")
    expect(page.get_by_text("4 Meldungen sind übergeben.")).to_be_visible()


def _download(page: Page, name: str) -> Path:
    _press(page, "d")
    _tab_to(page, page.locator(".exports").get_by_role("link", name=name, exact=True))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return download.value.path()


def _check_paper(path: Path, night: Night) -> None:
    said = "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())
    told = [each.reference for each in night.mark.series["a2-cargo-theft"]]
    told += [OFFICE, f"Aktenzeichen {NUMBER}", "ERFUNDENE DATEN", "Rastanlage Erdachtbusch", "Plandeka rozcięta."]
    assert [each for each in told if "".join(each.split()) not in said] == []


def _check_json(path: Path, night: Night) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["kind"], told["invented"], told["observers"]) == ("driverapp.hand-over-series", True, 4)
    assert [each["id"] for each in told["reports"]] == night.four
    handed = [each["hand_overs"] for each in told["reports"]]
    assert [(each["office"], each["file_number"]) for (each,) in handed] == [(OFFICE, NUMBER)] * 4


def _note_in_spite_of(page: Page) -> None:
    """Who comes second sees both, and keeps the own words."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inzwischen hat jemand anderes die Meldung bearbeitet")
    theirs, own = page.locator(".versions section").nth(0), page.locator(".versions section").nth(1)
    for words in ("gelesen", f"{OFFICE}, Aktenzeichen {NUMBER}", "koordination@"):
        expect(theirs).to_contain_text(words)
    expect(own).to_contain_text(NOTE)
    assert barriers(page) == []
    _tab_to(page, page.get_by_role("button", name="Trotzdem eintragen"), most=3)
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_contain_text(NOTE)


def _read_one_by_one(page: Page, count: int) -> None:
    """Look at each, mark it, go on to the next."""
    _press(page, "o")
    for _ in range(count):
        expect(page.get_by_role("button", name="Als gelesen markieren")).to_be_visible()
        report = re.compile(urlsplit(page.url).path)
        _press(page, "s")
        expect(page.locator("[data-part='chips']")).to_contain_text("gelesen")
        _press(page, "n")
        expect(page).not_to_have_url(report)
    _press(page, "u")
    expect(page.get_by_role("heading", name="Meldungen")).to_be_visible()


def _mark_the_rest(page: Page) -> None:
    """Whole pages at once, until nothing is new."""
    for _ in range(20):
        if not _new(page).count():
            break
        _press(page, "a")
        expect(page.locator("[data-bulk-count]")).to_have_text(f"Ausgewählt: {_new(page).count()}")
        with page.expect_navigation():
            _press(page, "s")
        expect(page.locator("[data-told]")).to_contain_text("als gelesen markiert")
    expect(_new(page)).to_have_count(0)


def _close_two(page: Page) -> None:
    before = _rows(page).count()
    _press(page, "k" * before + "xjx")
    expect(page.locator("[data-bulk-count]")).to_have_text("Ausgewählt: 2")
    _press(page, "c")
    expect(page.get_by_label("Was daraus wurde")).to_be_focused()
    page.keyboard.type("harm")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[data-told]")).to_contain_text("2 Meldungen abgeschlossen.")
    assert _rows(page).count() in (before, before - 2)
