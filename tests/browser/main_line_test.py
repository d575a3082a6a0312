"""The main job: one tap while the server is dead, one report, worked by a coordinator, told to the phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.desk import add_account, sign_in
from tests.browser.phone import Phone
from tests.servers import Server, run_server

pytestmark = pytest.mark.worker

# Long enough to see that the office does not see the report yet; the list follows within five seconds.
UNDO_SECONDS = "8"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Server]:
    """An installation of its own, which the test stops and starts."""
    with run_server(tmp_path / "data", READING_HOURS="0-24", UNDO_SECONDS=UNDO_SECONDS) as running:
        yield running


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """The browser at a coordinator's desk."""
    with browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE") as opened:
        opened.set_default_timeout(60_000)
        yield opened


def test_one_tap_on_a_dead_network_reaches_the_coordinator_and_comes_back_as_closed(
    installation: Server, context: BrowserContext, desk: BrowserContext
) -> None:
    inbox = desk.new_page()
    sign_in(inbox, installation, add_account(installation, "coordinator"))
    expect(inbox.get_by_role("heading", name="Meldungen")).to_be_visible()
    phone = Phone.open(context, installation.url).page

    installation.stop()
    _report_cargo_theft(phone)
    expect(phone.get_by_text("Noch nicht gesendet – liegt auf diesem Gerät").first).to_be_visible()

    installation.start()
    phone.goto(f"{installation.url}/de/reports")
    expect(phone.get_by_text(re.compile(r"Angekommen \d\d:\d\d")).first).to_be_visible()

    row = inbox.get_by_role("link", name="Ladungsdiebstahl")
    expect(row).to_have_count(0)
    expect(row).to_have_count(1)

    row.click()
    expect(inbox.get_by_role("region", name="Angaben")).to_contain_text("Rastplatz Erfunden Nord")
    inbox.get_by_role("button", name="Als gelesen markieren").click()
    phone.reload()
    expect(phone.get_by_text(re.compile(r"Gelesen \d\d:\d\d")).first).to_be_visible()

    _hand_over_and_close(inbox)
    phone.reload()
    expect(phone.get_by_text("Abgeschlossen").first).to_be_visible()

    inbox.goto(f"{installation.url}/office/figures")
    expect(inbox.get_by_role("main")).to_contain_text("1")


def _hand_over_and_close(inbox: Page) -> None:
    inbox.get_by_label("Empfangende Dienststelle").fill("Polizeiwache Erfunden")
    inbox.get_by_role("button", name="An die Polizei übergeben").click()
    inbox.get_by_label("Was daraus wurde").select_option("police_acted")
    inbox.get_by_role("button", name="Abschließen").click()


def _report_cargo_theft(phone: Page) -> None:
    phone.get_by_role("link", name="Verdächtiges melden").or_(
        phone.get_by_role("button", name="Verdächtiges melden")
    ).click()
    # No position, so nobody knows whether the phone moves.
    phone.get_by_role("button", name="Jetzt ergänzen").click()
    phone.get_by_role("button", name="Nein", exact=True).click()
    phone.get_by_role("button", name="Ladungsdiebstahl").click()
    phone.get_by_role("button", name="Beschreiben").click()
    phone.get_by_label("Ort in Worten").fill("Rastplatz Erfunden Nord")
    phone.get_by_role("button", name="Reicht so").click()
