"""The inbox in a real browser: it keeps itself up to date and leaves the person at it alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.desk import send_report
from tests.servers import Server

# For a machine that has much else to do: how often the page asks is looked at apart.
WITHIN_MS = 20_000
PAUSES_MS = """() => performance.getEntriesByType('resource').filter((each) => each.initiatorType === 'fetch')
  .map((each, index, all) => each.startTime - (all[index - 1]?.responseEnd ?? each.startTime))"""

COUNT_TONES = "() => { window.tones = 0; document.addEventListener('office-tone', () => { window.tones += 1; }); }"
# Whether somebody would press this very thing in its middle.
TOPMOST = """(there) => { const { x, y, width, height } = there.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === there; }"""

BELOW_FILTERS = """(there) => there.getBoundingClientRect().top
  - document.querySelector('.filters').getBoundingClientRect().bottom"""


@pytest.fixture
def desk(browser: Browser, signed_in_state: dict[str, Any]) -> Iterator[BrowserContext]:
    """A coordinator's browser, signed in."""
    size = {"width": 1280, "height": 600}
    with browser.new_context(storage_state=signed_in_state, viewport=size, locale="de-DE") as opened:  # type: ignore[arg-type]
        opened.set_default_timeout(15_000)
        yield opened


@pytest.fixture
def inbox(desk: BrowserContext, standing_server: Server) -> Page:
    """The open inbox; `stayed` is lost with a reload."""
    page = desk.new_page()
    page.goto(f"{standing_server.url}/office/inbox")
    expect(page.get_by_text("Aktualisiert sich von selbst.")).to_be_visible()
    page.evaluate("window.stayed = true")
    return page


def test_a_report_appears_by_itself_and_is_announced(inbox: Page, standing_server: Server) -> None:
    overview = inbox.locator("#overview")
    overview.locator("summary").first.click()
    arrived = overview.get_by_text("Heute angekommen").first.inner_text()
    report_id = send_report(standing_server)
    expect(inbox.locator(f"#row-{report_id}")).to_be_visible(timeout=WITHIN_MS)
    expect(inbox.get_by_role("status")).to_have_text("1 neue Meldung")
    expect(overview.get_by_text("Heute angekommen").first).not_to_have_text(arrived)
    expect(overview.locator(".charts")).to_be_visible()
    assert inbox.evaluate("window.stayed") is True


def test_it_asks_again_before_five_seconds_are_over(inbox: Page) -> None:
    for _ in range(2):
        with inbox.expect_response(lambda response: "/office/inbox" in response.url):
            pass
    pauses: list[float] = inbox.evaluate(PAUSES_MS)
    assert len(pauses) >= 2
    assert max(pauses) < 5_000


def test_focus_and_the_line_that_is_read_stay_where_they_are(inbox: Page, standing_server: Server) -> None:
    made = [send_report(standing_server) for _ in range(20)]
    expect(inbox.locator(f"#row-{made[-1]}")).to_be_visible(timeout=2 * WITHIN_MS)
    read = inbox.locator(f"#report-{made[2]}")
    read.scroll_into_view_if_needed()
    read.focus()
    inbox.mouse.wheel(0, 300)
    inbox.wait_for_function("() => window.scrollY > 100")
    before = read.bounding_box()
    newcomer = send_report(standing_server)
    expect(inbox.locator(f"#row-{newcomer}")).to_be_attached(timeout=WITHIN_MS)
    after = read.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    assert inbox.evaluate("document.activeElement.id") == f"report-{made[2]}"


def test_a_report_that_is_worked_elsewhere_leaves_the_list(inbox: Page, standing_server: Server) -> None:
    report_id = send_report(standing_server)
    row = inbox.locator(f"#row-{report_id}")
    expect(row).to_contain_text("neu", timeout=WITHIN_MS)
    other = inbox.context.new_page()
    other.goto(f"{standing_server.url}/office/reports/{report_id}")
    other.get_by_role("button", name="Als gelesen markieren").click()
    expect(row).to_contain_text("gelesen", timeout=WITHIN_MS)
    other.get_by_label("Was daraus wurde").select_option("harmless")
    other.get_by_role("button", name="Abschließen").click()
    expect(row).to_have_count(0, timeout=WITHIN_MS)


def test_a_lost_connection_is_said_and_found_again(inbox: Page, standing_server: Server) -> None:
    inbox.context.set_offline(True)
    told = inbox.get_by_role("alert").get_by_text("Gerade keine Verbindung.")
    expect(told).to_be_visible()
    assert told.evaluate("(told) => told.getBoundingClientRect().top") == 0
    assert told.evaluate(TOPMOST)
    report_id = send_report(standing_server)
    inbox.context.set_offline(False)
    expect(inbox.locator(f"#row-{report_id}")).to_be_visible()
    expect(inbox.get_by_text("Gerade keine Verbindung.")).to_be_hidden()


def test_the_end_of_the_session_is_said(inbox: Page) -> None:
    inbox.evaluate(COUNT_TONES)
    button = inbox.get_by_role("button", name="Ton bei „dauert an“")
    button.click()
    inbox.wait_for_function("window.tones === 1")
    inbox.context.clear_cookies(name="office")
    expect(inbox.get_by_role("alert")).to_contain_text("Ihre Sitzung ist zu Ende.")
    assert inbox.get_by_role("link", name="Neu anmelden").evaluate(TOPMOST)
    inbox.wait_for_function("window.tones === 2")
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert inbox.evaluate("getComputedStyle(document.querySelector('.inbox')).opacity") == "0.5"


