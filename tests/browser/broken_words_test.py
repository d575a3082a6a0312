"""No word of what is tapped, nor of a heading, is broken, also by a browser without a dictionary to divide it by."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.accessibility_after_tap_test import SCREENS
from tests.browser.matrix import SIZES, SOME_LANGUAGES
from tests.browser.phone import PHONE
from tests.servers import Server

TAPPED = ".button, .start a, .call, .saved"
READ_AT_ONCE = f"{TAPPED}, h1, h2, h3, summary, .field-label, .sentence"
# With type of twice the size, the longest words of headings are wider than a phone, which divides them if it can.
LOOKS = [
    (SIZES["phone"], READ_AT_ONCE),
    (SIZES["small"], READ_AT_ONCE),
    (ViewportSize(width=195, height=422), TAPPED),
]
# Words over more than one line. What is clipped is for ears alone; a soft hyphen shows where it divides.
BROKEN = r"""(selector) => {
  const lines = (node, { 0: word, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    return new Set([...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top))).size;
  };
  const found = new Set();
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const node = all.currentNode;
    const within = node.parentElement;
    const seen = within.checkVisibility() && getComputedStyle(within).clipPath === "none";
    if (!seen || !within.closest(selector)) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{M}\u00AD]{2,}/gu)) {
      if (!word[0].includes("\u00AD") && lines(node, word) > 1) found.add(word[0]);
    }
  }
  return [...found];
}"""


@pytest.mark.parametrize("lang", SOME_LANGUAGES)
def test_no_word_is_broken(browser: Browser, standing_server: Server, lang: str) -> None:
    url = f"{standing_server.url}/{lang}"
    with browser.new_context(**PHONE, service_workers="block", reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{url}/")
        found = _broken(page, "start")
        page.locator("[data-report]").click()
        found |= _broken(page, "driving")
        page.locator("[data-screen=driving] [data-go=ongoing]:visible").click()
        expect(page.locator("[data-screen=ongoing]")).to_be_visible()
        found |= _broken(page, "ongoing")
        report = page.url.rpartition("/")[2]
        for screen in SCREENS:
            found |= _broken_on(page, screen, report)
        for name in ("practice", "emergency", "checklists?target_group=truck"):
            page.goto(f"{url}/{name}")
            found |= _broken(page, name)
        assert {where: words for where, words in found.items() if words} == {}


def _broken_on(page: Page, screen: str, report: str) -> dict[str, Any]:
    page.evaluate("(hash) => { location.hash = hash; }", f"{screen}/{report}")
    shown = page.locator(f"[data-flow] [data-screen={screen}]")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("inert", value=False)
    more = shown.locator("[data-more]:visible")
    if more.count():
        more.click()
        expect(more).to_have_count(0)
    return _broken(page, screen)


def _broken(page: Page, name: str) -> dict[str, Any]:
    found = {}
    for size, read in reversed(LOOKS):
        page.set_viewport_size(size)
        found[f"{name} {size['width']}"] = page.evaluate(BROKEN, read)
    return found
