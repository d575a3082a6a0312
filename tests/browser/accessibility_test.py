"""axe finds nothing on the driver app's pages, however they are looked at, and no page is wider than a small phone."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from driverapp.driver.pages import PAGES, START
from tests.browser.axe import barriers
from tests.browser.matrix import DIRECTIONS, LOOKS_OF_LANGUAGE, PAIRWISE, SIZES, SOME_LANGUAGES, Look
from tests.browser.screens import DOUBLE
from tests.servers import Server

EVERY_PAGE = (START, *PAGES, "form")
# WCAG 2.2, 1.4.10: 1280 by 1024 at 400 %.
ZOOMED = ViewportSize(width=320, height=256)
# With whatever a page can show; only what lies over a page stays hidden.
SHOW_ALL = """() => {
  for (const each of document.querySelectorAll("details:not([data-fact], .language-menu)")) each.open = true;
  for (const each of document.querySelectorAll("main [hidden]")) {
    each.hidden = each.matches("[data-flow], [data-screen], [role=alert]");
  }
}"""
# What goes on sideways by itself is seen by moving it.
WIDER = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [
  `${document.documentElement.scrollWidth}`,
  ...[...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && !each.closest(".language-line"))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
    .map((each) => each.outerHTML.slice(0, 120))]"""


def _open(page: Page, server: Server, lang: str, name: str) -> None:
    page.goto(f"{server.url}/{lang}/{'' if name == START else name}")


def _looks_at(page: int, lang: str, looks: list[Look]) -> list[Look]:
    """Two of four, the others in the other direction of writing: a page meets each size, scheme and direction."""
    if len(looks) > len(SIZES):
        return looks
    return looks[:2] if (page + DIRECTIONS.index(lang)) % 2 == 0 else looks[2:]


@pytest.mark.parametrize(("lang", "looks"), LOOKS_OF_LANGUAGE)
def test_no_barrier_on_any_page(browser: Browser, standing_server: Server, lang: str, looks: list[Look]) -> None:
    with looks[0].open(browser) as context:
        page = context.new_page()
        found = {}
        for number, name in enumerate(EVERY_PAGE):
            _open(page, standing_server, lang, name)
            for look in _looks_at(number, lang, looks):
                look.put_on(page)
                found[f"{name} {look}"] = barriers(page)
        assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("lang", SOME_LANGUAGES)
def test_no_page_is_wider_than_a_desk_at_400_per_cent_or_a_phone_with_type_of_twice_the_size(
    browser: Browser, standing_server: Server, lang: str
) -> None:
    with browser.new_context(viewport=ZOOMED, reduced_motion="reduce", service_workers="block") as context:
        page = context.new_page()
        wider = {}
        for name in EVERY_PAGE:
            _open(page, standing_server, lang, name)
            wider[name] = page.evaluate(WIDER)
            # A tablet is held by nobody's hand, and is never so narrow.
            if name != "tablet":
                wider[f"{name} large"] = _wider_at_double(page)
                page.set_viewport_size(ZOOMED)
        page.locator("[name=km]").fill("hinten")
        page.locator(".form-end [type=submit]").click()
        wider["faults"] = _wider_at_double(page)
        page.locator("[name=km]").fill("423,5")
        page.locator(".form-end [type=submit]").click()
        wider["receipt"] = _wider_at_double(page)
        assert {where: parts for where, parts in wider.items() if parts} == {}


def _wider_at_double(page: Page) -> list[str]:
    """What stands out to the side with type of twice the size, whatever is shown."""
    page.set_viewport_size(DOUBLE)
    page.evaluate(SHOW_ALL)
    found: list[str] = page.evaluate(WIDER)
    return found


@pytest.mark.parametrize("look", PAIRWISE[:2], ids=str)
def test_no_barrier_on_the_way_through_the_form(browser: Browser, standing_server: Server, look: Look) -> None:
    with look.open(browser) as context:
        page = context.new_page()
        _open(page, standing_server, look.lang, "form")
        page.locator("[name=km]").fill("hinten")
        page.locator(".form-end [type=submit]").click()
        assert barriers(page) == []
        page.locator("[name=km]").fill("423,5")
        page.locator("[name=plate]").fill("XX-YY 12")
        page.locator(".form-end [type=submit]").click()
        assert barriers(page) == []
        page.locator("[formaction$=withdrawal], form[action$=withdrawal] [type=submit]").click()
        assert barriers(page) == []
