"""The browser is killed like a phone whose battery is pulled; what was saved is still there, without any network."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.phone import Phone
from tests.servers import Server

Start = Callable[[], AbstractContextManager[BrowserContext]]


@pytest.fixture
def doomed(playwright: Playwright, chromium_path: str, tmp_path: Path) -> Start:
    """Start a browser on a profile that stays, and end it by SIGKILL."""
    command = [
        chromium_path,
        *ARGUMENTS,
        "--headless=new",
        "--remote-debugging-port=0",
        "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}",
        "about:blank",
    ]

    @contextmanager
    def start() -> Iterator[BrowserContext]:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
            assert process.stderr is not None
            address = next(line.split()[-1] for line in process.stderr if line.startswith("DevTools listening on"))
            # A full pipe would stop the browser.
            reader = Thread(target=process.stderr.read)
            reader.start()
            opened = playwright.chromium.connect_over_cdp(address)
            try:
                yield opened.contexts[0]
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                reader.join()

    return start


def test_report_survives_the_death_of_the_browser_and_a_cold_start_offline(server: Server, doomed: Start) -> None:
    with doomed() as context:
        phone = Phone.open(context, server.url)
        server.stop(signal.SIGKILL)
        report = phone.save(text="kept")
        assert phone.amend(report["id"], category="cargo_theft")
    with doomed() as context:
        phone = Phone.open(context, server.url)
        row = phone.row(report["id"])
        assert row is not None
        assert (row["body"], row["fields"]["category"]) == (report["body"], "cargo_theft")
        assert phone.call("outbox.js", "countUnsent") == 1
        server.start()
        phone.send()
        phone.wait_for(report["id"], delivery="arrived", waiting=0)


def test_browser_that_dies_while_sending_sends_again(server: Server, doomed: Start) -> None:
    with doomed() as context:
        phone = Phone.open(context, server.url)
        # The connection is taken and never answered.
        os.killpg(server.pid, signal.SIGSTOP)
        with phone.page.expect_request(lambda request: request.method == "PUT"):
            report = phone.save(text="half way")
    os.killpg(server.pid, signal.SIGCONT)
    with doomed() as context:
        phone = Phone.open(context, server.url)
        phone.wait_for(report["id"], delivery="arrived")