def test_what_comes_into_an_empty_list_can_be_worked_at_once(desk: BrowserContext, standing_server: Server) -> None:
    page = desk.new_page()
    page.goto(f"{standing_server.url}/office/inbox?tab=practice&category=vandalism")
    steps = page.get_by_role("form", name="Mit ausgewählten Meldungen")
    expect(page.get_by_text("Aktualisiert sich von selbst.")).to_be_visible()
    expect(steps).to_be_hidden()
    report_id = send_report(standing_server, category="vandalism", practice=True)
    page.locator(f"#row-{report_id}").get_by_role("checkbox").check()
    steps.get_by_role("button", name="Als gelesen markieren").click()
    expect(page.get_by_text("1 Meldung als gelesen markiert.")).to_be_visible()


def test_on_paper_stands_what_a_page_says_and_nothing_to_press(desk: BrowserContext, standing_server: Server) -> None:
    report_id = send_report(standing_server)
    page = desk.new_page()
    page.emulate_media(media="print")
    # A sheet that lies on its side.
    page.set_viewport_size({"width": 1047, "height": 718})
    for name in ("inbox", "map", "audit", "figures"):
        page.goto(f"{standing_server.url}/office/{name}")
        pressed = page.locator("nav[aria-label=Seiten], button, .button, input[type=checkbox], .who")
        assert pressed.locator("visible=true").all_inner_texts() == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    page.goto(f"{standing_server.url}/office/inbox")
    page.set_viewport_size({"width": 718, "height": 1047})
    expect(page.locator(f"#report-{report_id}")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Alter")).to_be_visible()


def test_what_is_half_written_about_a_report_is_not_lost_unasked(desk: BrowserContext, standing_server: Server) -> None:
    page = desk.new_page()
    page.goto(f"{standing_server.url}/office/reports/{send_report(standing_server, language='pl', text='Trzy osoby')}")
    page.get_by_role("button", name="Als gelesen markieren").click()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    for name, saving, shown in (
        ("Neue Notiz", "Notiz speichern", ".note .said-text"),
        ("Eigene Worte", "Frage senden", ".asked .said-text"),
        ("Übersetzung ins Deutsche", "Übersetzung speichern", ".translated"),
    ):
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.get_by_label(name).fill("Drei Personen")
        page.get_by_role("link", name="Zurück zum Eingang").click()
        expect(page.get_by_label(name)).to_have_value("Drei Personen")
        assert asked.pop() == "beforeunload"
        # Sending another form would lose it as well; sending its own asks nothing.
        page.locator(".closing select").select_option("harmless")
        page.locator(".closing").get_by_role("button").click()
        expect(page.get_by_label(name)).to_have_value("Drei Personen")
        assert asked.pop() == "beforeunload"
        page.get_by_role("button", name=saving).click()
        expect(page.locator(shown)).to_have_text("Drei Personen")
        assert asked == []
    page.get_by_role("link", name="Zurück zum Eingang").click()
    page.wait_for_url("**/office/inbox**")


def test_on_a_phone_the_first_report_is_in_sight(desk: BrowserContext, standing_server: Server) -> None:
    send_report(standing_server)
    page = desk.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{standing_server.url}/office/inbox")
    assert page.locator("header.side").evaluate("(side) => side.offsetHeight") < 190
    assert page.locator(".rows tbody tr").first.evaluate("(row) => row.getBoundingClientRect().top") < 844 * 0.75
    page.goto(f"{standing_server.url}/office/reports/new")
    expect(page.locator(".side-links [aria-current]")).to_be_in_viewport(ratio=0.99)


def test_on_a_phone_the_steps_leave_room_for_the_list_and_the_filters(
    desk: BrowserContext, standing_server: Server
) -> None:
    for _ in range(8):
        send_report(standing_server)
    page = desk.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{standing_server.url}/office/inbox")
    page.get_by_role("checkbox").first.check()
    steps = page.get_by_role("form", name="Mit ausgewählten Meldungen")
    expect(steps).to_contain_text("Ausgewählt: 1")
    expect(steps.get_by_role("button", name="Als gelesen markieren")).to_be_in_viewport(ratio=0.5)
    assert steps.evaluate("(steps) => steps.offsetHeight") < 80
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".filters-all > summary").click()
    assert steps.evaluate(BELOW_FILTERS) >= 0


def test_on_a_phone_a_series_has_room_for_its_title(desk: BrowserContext, standing_server: Server) -> None:
    seen = {"vehicle": {"kind": "van", "plate": "ZZ XY 4711"}, "place": {"road": "A2", "km": 423.5}}
    one, _other = (send_report(standing_server, **seen) for _ in range(2))
    page = desk.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{standing_server.url}/office/reports/{one}/similar")
    page.get_by_role("button", name="Verknüpfen").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{standing_server.url}/office/series")
    title = page.locator(".series-rows .row-what").first
    assert title.evaluate("(title) => title.offsetWidth") > 250
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_the_list_is_there_and_can_be_loaded_anew(
    browser: Browser, signed_in_state: dict[str, Any], standing_server: Server
) -> None:
    report_id = send_report(standing_server)
    with browser.new_context(
        storage_state=signed_in_state,  # type: ignore[arg-type]
        java_script_enabled=False,
        locale="de-DE",
    ) as context:
        page = context.new_page()
        page.goto(f"{standing_server.url}/office/inbox")
        expect(page.locator(f"#row-{report_id}")).to_be_visible()
        page.get_by_role("link", name="Neu laden").click()
        page.locator(f"#report-{report_id}").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ladungsdiebstahl")
        page.get_by_role("button", name="Als gelesen markieren").click()
        expect(page.get_by_text("gelesen", exact=True).first).to_be_visible()
