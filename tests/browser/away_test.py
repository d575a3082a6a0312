"""The way out: gone at once, nothing of it behind the back button, the draft saved. And dark at night."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import Phone

GROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(238, 241, 244)", "rgb(11, 15, 19)"


def _write(phone: Phone, words: str) -> str:
    report: str = phone.save()["id"]
    phone.page.evaluate("(id) => { location.hash = `text/${id}`; }", report)
    phone.page.get_by_label("In Ihren Worten").fill(words)
    return report


def _by_link(page: Page) -> None:
    page.get_by_role("link", name="Weg hier").click()


def _by_keyboard(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


@pytest.mark.worker
@pytest.mark.parametrize("leave", [_by_link, _by_keyboard])
def test_gone_at_once_and_back_leads_nowhere(
    phone: Phone, chaos: Chaos, context: BrowserContext, leave: Callable[[Page], None]
) -> None:
    report = _write(phone, "Er hat es gesehen.")
    context.set_offline(True)
    leave(phone.page)
    expect(phone.page).to_have_title("Kilometer und Tanken")
    words = phone.page.content().lower()
    assert not [word for word in ("polizei", "110", "melden", "meldung") if word in words]
    phone.page.go_back()
    expect(phone.page).to_have_url(chaos.url + "/de/away")
    phone.page.goto(chaos.url + "/de/")
    expect(phone.page.get_by_role("button", name="Verdächtiges melden")).to_be_visible()
    phone.wait_for(report)
    [row] = phone.rows()
    assert row["fields"]["text"] == "Er hat es gesehen."


def test_the_neutral_page_reckons(phone: Phone, chaos: Chaos) -> None:
    phone.page.goto(chaos.url + "/de/away")
    for label, value in (("Kilometer vorher", "1000"), ("Kilometer jetzt", "1250"), ("Getankte Liter", "62,5")):
        phone.page.get_by_label(label).fill(value)
    expect(phone.page.locator("[data-distance]")).to_have_text("250")
    expect(phone.page.locator("[data-consumption]")).to_have_text("25,0")


@pytest.mark.parametrize(("moment", "ground"), [("2026-11-22T21:00:00", DARK), ("2026-11-22T12:00:00", LIGHT)])
def test_it_is_dark_at_night_until_somebody_wants_it_otherwise(
    phone: Phone, chaos: Chaos, moment: str, ground: str
) -> None:
    phone.page.clock.install(time=moment)
    phone.page.goto(chaos.url + "/de/settings")
    assert phone.page.evaluate(GROUND) == ground
    phone.page.get_by_label("Nachts dunkel").uncheck()
    assert phone.page.evaluate(GROUND) == LIGHT
    phone.page.reload()
    assert phone.page.evaluate(GROUND) == LIGHT
