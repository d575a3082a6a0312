"""The position in a real browser: asked for at the tap, kept with its error and age, and never waited for."""

import json
from datetime import UTC, datetime, timedelta

from playwright.sync_api import BrowserContext, Geolocation

from tests.browser.chaos import Chaos
from tests.browser.phone import Phone

ROUGH = Geolocation(latitude=51.512345678, longitude=7.0, accuracy=500)
WORSE = Geolocation(latitude=51.6, longitude=7.1, accuracy=400)
ELSEWHERE = Geolocation(latitude=51.53, longitude=7.0, accuracy=15)
BETTER = Geolocation(latitude=51.51, longitude=7.003, accuracy=12.4)

LISTEN = """async (module) => {
  globalThis.better = [];
  const { currentPosition } = await import(module);
  return currentPosition((position) => globalThis.better.push(position));
}"""
LATEST = "async ({ module, accuracy }) => (await import(module)).recentPosition()?.accuracy_m === accuracy"
NEVER = """
navigator.geolocation.watchPosition = () => 1;
navigator.geolocation.clearWatch = () => {};
"""


def test_first_fix_comes_at_once_and_only_a_much_better_one_nearby_follows(
    phone: Phone, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(ROUGH)
    first = phone.page.evaluate(LISTEN, phone.module("position.js"))
    assert (first["lat"], first["lon"], first["accuracy_m"]) == (51.512346, 7, 500)
    assert 0 <= first["age_s"] <= 60
    for fix in (WORSE, ELSEWHERE):
        context.set_geolocation(fix)
        phone.poll(LATEST, {"module": phone.module("position.js"), "accuracy": fix["accuracy"]})
    context.set_geolocation(BETTER)
    phone.page.wait_for_function("() => better.length > 0")
    assert [each["accuracy_m"] for each in phone.page.evaluate("better")] == [13]
    recent = phone.call("position.js", "recentPosition")
    assert (recent["lat"], recent["accuracy_m"]) == (51.51, 13)


def test_what_is_found_after_the_tap_is_not_called_fresh(phone: Phone, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(BETTER)
    # A page whose time is held hides what it loaded.
    phone.module("position.js")
    phone.page.clock.set_fixed_time(datetime.now(UTC) - timedelta(seconds=40))
    assert 39 <= phone.call("position.js", "currentPosition")["age_s"] <= 60


def test_refused_position_is_none_at_once(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    devtools = context.new_cdp_session(phone.page)
    denied = {"permission": {"name": "geolocation"}, "setting": "denied", "origin": chaos.url}
    devtools.send("Browser.setPermission", denied)
    assert phone.call("position.js", "currentPosition") is None
    assert phone.call("position.js", "recentPosition") is None


def test_tap_never_waits_for_the_position(chaos: Chaos, context: BrowserContext) -> None:
    context.add_init_script(NEVER)
    phone = Phone.open(context, chaos.url)
    phone.page.locator("[data-report]").click()
    phone.wait_until("reports", 1)
    [request] = chaos.wait_for("PUT")
    assert json.loads(request.body)["position"] is None


def test_fix_after_the_tap_amends_the_report(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(BETTER)
    phone.page.locator("[data-report]").click()
    [amendment, *_] = chaos.wait_for("PUT", "/amendments/")
    assert json.loads(amendment.body)["position"]["accuracy_m"] == 13
    [report] = phone.rows()
    phone.wait_for(report["id"], delivery="arrived", waiting=0)
