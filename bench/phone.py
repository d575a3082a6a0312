"""What a slow phone takes: from the tap to "saved on this phone", and to start without network.

Each is measured beside the least that could be had on the same page at the same slowness: a single durable record for
the tap, a kept page without script for the start. Page and browser are slowed by the browser's own processor throttle,
which does not reach a worker's threads. Run it with `make bench`.
"""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.browser.phone import PHONE, Phone
from tests.servers import Server, run_server

ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
ROUNDS = 9
TAP_SLOWNESS, START_SLOWNESS = 6, 4

# From the finger until the frame that says it is drawn: whoever looks just before a frame finds what it will show, and
# comes again when it is done.
TAP = """() => new Promise((resolve) => {
  const report = document.querySelector("[data-report]");
  report.addEventListener("click", ({ timeStamp }) => {
    const said = () => {
      const words = document.querySelector("[data-saved-at]");
      if (!words.textContent || !words.offsetParent) return requestAnimationFrame(said);
      setTimeout(() => resolve(performance.now() - timeStamp));
    };
    requestAnimationFrame(said);
  }, { capture: true, once: true });
  report.click();
})"""

# One durable record and a frame: what no app on this phone could do faster.
BARE_TAP = """() => new Promise((resolve) => {
  const opening = indexedDB.open("bare", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("bare");
  opening.onsuccess = () => {
    const begun = performance.now();
    const transaction = opening.result.transaction("bare", "readwrite", { durability: "strict" });
    transaction.objectStore("bare").put("x".repeat(500), crypto.randomUUID());
    transaction.oncomplete = () => requestAnimationFrame(() => setTimeout(() => {
      opening.result.close();
      resolve(performance.now() - begun);
    }));
  };
})"""

# From the start of the navigation until the page is painted and takes the tap.
STARTED = """() => new Promise((resolve) => {
  const ready = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const report = document.querySelector("[data-report]");
    if (!paint || (report && report.getAttribute("role") !== "button")) return setTimeout(ready, 5);
    resolve(Math.max(paint.startTime, performance.now()));
  };
  ready();
})"""


def _slow(page: Page, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _taps(context: BrowserContext, url: str) -> Iterator[tuple[float, float]]:
    phone = Phone.open(context, url)
    _slow(phone.page, TAP_SLOWNESS)
    for _ in range(ROUNDS):
        # A fresh page each time, as somebody finds it; its screens are loaded once it is quiet.
        phone.page.goto(f"{url}/de/", wait_until="networkidle")
        yield phone.page.evaluate(BARE_TAP), phone.page.evaluate(TAP)


def _starts(start: Callable[[], BrowserContext], url: str) -> Iterator[tuple[float, float]]:
    for _ in range(ROUNDS):
        taken = []
        for path in ("/de/imprint", "/"):
            # The whole browser anew, as after a tap on the icon of an app that was not running.
            context = start()
            context.set_offline(True)
            page = context.new_page()
            _slow(page, START_SLOWNESS)
            page.goto(url + path, wait_until="commit")
            taken.append(page.evaluate(STARTED))
            context.close()
        yield taken[0], taken[1]


def _row(name: str, pairs: Iterator[tuple[float, float]]) -> None:
    bare, ours = zip(*pairs, strict=True)
    ratio = statistics.median(mine / least for least, mine in zip(bare, ours, strict=True))
    figures = (statistics.median(bare), statistics.median(ours), max(ours), ratio)
    print(f"{name:<44}" + "{:>9.0f}{:>11.0f}{:>9.0f}{:>8.2f}".format(*figures))


def _installed(playwright: Playwright, folder: Path) -> Callable[[], BrowserContext]:
    settings: dict[str, Any] = PHONE | {"executable_path": shutil.which("chromium"), "args": ARGUMENTS}
    return lambda: playwright.chromium.launch_persistent_context(folder, **settings)


def _measure(server: Server, folder: Path) -> None:
    print(f"{'a slow phone, milliseconds':<44}{'least':>9}{'driverapp':>11}{'worst':>9}{'ratio':>8}")
    with sync_playwright() as playwright:
        start = _installed(playwright, folder / "profile")
        context = start()
        _row(f'tap to "saved on this phone", {TAP_SLOWNESS}x slower', _taps(context, server.url))
        context.close()
        _row(f"start without network until a tap, {START_SLOWNESS}x slower", _starts(start, server.url))


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory(prefix="driverapp-bench-") as name, run_server(Path(name) / "data") as server:
        _measure(server, Path(name))


if __name__ == "__main__":
    main()
