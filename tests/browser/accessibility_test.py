"""axe finds nothing on the driver app's pages, light and dark. It sees some of the barriers; no page claims more."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from driverapp.config import PROJECT
from driverapp.driver.pages import PAGES, START
from tests.browser.phone import PHONE
from tests.servers import Server

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"


@pytest.fixture(params=SCHEMES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone in each colour scheme. The content policy is off for it: axe is no script of ours."""
    with browser.new_context(
        **PHONE, color_scheme=request.param, bypass_csp=True, service_workers="block", reduced_motion="reduce"
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", [START, *PAGES, "form"])
def test_no_barrier_on_a_page(page: Page, standing_server: Server, name: str) -> None:
    page.goto(f"{standing_server.url}/de/{'' if name == START else name}")
    assert _barriers(page) == []


def test_no_barrier_on_the_way_through_the_form(page: Page, standing_server: Server) -> None:
    page.goto(standing_server.url + "/de/form")
    page.get_by_label("Kilometer").fill("hinten")
    page.get_by_role("button", name="Meldung senden").click()
    assert _barriers(page) == []
    page.get_by_label("Kilometer").fill("423,5")
    page.get_by_label("Kennzeichen").fill("XX-YY 12")
    page.get_by_role("button", name="Meldung senden").click()
    assert _barriers(page) == []
    page.get_by_role("button", name="Meldung zurückziehen").click()
    assert _barriers(page) == []


def _barriers(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(RUN)
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
