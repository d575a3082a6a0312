"""The operator takes a language away from phones that use it."""

import signal
from collections.abc import Callable

import pytest

from tests.browser.phone import Phone
from tests.browser.worker_test import CACHED, UPDATE
from tests.mail.desk import set_up_on
from tests.servers import Server

pytestmark = pytest.mark.worker

TAKE_OVER = "async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage('take-over')"
OF_ITS_SHELL = "async () => (await caches.keys()).length === 2 && !(await caches.match('/pl/'))"


def test_a_phone_whose_language_goes_still_opens_without_network(
    server: Server, phone_at: Callable[[str], Phone]
) -> None:
    phone = phone_at(server.url)
    phone.page.goto(f"{server.url}/pl/")
    phone.poll(f"async () => (await ({CACHED})('/chosen-language')) === 'pl'", {})
    report = phone.save(text="stays")
    set_up_on(server, languages=("de", "en"))
    phone.page.evaluate(UPDATE)
    phone.poll("async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)", {})
    phone.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage('take-over')"
    )
    phone.poll(OF_ITS_SHELL, {})
    # Before any other page could choose another language.
    server.stop(signal.SIGKILL)
    phone.page.goto(f"{server.url}/")
    assert phone.page.locator("html").get_attribute("lang") == "de"
    assert phone.row(report["id"]) is not None
