"""A page that says what went wrong: in the language of its address, and as dark as the others."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.browser.axe import barriers
from tests.browser.matrix import PAIRWISE, Look
from tests.servers import Server

GROUND = "() => getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(238, 241, 244)", "rgb(11, 15, 19)"


def _open_at(hour: int, page: Page, address: str) -> None:
    page.clock.set_fixed_time(datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=hour))
    page.goto(address)
    expect(page.locator(".call")).to_be_visible()


def test_it_is_dark_at_night_in_every_language(context: BrowserContext, standing_server: Server) -> None:
    page = context.new_page()
    for lang in DRIVER_LANGUAGES:
        _open_at(23, page, f"{standing_server.url}/{lang}/nothing")
        expect(page.locator("html")).to_have_attribute("lang", lang)
        assert page.evaluate(GROUND) == DARK, lang
    _open_at(12, page, f"{standing_server.url}/de/nothing")
    assert page.evaluate(GROUND) == LIGHT


def test_it_is_dark_where_the_phone_is(context: BrowserContext, standing_server: Server) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    _open_at(12, page, f"{standing_server.url}/de/nothing")
    assert page.evaluate(GROUND) == DARK


@pytest.mark.parametrize("look", PAIRWISE, ids=str)
def test_no_barrier_where_there_is_no_page(browser: Browser, standing_server: Server, look: Look) -> None:
    with look.open(browser) as context:
        page = context.new_page()
        page.goto(f"{standing_server.url}/{look.lang}/nothing")
        assert barriers(page) == []
