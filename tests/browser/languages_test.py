"""Another language: the phone's own in one tap, and nothing lost that was entered, with script and without."""

import httpx
from playwright.sync_api import Browser, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import PHONE, Phone
from tests.servers import Server

ENGLISH_PHONE = PHONE | {"locale": "en-GB"}


def test_what_was_typed_in_the_flow_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        phone = Phone.open(context, chaos.url)
        report = phone.save()["id"]
        phone.page.evaluate("(id) => { location.hash = `text/${id}`; }", report)
        phone.page.get_by_label("In Ihren Worten").fill("Halb geschrieben")
        phone.page.locator(".way .own-languages").get_by_role("link", name="English").click()
        expect(phone.page.locator("html")).to_have_attribute("lang", "en")
        expect(phone.page.get_by_label("In your words")).to_have_value("Halb geschrieben")


def test_a_typed_code_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        page = Phone.open(context, chaos.url, "/de/settings").page
        page.get_by_label("Code", exact=True).fill("HALB")
        page.locator(".way .own-languages").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_label("Code", exact=True)).to_have_value("HALB")


def test_the_form_without_script_keeps_its_words_and_files_nothing(browser: Browser, standing_server: Server) -> None:
    with browser.new_context(**PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(standing_server.url + "/de/form")
        page.get_by_label("Ort in Worten").fill("Rastplatz Beispiel")
        own_id = page.locator("input[name=id]").first.input_value()
        secret = page.locator("input[name=secret]").first.input_value()
        page.locator(".language-menu summary").click()
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_label("Place in words")).to_have_value("Rastplatz Beispiel")
        assert page.locator("input[name=id]").first.input_value() == own_id
        asked = httpx.get(
            f"{standing_server.url}/api/v1/reports/{own_id}", headers={"Authorization": f"Bearer {secret}"}
        )
        assert asked.status_code == 404
        # Enter in a field sends the report; it does not change the language again.
        page.get_by_label("Place in words").press("Enter")
        expect(page.locator(".receipt b")).to_be_visible()
        page.locator(".language-menu summary").click()
        page.get_by_role("button", name="Deutsch").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen")
