"""axe in the browser. It sees some of the barriers; no page claims more."""

from typing import Any, Literal

from playwright.sync_api import Page

from driverapp.config import PROJECT

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# Else a test of the light theme would see the dark one at night.
ALWAYS_AS_THE_DEVICE = "document.cookie = 'night=off; Path=/'"
# What a change of colours alone can bring.
OF_COLOUR = ("color-contrast", "link-in-text-block")
# Only what was found is asked for: without what passed, and without style sheets fetched anew, it takes half the time.
RUN = """(rules) => axe.run(document, {
  runOnly: rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
  selectors: false,
})"""

# A rule for the layout of something wins over what the browser does with `hidden`.
SHOWN = """() => [...document.querySelectorAll("[hidden]")]
  .filter((each) => getComputedStyle(each).display !== "none")
  .map((each) => `shown though hidden: ${each.outerHTML}`)"""


def barriers(page: Page, rules: tuple[str, ...] | None = None) -> list[str]:
    """What axe finds on a page, and what shows though it is hidden, a line each.

    The page's context has to be opened with `bypass_csp`.

    `rules`: only these; all for WCAG 2.2 AA, and what axe holds to be good practice, if none is named.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # What is half under the bar of 110 is scrolled away, not too small.
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    found: dict[str, Any] = page.evaluate(RUN, rules)
    shown: list[str] = [] if rules else page.evaluate(SHOWN)
    return shown + [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


def barriers_in_both_schemes(page: Page) -> list[str]:
    """As `barriers`, in the light and in the dark."""
    found = []
    for scheme in SCHEMES:
        # A colour on its way to another is none that anybody reads.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += barriers(page, None if scheme == SCHEMES[0] else OF_COLOUR)
    return found
