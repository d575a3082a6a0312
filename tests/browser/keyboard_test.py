"""A coordinator clears the inbox without ever touching the mouse."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers_in_both_schemes
from tests.browser.desk import send_report
from tests.servers import Server


@pytest.fixture
def inbox(browser: Browser, signed_in_state: dict[str, Any], standing_server: Server) -> Iterator[Page]:
    """The open inbox of reports of one kind, which no other journey sends."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(
        storage_state=signed_in_state,  # type: ignore[arg-type]
        viewport=size,  # type: ignore[arg-type]
        locale="de-DE",
        bypass_csp=True,
    ) as opened:
        opened.set_default_timeout(15_000)
        page = opened.new_page()
        page.goto(f"{standing_server.url}/office/inbox?category=payment_tampering")
        yield page


def press(page: Page, keys: str) -> None:
    # Before its scripts have run a page knows no keys.
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def told(page: Page, sentence: str) -> None:
    expect(page.locator("[data-told]")).to_contain_text(sentence)


def test_ten_reports_are_cleared_by_keyboard_alone(inbox: Page, standing_server: Server) -> None:
    for _ in range(10):
        send_report(standing_server, category="payment_tampering")
    inbox.reload()
    rows = inbox.locator(".rows tbody tr")
    expect(rows).to_have_count(10)

    _mark_some(inbox)
    _look_at_one_and_come_back(inbox)
    expect(rows).to_have_count(10)
    press(inbox, "k" * 10 + "xjxjxjxjxjxs")
    told(inbox, "6 Meldungen als gelesen markiert.")
    expect(inbox.locator(".row-state", has_text="neu")).to_have_count(0)
    _close_all(inbox)
    expect(rows).to_have_count(0)


def _mark_some(inbox: Page) -> None:
    press(inbox, "jxjxjx")
    expect(inbox.get_by_text("Ausgewählt: 3")).to_be_visible()
    assert barriers_in_both_schemes(inbox) == []
    press(inbox, "s")
    told(inbox, "3 Meldungen als gelesen markiert.")

    press(inbox, "kk")
    expect(inbox.locator(".rows tbody tr").first.get_by_role("link")).to_be_focused()
    press(inbox, "s")
    told(inbox, "1 Meldung als gelesen markiert.")


def _look_at_one_and_come_back(inbox: Page) -> None:
    press(inbox, "o")
    expect(inbox.get_by_role("heading", level=1)).to_have_text("Geldautomat, Kartenleser")
    first = inbox.url
    press(inbox, "n")
    inbox.wait_for_url(lambda url: url != first)
    second = urlsplit(inbox.url).path.rpartition("/")[2]
    press(inbox, "u")
    expect(inbox.locator(f"#report-{second}")).to_be_focused()


def _close_all(inbox: Page) -> None:
    press(inbox, "kkkkkkkkkk" + "xj" * 10)
    expect(inbox.get_by_text("Ausgewählt: 10")).to_be_visible()
    # Past the first button, and the office with its own.
    for _ in range(4):
        inbox.keyboard.press("Tab")
    expect(inbox.get_by_label("Was daraus wurde")).to_be_focused()
    inbox.keyboard.type("harm")
    inbox.keyboard.press("Tab")
    inbox.keyboard.press("Enter")
    told(inbox, "10 Meldungen abgeschlossen.")


# How far the row at hand stands above the steps, and below what is told.
ABOVE_STEPS = """() => document.querySelector('#bulk').getBoundingClientRect().top
  - document.activeElement.closest('tr').getBoundingClientRect().bottom"""
BELOW_TOLD = """() => document.activeElement.closest('tr').getBoundingClientRect().top
  - document.querySelector('[data-told]').getBoundingClientRect().bottom"""


def test_far_down_a_list_nothing_that_matters_is_out_of_sight(inbox: Page, standing_server: Server) -> None:
    for _ in range(14):
        send_report(standing_server, category="pickpocketing")
    inbox.set_viewport_size({"width": 1440, "height": 560})
    inbox.goto(f"{standing_server.url}/office/inbox?category=pickpocketing")
    press(inbox, "jxjjjjjjjjjj")
    assert inbox.evaluate(ABOVE_STEPS) >= 0
    press(inbox, "xs")
    told(inbox, "2 Meldungen als gelesen markiert.")
    expect(inbox.get_by_role("button", name="Rückgängig")).to_be_in_viewport(ratio=0.99)
    press(inbox, "k" * 9)
    assert inbox.evaluate("scrollY") > 0
    assert inbox.evaluate(BELOW_TOLD) >= 0
    inbox.evaluate("scrollTo(0, document.body.scrollHeight)")
    press(inbox, "/")
    expect(inbox.get_by_role("searchbox")).to_be_in_viewport(ratio=0.99)


def test_keys_are_left_alone_while_typing_and_can_be_switched_off(inbox: Page, standing_server: Server) -> None:
    report_id = send_report(standing_server, category="payment_tampering")
    inbox.reload()
    press(inbox, "/")
    expect(inbox.get_by_role("searchbox")).to_be_focused()
    inbox.keyboard.type("jko?")
    expect(inbox.get_by_role("searchbox")).to_have_value("jko?")
    inbox.locator("h1").click()
    press(inbox, "?")
    dialog = inbox.get_by_role("dialog", name="Tasten")
    expect(dialog).to_be_visible()
    assert barriers_in_both_schemes(inbox) == []
    dialog.get_by_label("Tasten ohne Strg oder Alt benutzen").uncheck()
    inbox.keyboard.press("Escape")
    press(inbox, "j")
    expect(inbox.locator(f"#report-{report_id}")).not_to_be_focused()
    inbox.reload()
    press(inbox, "j?")
    expect(dialog).to_be_hidden()
    inbox.get_by_role("button", name="Tasten").click()
    expect(dialog.get_by_label("Tasten ohne Strg oder Alt benutzen")).not_to_be_checked()


def test_a_tone_is_played_for_what_goes_on_and_only_once_it_was_asked_for(inbox: Page, standing_server: Server) -> None:
    inbox.evaluate(
        "() => { window.tones = 0; document.addEventListener('office-tone', () => { window.tones += 1; }); }"
    )
    button = inbox.get_by_role("button", name="Ton bei „dauert an“")
    expect(button).to_have_attribute("aria-pressed", "false")
    silent = send_report(standing_server, category="payment_tampering")
    expect(inbox.locator(f"#row-{silent}")).to_be_visible()
    assert inbox.evaluate("window.tones") == 0
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    inbox.wait_for_function("() => window.tones === 1")
    send_report(standing_server, category="payment_tampering")
    inbox.wait_for_function("() => window.tones === 2")
    elsewhere = send_report(standing_server, category=None)
    inbox.wait_for_function("() => window.tones === 3")
    expect(inbox.locator(f"#row-{elsewhere}")).to_have_count(0)
    inbox.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
