"""axe finds nothing on the office's pages, light and dark, at a desk and on a phone."""

from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.axe import OF_COLOUR, SCHEMES, Scheme, barriers
from tests.browser.desk import add_account, send_report, sign_in
from tests.servers import Server

PAGES = {
    "coordinator": (
        "inbox",
        "inbox?tab=taps",
        "inbox?reference=A3BYZDPV1BB",
        "map",
        "map?view=table",
        "series",
        "figures",
        "call-codes",
        "own",
    ),
    "administrator": (
        "first-steps",
        "help",
        "associations",
        "people",
        "people/invite",
        "guidance/parties",
        "audit",
        "policy",
    ),
    "analyst": ("figures", "guidance/reach"),
    "partner": ("figures/own", "guidance/reach/own"),
    "approver": ("guidance",),
    "editor": ("guidance", "guidance/new", "guidance/observe-truck", "guidance/feedback"),
}
SIZES: dict[Scheme, ViewportSize] = {
    "light": ViewportSize(width=1440, height=900),
    "dark": ViewportSize(width=390, height=844),
}
# What a change of colours and size can bring.
OF_LOOKS = (*OF_COLOUR, "target-size", "scrollable-region-focusable")


@pytest.mark.parametrize("role", PAGES)
def test_no_barrier_on_a_page(browser: Browser, standing_server: Server, role: str) -> None:
    # The content policy is off for this browser: axe is no script of ours.
    with browser.new_context(locale="de-DE", bypass_csp=True, reduced_motion="reduce") as opened:
        page = opened.new_page()
        if role == "coordinator":
            page.goto(f"{standing_server.url}/office/sign-in")
            _expect_none(page)
        sign_in(page, standing_server, add_account(standing_server, role, *_association(standing_server, role)))
        for name in PAGES[role]:
            page.goto(f"{standing_server.url}/office/{name}")
            _expect_none(page)
        if role == "coordinator":
            _visit_a_report(page, standing_server)
        if role == "partner":
            _keep_association(page)
        if role == "editor":
            _write_guidance(page)
        if role == "administrator":
            page.get_by_role("button", name="Vorschau ansehen").click()
            _expect_none(page)


def _expect_none(page: Page) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES[scheme])
        # Names and roles are the same in either.
        assert barriers(page, None if scheme == SCHEMES[0] else OF_LOOKS) == [], (page.url, scheme)


def _association(server: Server, role: str) -> tuple[str, ...]:
    if role != "partner":
        return ()
    slug = f"erfunden-{uuid4().hex[:8]}"
    added = server.command("associations", "add", slug, "Erfundener Verband")
    assert added.returncode == 0, added.stderr
    return ("--association", slug)


def _keep_association(page: Page) -> None:
    page.get_by_role("link", name="Unser Verband", exact=True).click()
    page.get_by_role("link", name="Standort anlegen").click()
    page.get_by_role("button", name="Standort anlegen").click()
    _expect_none(page)
    page.get_by_label("Name").fill("Erfundene Rast")
    page.get_by_role("button", name="Standort anlegen").click()
    page.get_by_role("button", name="Code erstellen").click()
    _expect_none(page)
    page.get_by_role("link", name="Erfundener Verband").click()
    _expect_none(page)
    page.get_by_role("link", name="Zahlen und Verlauf").click()
    page.get_by_label("Beschäftigte").fill("120")
    page.get_by_role("button", name="Eintragen").click()
    _expect_none(page)


def _write_guidance(page: Page) -> None:
    page.goto(f"{page.url.partition('/office/')[0]}/office/guidance/observe-truck")
    page.get_by_role("button", name="Neue Fassung schreiben").click()
    page.get_by_role("link", name="العربية").click()
    page.get_by_label("dunkel").check()
    _expect_none(page)


def _visit_a_report(page: Page, server: Server) -> None:
    report_id = send_report(server, text="Erfunden.")
    page.goto(f"{server.url}/office/reports/{report_id}")
    _expect_none(page)
    page.get_by_role("button", name="Als gelesen markieren").click()
    _expect_none(page)
    page.goto(f"{server.url}/office/reports/{report_id}?hold=missing")
    _expect_none(page)
    page.locator("#hold").get_by_label("Aktenzeichen").fill("12 UJs 345/26")
    page.get_by_role("button", name="Festhalten").click()
    _expect_none(page)
