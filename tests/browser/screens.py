"""The screens after a tap and the lines of the emergency page, as a finger goes through them."""

from typing import Any

from playwright.sync_api import BrowserContext, Geolocation, Locator, Page, ViewportSize, expect

from tests.browser.phone import Phone

# A phone with type of twice the size: half as many pixels of the page on the same glass.
DOUBLE = ViewportSize(width=195, height=422)

CLEAR = """(part) => document.querySelector(part).getBoundingClientRect().top
  >= document.querySelector(".calls").getBoundingClientRect().bottom"""


def locate(context: BrowserContext, km: float, accuracy: float = 12) -> None:
    """On the invented A2, whose kilometres fall towards Hannover."""
    part = (330 - km) / 10
    context.grant_permissions(["geolocation"])
    context.set_geolocation(
        Geolocation(latitude=51.9950 + 0.05 * part, longitude=8.56 + 0.16 * part, accuracy=accuracy)
    )


def tap(phone: Phone) -> dict[str, Any]:
    """A report, and the first screen after its tap."""
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    phone.page.get_by_role("button", name="Jetzt ergänzen").click()
    expect(phone.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (report,) = phone.rows()
    return report


def tap_somewhere(phone: Phone) -> dict[str, Any]:
    """A report whose position has come."""
    phone.page.reload()
    report = tap(phone)
    phone.poll(
        "async ({ module, id }) => (await (await import(module)).getReport(id)).fields.position",
        {"module": phone.module("outbox.js"), "id": report["id"]},
    )
    return report


def open_screen(phone: Phone, screen: str) -> Page:
    """A screen of the only report, once it takes taps."""
    (report,) = phone.rows()
    phone.page.evaluate("(hash) => { location.hash = hash; }", f"{screen}/{report['id']}")
    shown = phone.page.locator(f"[data-screen={screen}]")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("inert", value=False)
    return phone.page


def press(page: Page, name: str) -> None:
    """Tap a button of the screen."""
    page.locator("section:visible").get_by_role("button", name=name, exact=True).click()


def fields_of(phone: Phone) -> dict[str, Any]:
    """What the phone holds of the only report."""
    (report,) = phone.rows()
    fields: dict[str, Any] = report["fields"]
    return fields


def said_at(phone: Phone, heading: str) -> dict[str, Any]:
    """What the phone holds once the next screen is there."""
    expect(phone.page.get_by_role("heading", name=heading)).to_be_visible()
    return fields_of(phone)


def open_line(page: Page, label: str) -> Locator:
    """A line of the emergency page, opened to be put right; its field."""
    page.locator(".fact summary", has_text=label).click()
    field = page.get_by_label(label, exact=True)
    # The line that opens puts what is known into its field first.
    expect(field).to_be_focused()
    return field


def seen_below_the_number(page: Page, *parts: str) -> None:
    """Each stands whole in sight, and not behind the bar with the number."""
    for part in parts:
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
        page.wait_for_function(CLEAR, arg=part)
