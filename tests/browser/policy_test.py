"""The operator's policy on its way: set at a desk, seen on a phone after the next opening."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import add_account, sign_in
from tests.browser.phone import Phone
from tests.browser.worker_test import CACHED, UPDATE, WAITING
from tests.servers import Server

# What the phone keeps of the start page and of the questions.
KEPT = f"async ({{ words }}) => ((await ({CACHED})('/de/')) ?? '').includes(words)"
DETAILS = f"async () => await ({CACHED})('/de/details')"
NOBODY = "Liest vor 6 Uhr niemand. Bei Gefahr 110."
HOURS = "Wird täglich von 6 bis 22 Uhr gelesen."


@pytest.mark.worker
def test_a_phone_shows_what_a_desk_has_decided(
    server: Server, browser: Browser, phone_at: Callable[[str], Phone]
) -> None:
    phone = phone_at(server.url)
    assert 'data-screen="text"' in phone.page.evaluate(DETAILS)
    with browser.new_context(locale="de-DE") as desk:
        page = desk.new_page()
        sign_in(page, server, add_account(server, "administrator"))
        page.get_by_role("link", name="Richtlinie", exact=True).click()
        page.get_by_label("Text", exact=True).select_option("off")
        page.get_by_label("Täglich von").select_option("6")
        page.get_by_label("bis", exact=True).select_option("22")
        page.get_by_role("button", name="Vorschau ansehen").click()
        expect(page.get_by_text(HOURS)).to_be_visible()
        expect(page.get_by_text("das Feld für Text")).to_be_visible()
        page.get_by_role("button", name="So speichern").click()
        expect(page.get_by_text("Gespeichert.")).to_be_visible()
        expect(page.get_by_text("Fassung 1")).to_be_visible()
    phone.page.evaluate(UPDATE)
    phone.poll(WAITING, {})
    phone.page.close()
    again = phone_at(server.url)
    again.poll(KEPT, {"words": HOURS})
    for hour, said in ((10, HOURS), (22, NOBODY), (3, NOBODY)):
        _expect_start_page_at(hour, said, again.page, server)
    details = again.page.evaluate(DETAILS)
    assert 'data-screen="text"' not in details
    assert 'data-screen="place"' in details


def _expect_start_page_at(hour: int, said: str, page: Page, server: Server) -> None:
    page.clock.set_fixed_time(datetime(2026, 6, 1, hour, tzinfo=UTC))
    page.goto(f"{server.url}/de/")
    expect(page.get_by_role("button", name="Verdächtiges melden")).to_contain_text(said, use_inner_text=True)


def test_the_office_page_works_without_script(server: Server, browser: Browser) -> None:
    with browser.new_context(locale="de-DE", java_script_enabled=False) as desk:
        page = desk.new_page()
        sign_in(page, server, add_account(server, "administrator"))
        page.goto(f"{server.url}/office/policy")
        page.get_by_label("privater Träger").check()
        page.get_by_label("Nur getippt, in Stunden").fill("721")
        page.get_by_role("button", name="Vorschau ansehen").click()
        expect(page.get_by_text("Noch nichts gespeichert.")).to_be_visible()
        expect(page.get_by_label("Nur getippt, in Stunden")).to_have_value("721")
        page.get_by_label("Nur getippt, in Stunden").fill("24")
        page.get_by_role("button", name="Vorschau ansehen").click()
        page.get_by_role("button", name="Weiter ändern").click()
        expect(page.get_by_label("Nur getippt, in Stunden")).to_have_value("24")
        page.get_by_role("button", name="Vorschau ansehen").click()
        page.get_by_role("button", name="So speichern").click()
        expect(page.get_by_text("Polizei → privater Träger")).to_be_visible()
