"""Driving: whoever moves is asked nothing, whoever stands at once; the speed goes nowhere, and a mere tap waits."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chaos import Chaos
from tests.browser.matrix import more
from tests.browser.phone import Phone

Move = Callable[[float | None], None]
# In the page itself: how long the test waits says nothing on a busy machine.
WATCH = """() => {
  const root = document.documentElement;
  let since;
  window.waited = new Promise((resolve) => {
    new MutationObserver(() => {
      if (root.dataset.motion === "asked") since ??= performance.now();
      else if (since !== undefined) resolve(performance.now() - since);
    }).observe(root, { attributeFilter: ["data-motion"] });
  });
}"""


@pytest.fixture
def move(phone: Phone, context: BrowserContext) -> Move:
    """Let the phone be somewhere, at a speed in metres a second; None where the device tells none."""
    context.grant_permissions(["geolocation"])
    devtools = context.new_cdp_session(phone.page)
    place = {"latitude": 51.5, "longitude": 7.4, "accuracy": 10}

    def at(speed: float | None) -> None:
        told = {} if speed is None else {"speed": speed}
        devtools.send("Emulation.setGeolocationOverride", place | told)

    return at


def _tap(page: Page) -> None:
    page.get_by_role("button", name="Verdächtiges melden").click()


def _expect_heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_whoever_moves_is_asked_nothing_and_the_speed_goes_nowhere(phone: Phone, move: Move, chaos: Chaos) -> None:
    move(25)
    _tap(phone.page)
    expect(phone.page.get_by_text("Ergänzen nur im Stand, Motor aus.")).to_be_visible()
    expect(phone.page.get_by_role("button", name="Jetzt ergänzen")).to_be_hidden()
    expect(phone.page.locator(".call")).to_be_in_viewport()
    chaos.wait_for("PUT", "/amendments/")
    sent = " ".join(str(request.body) for request in chaos.requests)
    assert "speed" not in sent + json.dumps(phone.rows() + phone.rows("settings"))
    phone.page.get_by_role("button", name="Ich fahre nicht selbst").click()
    _expect_heading(phone.page, "Passiert es noch?")


def test_whoever_stands_is_asked_at_once_and_back_leads_to_the_start(phone: Phone, move: Move) -> None:
    move(1)
    _tap(phone.page)
    _expect_heading(phone.page, "Passiert es noch?")
    phone.page.go_back()
    expect(phone.page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()


def test_without_a_speed_the_phone_says_so_after_four_seconds(phone: Phone, move: Move) -> None:
    move(None)
    phone.page.evaluate(WATCH)
    _tap(phone.page)
    _expect_heading(phone.page, "Gemerkt.")
    assert 3_900 < phone.page.evaluate("() => window.waited") < 6_000
    expect(phone.page.get_by_role("button", name="Jetzt ergänzen")).to_be_visible()
    phone.page.get_by_role("button", name="Später").click()
    expect(phone.page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()


@pytest.mark.parametrize("group", ["rest_stop", *more("dispatch")])
def test_who_never_drives_is_not_asked_whether(phone: Phone, move: Move, group: str) -> None:
    move(25)
    phone.call("database.js", "writeSetting", "target_group", group)
    _tap(phone.page)
    _expect_heading(phone.page, "Passiert es noch?")


def test_a_report_waits_on_the_start_page_until_its_last_screen(phone: Phone) -> None:
    page = phone.page
    _tap(page)
    page.get_by_role("button", name="Später").click()
    waiting = page.get_by_role("link", name="1 Meldung ergänzen")
    waiting.click()
    page.get_by_role("button", name="Nein", exact=True).click()
    page.get_by_role("button", name="Ladungsdiebstahl").click()
    _expect_heading(page, "Wo war es?")
    # What was closed half-way is opened again another time.
    page.goto(page.url.partition("#")[0] + "?again")
    waiting.click()
    page.get_by_role("button", name="Reicht so").click()
    _expect_heading(page, "So steht es um Ihre Meldung")
    page.get_by_role("button", name="Fertig").click()
    expect(page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()
    expect(waiting).to_be_hidden()


def _tap_sign(phone: Phone) -> None:
    """As a sign in a checklist is reported: saved with what it is, and on to the start page."""
    report = phone.save(category="cargo_theft")
    phone.page.evaluate("(id) => { location.hash = `driving/${id}`; }", report["id"])


def test_what_a_sign_began_while_driving_waits_and_so_does_what_is_put_off(phone: Phone, move: Move) -> None:
    move(25)
    page = phone.page
    waiting = page.get_by_role("link", name="1 Meldung ergänzen")
    _tap_sign(phone)
    _expect_heading(page, "Gemerkt.")
    # Whoever drives touches nothing; the app is opened again another time.
    page.goto(page.url.partition("#")[0] + "?again")
    waiting.click()
    page.get_by_role("button", name="Reicht so").click()
    _expect_heading(page, "So steht es um Ihre Meldung")
    page.go_back()
    page.get_by_role("button", name="Ich fahre – später").click()
    expect(waiting).to_be_visible()
