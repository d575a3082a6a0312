"""Where am I, what do I say: read out on the phone, and asked about afterwards."""

import re

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.phone import Phone

HERE = {"latitude": 51.5136, "longitude": 7.4653, "accuracy": 12}
RETURN = "() => document.dispatchEvent(new Event('visibilitychange'))"


def _open(phone: Phone, chaos: Chaos, lang: str = "de") -> None:
    phone.page.goto(f"{chaos.url}/{lang}/emergency")


def test_the_sentence_names_the_place_first_and_the_partnership_last(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(HERE)  # type: ignore[arg-type]
    _open(phone, chaos)
    expect(phone.page.locator("[data-coordinates]")).to_have_text("51,5136 Nord7,4653 Ost")
    expect(phone.page.locator("[data-fix]")).to_contain_text("auf 12 Meter genau")
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_contain_text("Mein Telefon zeigt: 51,5136 Nord, 7,4653 Ost.")
    last = re.compile(r"Ich weiß nicht genau.*Meldung aus der Partnerschaft.*Code \d{3} \d{3} \d", re.DOTALL)
    expect(sentence).to_have_text(last)


def test_without_a_position_the_page_says_so_and_calling_works(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos)
    expect(phone.page.get_by_text("Standort noch nicht bekannt. Sie können trotzdem anrufen.")).to_be_visible()
    expect(phone.page.get_by_role("link", name=re.compile("^110"))).to_be_in_viewport()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1280, 800)])
def test_both_numbers_are_in_reach_without_scrolling(phone: Phone, chaos: Chaos, size: tuple[int, int]) -> None:
    phone.page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    _open(phone, chaos)
    for number in ("110", "112"):
        link = phone.page.locator(f".calls a[href='tel:{number}']")
        expect(link).to_be_in_viewport(ratio=1)
    phone.page.get_by_text("Hilfe danach").scroll_into_view_if_needed()
    expect(phone.page.locator(".calls a[href='tel:110']")).to_be_in_viewport(ratio=1)


def test_the_code_that_was_read_out_is_the_code_that_is_noted(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos)
    code = phone.page.locator("[data-code]")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3} \d$"))
    phone.page.locator(".calls a[href='tel:110']").click()
    phone.wait_until("calls", 1)
    [call] = phone.rows("calls")
    assert call["fields"]["call_code"] == code.inner_text().replace(" ", "")


@pytest.mark.parametrize(
    ("answer", "outcome"), [("Ja", "spoke"), ("Nicht erreicht", "not_reached"), ("Nicht nötig", "not_needed")]
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


def test_the_page_is_there_without_network(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    _open(phone, chaos)
    expect(phone.page.get_by_text("Die App selbst alarmiert niemanden.")).to_be_visible()


def test_in_english_the_sentence_stays_german(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos, "en")
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_have_attribute("lang", "de")
    expect(sentence).to_contain_text("Ich spreche Englisch, wenig Deutsch.")
