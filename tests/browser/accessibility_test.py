"""axe finds nothing on the driver app's pages, light and dark. It sees some of the barriers; no page claims more."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from driverapp.driver.pages import PAGES, START
from tests.browser.axe import ALWAYS_AS_THE_DEVICE, SCHEMES, barriers
from tests.browser.phone import PHONE
from tests.servers import Server


@pytest.fixture(params=SCHEMES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone in each colour scheme. The content policy is off for it: axe is no script of ours."""
    with browser.new_context(
        **PHONE, color_scheme=request.param, bypass_csp=True, service_workers="block", reduced_motion="reduce"
    ) as context:
        context.add_init_script(ALWAYS_AS_THE_DEVICE)
        yield context.new_page()


@pytest.mark.parametrize("name", [START, *PAGES, "form"])
def test_no_barrier_on_a_page(page: Page, standing_server: Server, name: str) -> None:
    page.goto(f"{standing_server.url}/de/{'' if name == START else name}")
    assert barriers(page) == []


def test_no_barrier_on_the_way_through_the_form(page: Page, standing_server: Server) -> None:
    page.goto(standing_server.url + "/de/form")
    page.get_by_label("Kilometer").fill("hinten")
    page.get_by_role("button", name="Meldung senden").click()
    assert barriers(page) == []
    page.get_by_label("Kilometer").fill("423,5")
    page.get_by_label("Kennzeichen").fill("XX-YY 12")
    page.get_by_role("button", name="Meldung senden").click()
    assert barriers(page) == []
    page.get_by_role("button", name="Meldung zurückziehen").click()
    assert barriers(page) == []
