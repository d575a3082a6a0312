"""An invented rest stop, whose tablet many use."""

from typing import Any

from playwright.sync_api import BrowserContext, ViewportSize, expect

from tests.browser.phone import Phone

TABLET: dict[str, Any] = {
    "viewport": ViewportSize(width=1280, height=800),
    "locale": "de-DE",
    "timezone_id": "Europe/Berlin",
    "bypass_csp": True,
}
PIN = "4711"
SITE: dict[str, Any] = {
    "slug": "rast",
    "name": "Erfundene Rast",
    "address": None,
    "phone": "0521 000-000",
    "side": "Nordseite",
    "road": "A2",
    "direction": "Hannover",
    "km": 341.5,
    "video_hours": None,
}


def open_tablet(context: BrowserContext, url: str) -> Phone:
    """The tablet of the rest stop, shared behind its PIN; the page's time stands under the test's hand."""
    opened = Phone.open(context, url, "/de/tablet")
    opened.call("database.js", "writeSetting", "site", SITE)
    opened.call("shared_tablet.js", "share", PIN)
    # A page whose time is held hides what it loaded.
    for module in ("outbox.js", "shift.js", "sync.js"):
        opened.module(module)
    opened.page.clock.install()
    opened.page.reload()
    expect(opened.page.get_by_text("Telefon: 0521 000-000")).to_be_visible()
    return opened
