"""The office on a phone: the open page is in sight among all pages, and a number stands beside what it is for."""

from playwright.sync_api import Browser, expect

from tests.browser.desk import add_account, sign_in
from tests.servers import Server


def test_on_a_phone_the_open_page_is_in_sight_and_an_address_beside_its_place(
    browser: Browser, standing_server: Server
) -> None:
    woken = add_account(standing_server, "coordinator")
    with browser.new_context(locale="de-DE", viewport={"width": 390, "height": 844}) as opened:
        opened.set_default_timeout(15_000)
        page = opened.new_page()
        sign_in(page, standing_server, add_account(standing_server, "administrator"))
        for name, path in (("Protokoll", "audit"), ("Versand", "deliveries"), ("Einstellungen", "settings")):
            page.goto(f"{standing_server.url}/office/{path}")
            here = page.get_by_role("navigation", name="Seiten").get_by_role("link", name=name, exact=True)
            expect(here).to_have_attribute("aria-current", "page")
            expect(here).to_be_in_viewport(ratio=1)
        box = page.get_by_label(woken.email).bounding_box()
        words = page.get_by_text(woken.email, exact=True).bounding_box()
        assert box is not None
        assert words is not None
        assert words["y"] < box["y"] + box["height"]
        assert words["x"] > box["x"] + box["width"]
