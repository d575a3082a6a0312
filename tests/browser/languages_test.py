"""Another language: the phone's own in one tap, and nothing lost that was entered, with script and without."""

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import PHONE, Phone
from tests.browser.screens import open_line
from tests.servers import Server

ENGLISH_PHONE = PHONE | {"locale": "en-GB", "service_workers": "block"}


def _english(page: Page) -> None:
    page.locator(".way .own-languages").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


PAGES = ("", "practice", "tablet", "emergency", "checklists", "reports", "settings", "privacy", "accessibility", "form")


def test_every_language_is_one_tap_away_on_every_page(browser: Browser, standing_server: Server) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        page = context.new_page()
        for name in PAGES:
            page.goto(f"{standing_server.url}/de/{name}")
            line = page.locator("[data-language-line]")
            # The phone's own comes first; every other one follows, by its own name.
            expect(line.locator("li").first).to_have_text("English")
            expect(line.locator("[data-language]")).to_have_count(11)
            line.get_by_text("Lietuvių", exact=True).click()
            expect(page.locator("html")).to_have_attribute("lang", "lt")
            assert page.url.startswith(f"{standing_server.url}/lt/{name}")


def test_a_screen_after_a_tap_has_every_language_too(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        phone = Phone.open(context, chaos.url)
        report = phone.save()["id"]
        phone.page.evaluate("(id) => { location.hash = `text/${id}`; }", report)
        phone.page.get_by_label("In Ihren Worten").fill("Halb geschrieben")
        phone.page.locator("[data-language-line]").get_by_text("Polski", exact=True).click()
        expect(phone.page.locator("html")).to_have_attribute("lang", "pl")
        expect(phone.page.locator("[data-screen=text] textarea")).to_have_value("Halb geschrieben")


def test_what_was_typed_in_the_flow_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        phone = Phone.open(context, chaos.url)
        report = phone.save()["id"]
        phone.page.evaluate("(id) => { location.hash = `text/${id}`; }", report)
        phone.page.get_by_label("In Ihren Worten").fill("Halb geschrieben")
        _english(phone.page)
        expect(phone.page.get_by_label("In your words")).to_have_value("Halb geschrieben")


def test_a_typed_code_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        page = Phone.open(context, chaos.url, "/de/settings").page
        page.get_by_label("Code", exact=True).fill("HALB")
        _english(page)
        expect(page.get_by_label("Code", exact=True)).to_have_value("HALB")


def test_a_report_that_is_being_mended_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        phone = Phone.open(context, chaos.url)
        report = phone.save(vehicle={"plate": "A" * 60, "colour": "white"})["id"]
        phone.wait_for(report, delivery="attention")
        phone.page.goto(f"{chaos.url}/de/reports")
        phone.page.get_by_role("button", name="Ändern").click()
        phone.page.get_by_label("Kennzeichen").fill("HALB")
        phone.page.get_by_label("Farbe").select_option("black")
        _english(phone.page)
        expect(phone.page.get_by_label("Number plate")).to_have_value("HALB")
        expect(phone.page.get_by_label("Colour")).to_have_value("black")
        phone.page.reload()
        expect(phone.page.get_by_role("button", name="Change")).to_be_visible()
        expect(phone.page.get_by_label("Colour")).to_have_count(0)


def test_a_place_that_is_being_corrected_goes_along(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        page = Phone.open(context, chaos.url, "/de/emergency").page
        open_line(page, "Autobahn").fill("a 2")
        _english(page)
        expect(page.get_by_role("blockquote")).to_contain_text("Ich bin auf der A2")


def test_a_kilometre_that_is_none_goes_along_unsaid(browser: Browser, chaos: Chaos) -> None:
    with browser.new_context(**ENGLISH_PHONE) as context:
        page = Phone.open(context, chaos.url, "/de/emergency").page
        open_line(page, "Kilometer").fill("km 423")
        _english(page)
        expect(page.locator("[data-fact=km] input")).to_have_value("km 423")
        expect(page.locator("[data-say=place]")).to_have_text("Ich bin auf der Autobahn …, Richtung …, Kilometer …")
        page.reload()
        expect(page.locator("[data-code]")).not_to_be_empty()
        expect(page.locator("[data-fact=km] input")).to_be_hidden()


def test_the_form_without_script_keeps_its_words_and_files_nothing(browser: Browser, standing_server: Server) -> None:
    with browser.new_context(**PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(standing_server.url + "/de/form")
        page.get_by_label("Ort in Worten").fill("Rastplatz Beispiel")
        own_id = page.locator("input[name=id]").first.input_value()
        secret = page.locator("input[name=secret]").first.input_value()
        page.locator("[data-language-line]").get_by_role("button", name="English").click()
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
        page.locator(".language-list").get_by_role("button", name="Deutsch").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen")
