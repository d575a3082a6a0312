"""The screen for photos and voice memos: how somebody uses it."""

import re
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.phone import Phone

LIMIT = 600_000
MADE_SMALL = "Das Foto wird verkleinert."
HELD = "async () => (await navigator.locks.query()).held.map(({ name }) => name)"


def open_report(phone: Phone, **fields: Any) -> str:
    """Save a report and open its screen for media."""
    report: str = phone.save(**fields)["id"]
    phone.page.goto(re.sub(r"/de/.*", f"/de/#media/{report}", phone.page.url))
    expect(phone.page.get_by_role("button", name="Foto auswählen")).to_be_visible()
    return report


def choose(page: Page, raw: bytes) -> None:
    """Choose a photo and wait until it is there."""
    before = page.get_by_label("Ihr Foto").count()
    pick(page, raw, told=before > 0)
    expect(page.get_by_label("Ihr Foto")).to_have_count(before + 1)


def pick(page: Page, raw: bytes, *, told: bool = False) -> None:
    """Choose a photo, and do not wait for what becomes of it."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Foto auswählen").click()
        if not told:
            page.get_by_role("button", name="Verstanden").click()
    chooser.value.set_files(FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=raw))


def pick_slow(page: Page, raw: bytes) -> None:
    """As `_pick`, until the phone is at it."""
    pick(page, raw)
    expect(page.get_by_role("status").filter(has_text=MADE_SMALL)).to_be_visible()


def begin_voice(phone: Phone) -> None:
    """Record until two pieces lie on the phone."""
    phone.page.get_by_role("button", name="Sprachnotiz aufnehmen").click()
    phone.page.get_by_role("button", name="Verstanden").click()
    expect(phone.page.get_by_role("button", name="Aufnahme beenden")).to_be_visible()
    wait_for_media(phone, "(rows) => rows.some(({ kind, seconds }) => kind === 'voice' && seconds > 1.5)")


def wait_for_media(phone: Phone, condition: str) -> None:
    """Wait until the media of this phone are as a script says."""
    check = "async ({ module }) => (%s)((await (await import(module)).listReports()).flatMap(({ media }) => media))"
    phone.poll(check % condition, {"module": phone.module("outbox.js")})


def go_on(page: Page) -> None:
    """Go on to the next screen."""
    page.locator("section:visible").get_by_role("button", name="Weiter").click()
