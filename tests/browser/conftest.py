"""Fixtures of the browser journeys: Chromium, a phone, and chaos before the server."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.browser.chaos import Chaos
from tests.browser.desk import add_account, sign_in
from tests.browser.phone import PHONE, Phone
from tests.browser.rest_stop import TABLET, open_tablet
from tests.servers import Server, run_server

ROADS = Path(__file__).parents[1] / "gazetteer" / "files"
# A microphone that beeps, allowed without asking.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", *MICROPHONE]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey, so that `make unit` goes without Chromium."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """The system's Chromium, without a desktop where it comes so (half the work), else Playwright's own."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        expect.set_options(timeout=60_000)
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all journeys; each opens contexts of its own."""
    with playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS) as running:
        yield running


@pytest.fixture(scope="session")
def standing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the journeys that do not kill it."""
    with run_server(tmp_path_factory.mktemp("standing") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def signed_in_state(browser: Browser, standing_server: Server) -> dict[str, Any]:
    """The cookies of a coordinator who came in by the front door."""
    with browser.new_context(locale="de-DE") as context:
        page = context.new_page()
        sign_in(page, standing_server, add_account(standing_server, "coordinator"))
        expect(page.get_by_role("heading", name="Meldungen")).to_be_visible()
        return dict(context.storage_state())


@pytest.fixture
def chaos(standing_server: Server) -> Iterator[Chaos]:
    """The way to the server, which a test can break. A new address each time, so nothing is remembered."""
    with Chaos(standing_server.url).running() as running:
        yield running


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The browser of a phone: its store and its tabs; with a worker for the tests that are marked `worker`.

    To install one takes as long as a whole journey: those go without that are not about what the phone keeps.
    """
    with browser.new_context(**PHONE, service_workers=_workers(request)) as opened:
        opened.set_default_timeout(60_000)
        yield opened


def _workers(request: pytest.FixtureRequest) -> Literal["allow", "block"]:
    return "allow" if request.node.get_closest_marker("worker") else "block"


Restart = Callable[[], AbstractContextManager[BrowserContext]]


@pytest.fixture
def restart(playwright: Playwright, chromium_path: str, tmp_path: Path) -> Restart:
    """Start a browser on a profile that stays: each call is the same phone, switched on again."""

    @contextmanager
    def start() -> Iterator[BrowserContext]:
        with playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium_path, args=ARGUMENTS, **PHONE
        ) as opened:
            opened.set_default_timeout(60_000)
            yield opened

    return start


@pytest.fixture
def phone_at(context: BrowserContext) -> Callable[[str], Phone]:
    """Open the driver app of a server in a new tab; where it has a worker, with that in charge."""
    return lambda url: Phone.open(context, url)


@pytest.fixture
def phone(chaos: Chaos, phone_at: Callable[[str], Phone]) -> Phone:
    """The driver app behind the chaos proxy."""
    return phone_at(chaos.url)


@pytest.fixture
def tablet(browser: Browser, standing_server: Server, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A shared tablet of an invented site; with a worker where a phone has one."""
    with browser.new_context(**TABLET, service_workers=_workers(request)) as opened:
        opened.set_default_timeout(60_000)
        yield open_tablet(opened, standing_server.url)


@pytest.fixture(scope="module")
def roads(standing_server: Server) -> None:
    """The invented motorway of the import's tests."""
    for name in ("overpass.json", "autobahn.json"):
        assert standing_server.command("gazetteer", "import", str(ROADS / name)).returncode == 0
