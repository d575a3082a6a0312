"""Practice: an address of its own, framed, short; and what turns out to be real becomes a report that counts."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import Phone


def _practise(phone: Phone, chaos: Chaos) -> None:
    phone.page.goto(chaos.url + "/de/practice")
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    expect(phone.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()


@pytest.mark.worker
def test_practice_is_marked_offline_too_and_the_start_page_never_is(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    context.set_offline(True)
    _practise(phone, chaos)
    expect(phone.page.get_by_text("Übung – zählt nicht.")).to_be_visible()
    phone.page.goto(chaos.url + "/de/")
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    phone.wait_until("reports", 2)
    assert sorted(row["practice"] for row in phone.rows()) == [False, True]


@pytest.mark.worker
def test_a_call_from_practice_is_a_real_one(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.set_offline(True)
    _practise(phone, chaos)
    expect(phone.page.get_by_role("link", name="110 anrufen – echter Notruf")).to_be_visible()
    # Last: Chromium drops taps for a while after it opened a number.
    phone.page.locator(".calls a[href='tel:110']").click()
    phone.wait_until("calls", 1)
    [call] = phone.rows("calls")
    assert (call["fields"]["practice"], call["fields"]["report"]) == (False, None)


def test_what_is_practised_is_never_said_to_have_arrived(phone: Phone, chaos: Chaos) -> None:
    _practise(phone, chaos)
    [practised] = phone.rows()
    phone.wait_for(practised["id"], delivery="arrived")
    phone.page.evaluate("(id) => { location.hash = `state/${id}`; }", practised["id"])
    path = phone.page.locator("[data-path]")
    expect(path).to_contain_text("Übung – zählt nicht.")
    expect(path).not_to_contain_text("gelesen")
    expect(phone.page.get_by_text("Angekommen")).to_have_count(0)


def test_practice_ends_by_itself_after_ten_minutes(phone: Phone, chaos: Chaos) -> None:
    phone.page.clock.install()
    _practise(phone, chaos)
    phone.page.clock.fast_forward("10:01")
    expect(phone.page).to_have_url(chaos.url + "/de/")


def test_what_is_real_after_all_is_sent_anew_and_the_practice_goes(phone: Phone, chaos: Chaos) -> None:
    _practise(phone, chaos)
    [practised] = phone.rows()
    phone.wait_for(practised["id"], delivery="arrived")
    phone.page.evaluate("(id) => { location.hash = `text/${id}`; }", practised["id"])
    phone.page.get_by_label("In Ihren Worten").fill("Das brennt wirklich.")
    phone.page.get_by_role("button", name="Das ist echt – jetzt senden").click()
    expect(phone.page.get_by_label("In Ihren Worten")).to_have_value("Das brennt wirklich.")
    expect(phone.page.get_by_text("Übung – zählt nicht.")).to_have_count(0)
    [real] = [row for row in phone.rows() if row["id"] != practised["id"]]
    phone.wait_for(real["id"], delivery="arrived")
    assert (real["practice"], real["fields"]["text"]) == (False, "Das brennt wirklich.")
    assert real["reference"] != practised["reference"]
    assert phone.wait_for(practised["id"], delivery="withdrawn")["fields"] == {}


def test_what_was_practised_opens_in_its_frame_again(phone: Phone, chaos: Chaos) -> None:
    _practise(phone, chaos)
    [practised] = phone.rows()
    phone.page.goto(chaos.url + "/de/reports")
    expect(phone.page.get_by_role("link", name="Ansehen")).to_be_visible()
    ways = phone.page.locator("[data-deed='open'], [data-deed='amend']")
    for way, step in zip(ways.all(), ("state", "what"), strict=True):
        expect(way).to_have_attribute("href", f"/de/practice#{step}/{practised['id']}")
    phone.page.get_by_role("link", name="Ansehen").click()
    expect(phone.page.get_by_role("heading", name="So steht es um Ihre Meldung")).to_be_visible()
    expect(phone.page).to_have_url(f"{chaos.url}/de/practice#state/{practised['id']}")
    expect(phone.page.get_by_role("button", name="Das ist echt – jetzt senden")).to_be_visible()
    # An address that somebody kept leads there too.
    phone.page.goto(f"{chaos.url}/de/#what/{practised['id']}")
    expect(phone.page).to_have_url(f"{chaos.url}/de/practice#what/{practised['id']}")
