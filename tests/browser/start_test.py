"""The start page is the driving mode: two targets, nothing to scroll, one tap that is safe at once."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from driverapp.config import INVENTED
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.browser.chaos import Chaos, hang_up
from tests.browser.matrix import more
from tests.browser.phone import PHONE, Phone
from tests.browser.screens import DOUBLE
from tests.servers import Server, run_server

SMALLEST = ViewportSize(width=320, height=568)
SMALL = (SMALLEST, ViewportSize(width=375, height=667), ViewportSize(width=360, height=740), PHONE["viewport"])
SIZES = {
    "smallest": SMALLEST,
    "usual": PHONE["viewport"],
    "lying": ViewportSize(width=844, height=390),
    "tablet": ViewportSize(width=1280, height=800),
}
TARGETS = ".call, .start a, .start-foot a, .start-page summary"
BOXES = f"""() => [...document.querySelectorAll("{TARGETS}")].filter((each) => each.checkVisibility()).map((each) => {{
  const {{ x, y, width, height }} = each.getBoundingClientRect();
  return {{ x, y, width, height }};
}})"""
# As on a phone that has not been asked yet; a browser under control answers at once.
NOT_ASKED_YET = """
  const status = Object.assign(new EventTarget(), { state: "prompt" });
  navigator.permissions.query = async () => status;
"""
OVERFLOW = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const cut = [...document.querySelectorAll(".start a, .start-foot > a")].filter(
    (each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1,
  );
  const words = cut.map((each) => each.textContent);
  return { wider: scrollWidth - innerWidth, higher: scrollHeight - innerHeight, cut: words };
}"""
FITS = {"wider": 0, "higher": 0, "cut": []}

