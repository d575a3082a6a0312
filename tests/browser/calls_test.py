"""Calls: noted when somebody taps on 110, and asked about afterwards."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.chaos import Chaos
from tests.browser.matrix import more
from tests.browser.phone import Phone

RETURN = "() => document.dispatchEvent(new Event('visibilitychange'))"
# What some time does to a call, without waiting for it.
AGE = """async ({ module, seconds }) => (await import(module)).write(["calls"], async (transaction) => {
  const calls = transaction.objectStore("calls");
  for (const call of await calls.getAll()) await calls.put({ ...call, createdAt: call.createdAt - seconds * 1000 });
})"""
DAY_S = 86_400


@pytest.mark.matrix
def test_the_code_that_was_read_out_is_the_code_that_is_noted(phone: Phone, chaos: Chaos) -> None:
    phone.page.goto(f"{chaos.url}/de/emergency")
    code = phone.page.locator("[data-code]")
    expect(code).to_have_text(re.compile(r"^\d \d \d – \d \d \d – \d$"))
    phone.page.locator(".calls a[href='tel:110']").click()
    phone.wait_until("calls", 1)
    [call] = phone.rows("calls")
    assert call["fields"]["call_code"] == re.sub(r"\D", "", code.inner_text())


@pytest.mark.parametrize(
    ("answer", "outcome"), [("Ja", "spoke"), *more(("Nicht erreicht", "not_reached"), ("Nicht nötig", "not_needed"))]
)
def test_on_return_one_tap_says_what_came_of_it(phone: Phone, answer: str, outcome: str) -> None:
    phone.page.locator(".calls a[href='tel:110']").click()
    phone.wait_until("calls", 1)
    phone.page.evaluate(RETURN)
    sheet = phone.page.get_by_role("region", name="Mit der Polizei gesprochen?")
    sheet.get_by_role("button", name=answer, exact=True).click()
    expect(sheet).to_be_hidden()
    phone.poll(
        "async ({ module, outcome }) => (await (await import(module)).lastCall()).fields.outcome === outcome",
        {"module": phone.module("outbox.js"), "outcome": outcome},
    )


def test_during_a_call_no_question_lies_over_the_sentence(phone: Phone, chaos: Chaos) -> None:
    earlier = phone.call("outbox.js", "saveCall", {"call_code": "1234566"})
    phone.call("outbox.js", "setCallOutcome", earlier["id"], "spoke")
    phone.page.evaluate(AGE, {"module": phone.module("database.js"), "seconds": DAY_S})
    phone.page.goto(f"{chaos.url}/de/emergency")
    phone.call("outbox.js", "saveCall", {"call_code": "6543216"})
    phone.call("calls.js", "offer")
    expect(phone.page.locator(".sheet:visible")).to_have_count(0)
    phone.page.evaluate(AGE, {"module": phone.module("database.js"), "seconds": 120})
    phone.page.evaluate(RETURN)
    expect(phone.page.get_by_role("region", name="Mit der Polizei gesprochen?")).to_be_visible()


@pytest.mark.matrix
def test_later_is_not_asked_again_at_once(phone: Phone) -> None:
    phone.page.locator(".calls a[href='tel:110']").click()
    phone.wait_until("calls", 1)
    phone.page.evaluate(RETURN)
    sheet = phone.page.locator("[data-after-call]")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Später").click()
    expect(sheet).to_be_hidden()
    phone.page.reload()
    phone.page.evaluate(RETURN)
    expect(phone.page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()
    expect(sheet).to_be_hidden()


def test_a_later_day_does_not_begin_right_after_midnight(phone: Phone) -> None:
    # A page whose time is held hides what it loaded.
    phone.module("outbox.js")
    evening = datetime(2026, 6, 1, 23, 50, tzinfo=ZoneInfo("Europe/Berlin"))
    phone.page.clock.set_system_time(evening)
    saved = phone.call("outbox.js", "saveCall", {"call_code": "1234566"})
    phone.call("outbox.js", "setCallOutcome", saved["id"], "spoke")
    for later, asked in ((timedelta(minutes=30), None), (timedelta(hours=7), saved["id"])):
        phone.page.clock.set_system_time(evening + later)
        call = phone.call("outbox.js", "callWithoutWait")
        assert (call and call["id"]) == asked


@pytest.mark.parametrize(("answer", "waiting"), [("Bis 30 Minuten", "up_to_30_min"), *more(("Nicht sagen", None))])
def test_on_a_later_day_the_wait_is_asked_about_once(
    phone: Phone, chaos: Chaos, answer: str, waiting: str | None
) -> None:
    # Saved past the link: Chromium drops taps for a while after it opened a telephone number.
    saved = phone.call("outbox.js", "saveCall", {"call_code": "1234566"})
    phone.call("outbox.js", "setCallOutcome", saved["id"], "spoke")
    sheet = phone.page.get_by_role("region", name="Wie lange haben Sie nach dem Anruf auf die Polizei gewartet?")
    phone.page.evaluate(RETURN)
    expect(sheet).to_be_hidden()
    phone.page.evaluate(AGE, {"module": phone.module("database.js"), "seconds": DAY_S})
    phone.page.reload()
    sheet.get_by_role("button", name=answer).click()
    expect(sheet).to_be_hidden()
    phone.poll(
        "async ({ module }) => (await (await import(module)).callWithoutWait()) === undefined",
        {"module": phone.module("outbox.js")},
    )
    [call] = phone.rows("calls")
    assert call["fields"].get("waiting") == waiting
    phone.page.evaluate(RETURN)
    expect(sheet).to_be_hidden()
