"""Checklists: the group is chosen once, ticks stay, and all of it works without network."""

import pytest
from playwright.sync_api import expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.phone import Phone


@pytest.mark.worker
def test_the_group_is_chosen_once_and_ticks_stay_offline(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    page.goto(chaos.url + "/de/checklists")
    page.get_by_role("link", name="Lkw").click()
    routine = page.locator("details", has_text="Lkw: Abfahrt, Rückkehr, Nachtruhe")
    routine.locator(":scope > summary").click()
    first = routine.get_by_role("checkbox").first
    first.check()
    phone.wait_until("ticks", 1)
    chaos.set(hang_up)
    page.goto(chaos.url + "/de/")
    page.get_by_role("link", name="Checklisten").click()
    expect(page.get_by_role("heading", name="Lkw: Was auffällt und was Sie tun")).to_be_visible()
    routine.locator(":scope > summary").click()
    expect(first).to_be_checked()
    expect(routine.get_by_role("checkbox").nth(1)).not_to_be_checked()


def test_self_protection_stands_first_and_a_draft_says_that_it_is_one(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    page.goto(chaos.url + "/de/checklists")
    page.get_by_role("link", name="Taxi und Mietwagen").click()
    expect(page.get_by_role("heading", level=3).first).to_have_text("Zuerst: Ihr Schutz")
    expect(page.get_by_text("Entwurf, noch nicht abgestimmt.").first).to_be_visible()
    expect(page.get_by_text("Bericht des Innenministeriums").first).to_be_visible()


@pytest.mark.matrix
def test_a_card_waits_under_its_title_and_has_nothing_to_tick(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    page.goto(chaos.url + "/de/checklists")
    page.get_by_role("link", name="Lkw").click()
    card = page.locator("details", has_text="110 anrufen: Was Sie sagen")
    expect(card.get_by_role("listitem").first).to_be_hidden()
    card.locator(":scope > summary").click()
    expect(card.get_by_role("listitem").first).to_be_visible()
    expect(card.get_by_role("checkbox")).to_have_count(0)


@pytest.mark.matrix
def test_another_group_can_be_chosen(phone: Phone, chaos: Chaos) -> None:
    page = phone.page
    page.goto(chaos.url + "/de/checklists")
    page.get_by_role("link", name="Lkw").click()
    page.get_by_role("button", name="Andere Gruppe").click()
    page.get_by_role("link", name="Bus und Bahn").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Bus")


@pytest.mark.worker
def test_what_was_never_loaded_says_so(phone: Phone, chaos: Chaos) -> None:
    phone.page.evaluate("() => caches.delete('driver-content')")
    chaos.set(hang_up)
    phone.page.goto(chaos.url + "/de/checklists")
    phone.page.get_by_role("link", name="Lkw").click()
    expect(phone.page.get_by_text("Die Checkliste ist noch nicht auf diesem Gerät.")).to_be_visible()