# The page itself and what it asked for until it was ready, by the browser's own clock.
ASKED_BEFORE_LOAD = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const { loadEventStart } = page;
  return 1 + performance.getEntriesByType("resource").filter((each) => each.startTime < loadEventStart).length;
}"""


@pytest.mark.parametrize(("lang", "theme"), [("de", "light"), ("en", "dark"), *more(("de", "dark"), ("en", "light"))])
def test_nothing_scrolls_and_every_target_is_big_and_apart(
    browser: Browser, standing_server: Server, lang: str, theme: Any
) -> None:
    with browser.new_context(color_scheme=theme) as context:
        page = context.new_page()
        for size in SIZES.values():
            page.set_viewport_size(size)
            page.goto(f"{standing_server.url}/{lang}/")
            assert page.evaluate(OVERFLOW) == FITS
            boxes = page.evaluate(BOXES)
            assert min(box["height"] for box in boxes) >= 72
            assert min(box["width"] for box in boxes) >= 72
            assert all(_apart(one, other) >= 16 for one in boxes for other in boxes if one is not other)


def test_nothing_scrolls_in_any_language(browser: Browser, standing_server: Server) -> None:
    assert _scrolling(browser, standing_server) == {}


def test_nothing_scrolls_where_everything_is_invented(browser: Browser, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / INVENTED).write_text("{}")
    # A language of the phone's own takes a place at the foot.
    with run_server(data) as server:
        assert _scrolling(browser, server, locale="uk-UA", pages=("",)) == {}


def _scrolling(
    browser: Browser, server: Server, locale: str = "de-DE", pages: tuple[str, ...] = ("", "practice")
) -> dict[str, Any]:
    """How far the start page and the one for practice go beyond a phone, where they do."""
    found = {}
    with browser.new_context(**PHONE | {"locale": locale}, service_workers="block") as context:
        context.add_init_script(NOT_ASKED_YET)
        page = context.new_page()
        for lang, name in product(DRIVER_LANGUAGES, pages):
            page.goto(f"{server.url}/{lang}/{name}")
            expect(page.locator("[data-position-reason]:not([hidden])")).to_have_count(1)
            for size in SMALL:
                page.set_viewport_size(size)
                found[f"{lang} {name} {size}"] = page.evaluate(OVERFLOW)
    return {where: each for where, each in found.items() if each != FITS}


def test_with_type_of_twice_the_size_the_languages_open_in_sight(phone: Phone) -> None:
    phone.page.set_viewport_size(DOUBLE)
    phone.page.locator(".language-menu summary").click()
    expect(phone.page.locator(".language-list").get_by_role("link", name="English")).to_be_in_viewport()


def test_with_type_of_twice_the_size_the_foot_stands_in_sight(phone: Phone) -> None:
    phone.page.set_viewport_size(DOUBLE)
    phone.page.reload()
    for name in ("Üben", "Einstellungen", "English"):
        link = phone.page.locator(".start-foot").get_by_role("link", name=name)
        link.scroll_into_view_if_needed()
        expect(link).to_be_in_viewport(ratio=0.9)
    assert phone.page.evaluate("document.documentElement.scrollWidth") == DOUBLE["width"]


def test_from_the_start_the_settings_lead_to_what_happens_with_a_report(phone: Phone) -> None:
    phone.page.get_by_role("link", name="Einstellungen").click()
    phone.page.get_by_role("link", name="Was mit Ihrer Meldung passiert").click()
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Datenschutz")


def test_one_tap_saves_and_two_taps_save_one_report(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Verdächtiges melden").dblclick()
    expect(phone.page.get_by_role("heading", name="Gemerkt.")).to_be_visible()
    assert len(phone.rows()) == 1


@pytest.mark.worker
def test_the_tap_works_while_the_server_is_dead(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    expect(phone.page.get_by_text("Noch nicht gesendet – liegt auf diesem Gerät")).to_be_visible()
    phone.page.goto(chaos.url + "/de/")
    expect(phone.page.get_by_role("link", name="Meine Meldungen 1 nicht gesendet")).to_be_visible()


def test_the_position_follows_the_report_and_never_holds_it_up(phone: Phone, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    expect(phone.page.get_by_role("heading", name="Gemerkt.")).to_be_visible()
    [report] = phone.rows()
    assert report["fields"]["position"] is None
    context.set_geolocation({"latitude": 51.5136, "longitude": 7.4653, "accuracy": 12})
    phone.poll(
        "async ({ module, id }) => (await (await import(module)).getReport(id)).fields.position !== null",
        {"module": phone.module("outbox.js"), "id": report["id"]},
    )
    assert phone.rows()[0]["fields"]["position"]["accuracy_m"] == 12


def test_why_the_phone_asks_for_the_position_stands_before_the_tap(
    context: BrowserContext, standing_server: Server
) -> None:
    page = context.new_page()
    page.add_init_script(NOT_ASKED_YET)
    page.goto(standing_server.url + "/de/")
    expect(page.get_by_text("Dann fragt das Telefon nach dem Standort.")).to_be_visible()


def test_who_has_allowed_the_position_is_not_told_again(phone: Phone, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    phone.page.reload()
    expect(phone.page.get_by_text("Dann fragt das Telefon nach dem Standort.")).to_be_hidden()


def test_where_nothing_can_be_saved_the_page_says_so(standing_server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(standing_server.url + "/de/")
    page.get_by_role("button", name="Verdächtiges melden").click()
    expect(page.get_by_role("alert")).to_contain_text("Nicht gespeichert.")


def test_choosing_a_language_takes_one_tap_and_keeps_the_screen(phone: Phone) -> None:
    phone.page.locator(".start-foot").get_by_role("link", name="English").click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.page.goto(phone.page.url.replace("/en/", "/"))
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")


def test_the_screens_are_loaded_after_the_page_is_ready(context: BrowserContext, standing_server: Server) -> None:
    page = context.new_page()
    page.goto(standing_server.url + "/de/", wait_until="load")
    assert page.evaluate(ASKED_BEFORE_LOAD) <= 16


def _apart(one: dict[str, float], other: dict[str, float]) -> float:
    across = max(one["x"] - other["x"] - other["width"], other["x"] - one["x"] - one["width"])
    down = max(one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"])
    return max(across, down)
