"""What an app carries into itself, reads from a poster and shows on its icon."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.phone import PHONE, Phone
from tests.servers import Server

# Chromium on a test machine has no reader of codes and no icon to put a number on; a phone has both.
READER = """(text) => {
  globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect(picture) { return picture.videoWidth ? [{ rawValue: text }] : []; }
  };
}"""
ICON = """() => {
  navigator.setAppBadge = async (number) => { globalThis.badge = number; };
  navigator.clearAppBadge = async () => { globalThis.badge = 0; };
}"""

# What else the phone writes may come before the answer.
BUSY = """() => new Promise((resolve) => {
  const opening = indexedDB.open("driver");
  opening.onsuccess = () => {
    const settings = opening.result.transaction("settings", "readwrite").objectStore("settings");
    const end = Date.now() + 500;
    const goOn = () => {
      settings.get("nothing").onsuccess = () => Date.now() < end && goOn();
    };
    goOn();
    resolve();
  };
})"""

KEPT_PATHS = """async () => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith("driver-shell-"));
  return (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname);
}"""
STARTS_AT = """async () => (await (await fetch(document.querySelector("link[rel=manifest]").href)).json()).start_url"""


# Once for its server: the tests of a module may come back to a process that has left it.
@pytest.fixture(scope="session")
def code(standing_server: Server) -> str:
    """The enrolment code of an invented association."""
    standing_server.command("associations", "add", "erfunden-verladen", "Erfundener Ladeverband", "--staff", "400")
    added = standing_server.command("enrolment", "add", "--association", "erfunden-verladen", "--target-group", "truck")
    assert added.returncode == 0, added.stderr
    return added.stdout.split()[0]


def _open_with(page: Page, chaos: Chaos, code: str) -> None:
    page.goto(f"{chaos.url}/?join={code}")


@pytest.mark.worker
def test_an_app_that_carries_a_code_asks_once_and_keeps_nothing_unasked(phone: Phone, chaos: Chaos, code: str) -> None:
    page = phone.page
    _open_with(page, chaos, code)
    expect(page.get_by_text("400 Menschen")).to_be_visible()
    assert "enrolment" not in str(phone.rows("settings"))
    page.evaluate(BUSY)
    page.locator("[data-join-not]").click()
    expect(page.get_by_text("Verdächtiges melden")).to_be_visible()
    _open_with(page, chaos, code)
    phone.await_worker()
    expect(page.get_by_text("Verdächtiges melden")).to_be_visible()
    assert phone.save()["fields"]["enrolment"] is None
    assert "/join/" not in page.url


@pytest.mark.worker
def test_a_poster_read_first_brings_the_pages_of_the_phones_own_language(
    browser: Browser, chaos: Chaos, code: str
) -> None:
    with browser.new_context(**PHONE | {"locale": "pl-PL"}) as context:
        page = context.new_page()
        page.goto(f"{chaos.url}/join/{code}")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        kept = page.evaluate(KEPT_PATHS)
        assert "/pl/" in kept
        assert "/ar/" not in kept
        assert "/de/" not in kept


def test_a_kept_code_goes_along_into_the_installed_app(phone: Phone, chaos: Chaos, code: str) -> None:
    page = phone.page
    page.goto(f"{chaos.url}/join/{code}")
    kept = page.get_by_text("Der Code liegt nur auf diesem Telefon.")
    expect(kept).to_be_hidden()
    page.get_by_role("button", name="Code behalten").click()
    expect(kept).to_be_visible()
    expect(page.get_by_role("link", name="Ohne Code weiter")).to_be_hidden()
    page.goto(f"{chaos.url}/de/")
    expect(page.locator(f"link[rel=manifest][href$='&join={code}']")).to_have_count(1)
    assert page.evaluate(STARTS_AT) == f"/?join={code}"


def test_a_code_says_which_other_one_it_replaces(phone: Phone, chaos: Chaos, code: str) -> None:
    page = phone.page
    before = {"code": "OLD23456", "association": "Erfundener Altverband", "target_group": "taxi", "group_size": 40}
    replaced = page.get_by_text("Ersetzt den bisherigen Code")
    page.goto(f"{chaos.url}/join/{code}")
    phone.call("enrolment.js", "keepEnrolment", {**before, "site": None})
    page.reload()
    expect(replaced).to_be_visible()
    expect(page.get_by_text("Erfundener Altverband · OLD23456")).to_be_visible()
    expect(page.get_by_role("link", name="Beim bisherigen Code bleiben")).to_be_visible()
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("Der Code liegt nur auf diesem Telefon.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Code behalten")).to_be_visible()
    expect(replaced).to_be_hidden()


def test_a_code_is_read_from_a_poster_and_the_camera_goes_off(
    context: BrowserContext, chaos: Chaos, phone: Phone, code: str
) -> None:
    context.add_init_script(f"({READER})('https://report.example/join/{code}')")
    page = phone.page
    page.goto(f"{chaos.url}/de/settings")
    page.locator("[data-scan-start]").click()
    expect(page.get_by_text(f"Gelesen: {code}.")).to_be_visible()
    expect(page.get_by_label("Code", exact=True)).to_have_value(code)
    expect(page.locator("[data-scan-picture]")).to_be_hidden()
    assert page.locator("[data-scan-picture]").evaluate("(picture) => picture.srcObject") is None
    page.get_by_role("button", name="Code behalten").click()
    expect(page.get_by_text("400 Menschen")).to_be_visible()
    assert "enrolment" not in str(phone.rows("settings"))


def test_the_icon_bears_the_number_of_what_was_not_sent(context: BrowserContext, chaos: Chaos, phone: Phone) -> None:
    context.add_init_script(f"({ICON})()")
    page = phone.page
    page.reload()
    chaos.set(hang_up, on="/api/")
    saved = [phone.save(), phone.save()]
    page.wait_for_function("() => globalThis.badge === 2")
    chaos.heal()
    phone.send()
    for report in saved:
        phone.wait_for(report["id"], delivery="arrived")
    page.wait_for_function("() => globalThis.badge === 0")
