"""What the two panes of the rest stop's tablet show and hold, however much is open in them."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.phone import Phone
from tests.browser.rest_stop import SITE

# As long as many are.
LONG = {"name": "Erfundene Rastanlage Musterwiese", "address": "An der Musterrast 3, 00000 Erdachthausen"}
OPEN_ALL = "lists => lists.querySelectorAll('details').forEach((each) => (each.open = true))"


def _leave_reports(tablet: Phone, count: int) -> None:
    """Report, and leave it, more than once."""
    page = tablet.page
    for number in range(1, count + 1):
        page.locator("a[data-report]").click()
        expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
        page.evaluate("location.hash = ''")
        expect(page.locator("[data-flow]")).to_be_hidden()
        # A second tap is a second report only after a moment.
        page.clock.fast_forward(5_000)
        expect(page.locator("[data-tasks] li")).to_have_count(number)
        expect(page.locator("[data-clocks] li")).to_have_count(number)


def _open_clocks(tablet: Phone, count: int) -> None:
    """Open clocks by hand, a minute after each other."""
    page = tablet.page
    for number in range(1, count + 1):
        page.get_by_role("button", name="Video-Uhr starten").click()
        expect(page.locator("[data-clocks] li, [data-more-clocks] li")).to_have_count(number)
        page.clock.fast_forward(61_000)


def test_the_page_scrolls_nowhere_however_much_is_open(tablet: Phone) -> None:
    page = tablet.page
    _leave_reports(tablet, 3)
    lists = page.locator("[data-shift-checklist]")
    expect(lists.locator("details").first).to_be_visible()
    lists.evaluate(OPEN_ALL)
    assert page.locator(".tablet-right").evaluate("pane => pane.scrollHeight > 3 * innerHeight")
    assert page.evaluate("document.documentElement.scrollHeight") == 800


def _ask_to_end(tablet: Phone) -> None:
    """Scroll down to the end of the shift, and do not end it yet."""
    page = tablet.page
    lists = page.locator("[data-shift-checklist]")
    expect(lists.locator("details").first).to_be_visible()
    lists.evaluate(OPEN_ALL)
    page.get_by_role("button", name="Schicht beenden", exact=True).click()
    expect(page.get_by_role("button", name="Weiter arbeiten")).to_be_focused()


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("ended", [False, True])
def test_whoever_comes_next_finds_the_shift_from_its_top(tablet: Phone, *, ended: bool, upright: bool) -> None:
    page = tablet.page
    if upright:
        page.set_viewport_size({"width": 800, "height": 1280})
    top = page.locator("html" if upright else ".tablet-right")
    _ask_to_end(tablet)
    assert top.evaluate("scrolled => scrolled.scrollTop") > 0
    if ended:
        page.get_by_role("button", name="Ja, Schicht beenden").click()
    else:
        page.clock.fast_forward(61_000)
    expect(page.get_by_role("button", name="Ja, Schicht beenden")).to_be_hidden()
    assert top.evaluate("scrolled => scrolled.scrollTop") == 0


def test_whoever_taps_on_110_is_told_to_call_until_they_go_on(tablet: Phone) -> None:
    page = tablet.page
    told = page.locator("[data-call-now]")
    page.locator("a[data-report]").click()
    expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    page.get_by_role("link", name="Ja – am Telefon 110 anrufen").click()
    words = "Notiert. Rufen Sie jetzt am Telefon 110 an. Von diesem Gerät kein Anruf."
    expect(told).to_have_text(words)
    page.locator("#tablet-site").click()
    expect(told).to_have_text(words)
    page.get_by_role("button", name="Weiter").click()
    expect(told).to_be_empty()
    page.evaluate("location.hash = ''")
    page.clock.fast_forward(11_000)
    page.locator(".calls a").click()
    expect(told).to_have_text(words)
    # Nobody touches it any more.
    page.clock.fast_forward(61_000)
    expect(told).to_be_empty()


def test_the_question_about_a_call_stands_in_the_shift_once_no_code_is_shown(tablet: Phone) -> None:
    page = tablet.page
    page.get_by_role("button", name="Ich rufe jetzt 110 an").click()
    tablet.wait_until("calls", 1)
    page.clock.fast_forward(130_000)
    question = page.locator("[data-after-call]")
    expect(question).to_be_visible()
    page.locator("a[data-report]").click()
    expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    page.evaluate("location.hash = ''")
    expect(page.locator("[data-code-shown]")).to_be_visible()
    expect(question).to_be_hidden()
    page.clock.fast_forward(21_000)
    expect(question).to_be_visible()
    asked, head = question.bounding_box(), page.get_by_role("heading", name="Offen in dieser Schicht").bounding_box()
    assert asked
    assert head
    # In the right pane, and nothing under it.
    assert asked["x"] > 512
    assert asked["y"] + asked["height"] <= head["y"]


def test_a_code_hides_nothing_of_what_stands_above_it(tablet: Phone) -> None:
    page = tablet.page
    tablet.call("database.js", "writeSetting", "site", SITE | LONG)
    page.goto(page.url.replace("/de/", "/tr/"))
    expect(page.locator("[data-site-place]")).to_contain_text(LONG["address"])
    hint = page.locator(".tablet-left > .hint")
    acts = page.locator(".tablet-acts")
    above = "(hint, acts) => acts.getBoundingClientRect().top - hint.getBoundingClientRect().bottom"
    assert hint.evaluate(above, acts.element_handle()) > 0
    page.locator("a[data-report]").click()
    page.wait_for_function("() => document.documentElement.dataset.report !== undefined")
    page.evaluate("location.hash = ''")
    expect(page.locator("[data-code-shown]")).to_be_visible()
    assert hint.evaluate(above, acts.element_handle()) > 0


def test_what_is_not_sent_is_told_at_the_head_of_what_is_open(tablet: Phone) -> None:
    page = tablet.page
    page.context.set_offline(True)
    _leave_reports(tablet, 2)
    unsent = page.locator("section:has(#open) > .shift-head")
    expect(unsent).to_contain_text("2 nicht gesendet")
    expect(unsent).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("act", ["Video-Uhr starten", "Polizei kommt"])
def test_what_was_opened_by_mistake_is_taken_back(tablet: Phone, act: str) -> None:
    page = tablet.page
    # What comes at once comes at once, however slow the machine is.
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=30))
    opened = page.locator("[data-clocks] li, [data-tasks] li")
    undo = opened.get_by_role("button", name="Rückgängig")
    page.get_by_role("button", name=act).click()
    # Whoever taps twice means once.
    undo.click()
    page.clock.fast_forward(1_000)
    expect(opened).to_have_count(1)
    undo.click()
    expect(opened).to_have_count(0)
    assert tablet.call("shift.js", "listTasks") == []
    page.get_by_role("button", name=act).click()
    expect(undo).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(undo).to_have_count(0)
    expect(opened).to_have_count(1)


def test_many_clocks_leave_what_is_open_in_sight(tablet: Phone) -> None:
    page = tablet.page
    _open_clocks(tablet, 6)
    shown = page.locator("[data-clocks] li")
    more = page.locator("[data-more-clocks]")
    page.clock.fast_forward(21_000)
    expect(shown.get_by_role("button", name="Rückgängig")).to_have_count(0)
    # The most urgent, and each on a line.
    expect(shown).to_have_count(3)
    heights = shown.evaluate_all("clocks => clocks.map(({ clientHeight }) => clientHeight)")
    assert max(heights) < 72
    expect(page.get_by_role("heading", name="Offen in dieser Schicht")).to_be_in_viewport(ratio=1)
    first = shown.first.inner_text()
    more.get_by_text("Weitere Videos: 3").click()
    expect(more.get_by_role("listitem")).to_have_count(3)
    # What was secured makes room after a moment, and is still there to be taken back until then.
    shown.first.get_by_role("button", name="Gesichert").click()
    expect(shown.first.get_by_role("button", name="Rückgängig")).to_be_visible()
    expect(more).to_have_attribute("open", "")
    page.clock.fast_forward(21_000)
    expect(shown.locator("button", has_text="Gesichert")).to_have_count(3)
    assert shown.first.inner_text() != first
