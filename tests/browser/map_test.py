"""The map in a real browser: beside its list, by pointer and by keys, and told in words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.axe import barriers_in_both_schemes
from tests.browser.desk import add_account, send_report, sign_in
from tests.servers import Server, free_port

WITHIN_MS = 20_000
NORTH, SOUTH = {"lat": 52.3, "lon": 8.9, "accuracy_m": 900.0}, {"lat": 50.7, "lon": 7.1, "accuracy_m": 20.0}


@pytest.fixture
def desk(browser: Browser, signed_in_state: dict[str, Any]) -> Iterator[BrowserContext]:
    """A coordinator's browser, signed in."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(
        storage_state=signed_in_state,  # type: ignore[arg-type]
        viewport=size,  # type: ignore[arg-type]
        locale="de-DE",
        reduced_motion="reduce",
    ) as opened:
        opened.set_default_timeout(15_000)
        yield opened


@pytest.fixture
def complaints(desk: BrowserContext) -> list[str]:
    """What a browser complains of, the content policy included."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.append(message.text)

    desk.on("console", note)
    desk.on("weberror", lambda error: found.append(str(error.error)))
    return found


def opened(desk: BrowserContext, server: Server, query: str) -> Page:
    """The map of a list, with its reports."""
    page = desk.new_page()
    page.goto(f"{server.url}/office/map?{query}")
    expect(page.locator("[data-map-counts]")).to_contain_text("auf der Karte")
    return page


def test_rows_and_markers_show_each_other(desk: BrowserContext, standing_server: Server, complaints: list[str]) -> None:
    north = send_report(standing_server, category="vandalism", language="lt", position=NORTH)
    south = send_report(standing_server, category="vandalism", language="lt", position=SOUTH)
    placeless = send_report(standing_server, category="vandalism", language="lt")
    page = opened(desk, standing_server, "language=lt&category=vandalism")
    expect(page.locator("[data-map-counts]")).to_have_text("2 auf der Karte · 1 ohne Ort")
    expect(page.locator(f"#row-{placeless}")).to_be_visible()
    page.locator(f"#report-{north}").focus()
    expect(page.locator(".pin-halo")).to_have_count(1)
    page.locator(f"#row-{placeless}").hover()
    page.locator(f"#report-{placeless}").focus()
    expect(page.locator(".pin-halo")).to_have_count(0)
    markers = page.get_by_role("button", name=re.compile("Sachbeschädigung, Ort des Telefons"))
    expect(markers).to_have_count(2)
    shown = page.locator(".row-shown")
    markers.nth(0).focus()
    expect(shown).to_have_count(1)
    first = shown.get_attribute("id")
    markers.nth(1).focus()
    expect(shown).to_have_count(1)
    assert {first, shown.get_attribute("id")} == {f"row-{north}", f"row-{south}"}
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name="Sachbeschädigung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sachbeschädigung")
    assert complaints == []


def test_the_report_that_led_here_stands_open(
    desk: BrowserContext, standing_server: Server, complaints: list[str]
) -> None:
    near = {"lat": 50.80001, "lon": 7.2, "accuracy_m": 20.0}
    for position in (NORTH, near | {"lat": 50.80002}):
        send_report(standing_server, category="scouting", language="lt", position=position)
    wanted = send_report(standing_server, category="scouting", language="lt", position=near)
    page = desk.new_page()
    page.goto(f"{standing_server.url}/office/reports/{wanted}")
    way = page.get_by_role("link", name="Auf der Karte").get_attribute("href")
    page.goto(standing_server.url + str(way))
    told = page.locator('.leaflet-popup a[href^="/office/reports/"]')
    expect(told).to_have_attribute("href", re.compile(wanted))
    assert complaints == []


def test_a_group_opens_by_key_and_a_new_report_comes_by_itself(
    desk: BrowserContext, standing_server: Server, complaints: list[str]
) -> None:
    for step in range(3):
        send_report(standing_server, language="cs", position=NORTH | {"lat": 52.3 + step / 100})
    send_report(standing_server, language="cs", position=SOUTH)
    page = opened(desk, standing_server, "language=cs")
    group = page.get_by_role("button", name="3 Meldungen, davon 3 dauern an, Gruppe öffnen")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Ladungsdiebstahl, Ort des Telefons"))).to_have_count(3)
    send_report(standing_server, language="cs", position=NORTH | {"lat": 52.31, "lon": 8.91})
    expect(page.locator("[data-map-counts]")).to_have_text("5 auf der Karte", timeout=WITHIN_MS)
    assert complaints == []


@pytest.fixture
def dead_tiles(browser: Browser, standing_server: Server) -> Iterator[None]:
    """The installation with a tile server that does not answer."""
    with browser.new_context(locale="de-DE") as context:
        page = context.new_page()
        sign_in(page, standing_server, add_account(standing_server, "administrator"))
        _set_tiles(page, standing_server, f"http://127.0.0.1:{free_port()}/{{z}}/{{x}}/{{y}}.png")
        yield
        _set_tiles(page, standing_server, "")


def _set_tiles(page: Page, server: Server, address: str) -> None:
    page.goto(f"{server.url}/office/settings")
    page.get_by_label("Adresse der Kartenbilder").fill(address)
    page.get_by_label("Von wem die Karte ist").fill("Erfundene Karte" if address else "")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page).to_have_url(re.compile("saved=1"))


@pytest.mark.usefixtures("dead_tiles")
def test_without_an_answer_of_the_tile_server_the_neutral_ground_is_drawn(
    desk: BrowserContext, standing_server: Server
) -> None:
    send_report(standing_server, language="tr", position=NORTH)
    page = opened(desk, standing_server, "language=tr")
    expect(page.locator("[data-tiles]")).to_be_visible()
    expect(page.locator(".map-ground")).to_have_count(1)
    expect(page.locator(".label-town span").first).to_be_visible()


def test_the_map_can_be_passed_over(desk: BrowserContext, standing_server: Server) -> None:
    report_id = send_report(standing_server, language="hu", position=NORTH)
    page = opened(desk, standing_server, "language=hu")
    skip = page.get_by_role("link", name="Karte überspringen")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"#report-{report_id}")).to_be_focused()


def test_the_same_places_stand_in_a_table_also_without_javascript(
    browser: Browser, signed_in_state: dict[str, Any], standing_server: Server
) -> None:
    report_id = send_report(standing_server, language="bg", position=SOUTH)
    with browser.new_context(
        storage_state=signed_in_state,  # type: ignore[arg-type]
        java_script_enabled=False,
        locale="de-DE",
    ) as context:
        page = context.new_page()
        page.goto(f"{standing_server.url}/office/map?language=bg")
        expect(page.locator(f"#row-{report_id}")).to_be_visible()
        page.get_by_role("region", name="Karte der Meldungen").get_by_role("link", name="Als Tabelle").click()
        expect(page).to_have_url(re.compile(r"language=bg.*view=table|view=table.*language=bg"))
        row = page.locator(f"#row-{report_id}")
        expect(row).to_contain_text("km von ")
        expect(row).to_contain_text("50.70000, 7.10000 auf 20 m genau")


def test_no_barrier_on_the_map_with_its_markers(
    browser: Browser, signed_in_state: dict[str, Any], standing_server: Server
) -> None:
    for _ in range(2):
        send_report(standing_server, language="ro", position=NORTH)
    send_report(standing_server, language="ro", position=SOUTH)
    # The content policy is off for this browser: axe is no script of ours.
    with browser.new_context(
        storage_state=signed_in_state,  # type: ignore[arg-type]
        locale="de-DE",
        bypass_csp=True,
        reduced_motion="reduce",
    ) as context:
        page = opened(context, standing_server, "language=ro")
        page.get_by_text("Überblick").click()
        page.get_by_role("button", name=re.compile("Ladungsdiebstahl, Ort des Telefons")).first.click()
        expect(page.locator(".leaflet-popup")).to_be_visible()
        assert barriers_in_both_schemes(page) == []
