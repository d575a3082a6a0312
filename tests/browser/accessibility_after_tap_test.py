"""axe finds nothing on the screens that only a script shows, in either language and colour scheme."""

import pytest
from playwright.sync_api import Browser, Page, expect

from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.browser.axe import SCHEMES, barriers
from tests.browser.matrix import PAIRWISE, Look
from tests.browser.phone import Phone
from tests.servers import Server

SCREENS = (
    "what",
    "place",
    "here",
    "earlier",
    "describe",
    "time",
    "vehicle",
    "colour",
    "plate",
    "direction",
    "text",
    "state",
)
# The question after a call lies over every page in the same way, but not yet over the sentence for the call.
BEHIND_A_SHEET = ("reports", "settings")
# What a tap on a screen shows in addition, and what of it takes the focus.
SHOWS_MORE = {
    "what": ("[data-more]", "button[data-answer]"),
    "here": ("[data-mend]", "input"),
    "time": ("[data-answer=other]", "input"),
    "plate": ("[data-answer=other]", "input"),
}


# The screens are the same in every size. Two looks with nothing in common share them; the long run has all for each.
AFTER_TAP = [
    *(pytest.param(look, SCREENS[turn::2], id=str(look)) for turn, look in enumerate(PAIRWISE[:2])),
    *(
        pytest.param(look, SCREENS, id=f"{look}-whole", marks=pytest.mark.matrix)
        for look in (Look(lang, scheme, "phone") for lang in DRIVER_LANGUAGES for scheme in SCHEMES)
    ),
]


@pytest.mark.parametrize(("look", "screens"), AFTER_TAP)
def test_no_barrier_after_a_tap_nor_beside_it(
    browser: Browser, standing_server: Server, look: Look, screens: tuple[str, ...]
) -> None:
    with look.open(browser, has_touch=True, is_mobile=True) as context:
        _visit(context.new_page(), standing_server, look.lang, screens)


def _visit(page: Page, server: Server, lang: str, screens: tuple[str, ...]) -> None:
    page.goto(f"{server.url}/{lang}/")
    page.locator("[data-report]").click()
    _expect_none(page, "driving")
    page.locator("[data-screen=driving] [data-go=ongoing]:visible").click()
    _expect_none(page, "ongoing")
    report = page.url.rpartition("/")[2]
    for screen in screens:
        page.evaluate("(hash) => { location.hash = hash; }", f"{screen}/{report}")
        _expect_none(page, screen)
        if screen in SHOWS_MORE:
            tapped, shown = SHOWS_MORE[screen]
            page.locator(f"[data-screen={screen}] {tapped}").click()
            # The page may scroll to it.
            expect(page.locator(f"[data-screen={screen}] {shown}:focus")).to_be_visible()
            _expect_none(page, screen)
    page.locator(".calls a[href='tel:110']").click()
    # Whoever calls leaves the page later than this test would.
    Phone(page).wait_until("calls", 1)
    for name in BEHIND_A_SHEET:
        page.goto(f"{server.url}/{lang}/{name}")
        expect(page.locator("[data-after-call]")).to_be_visible()
        assert barriers(page) == [], name
    page.goto(f"{server.url}/{lang}/checklists?target_group=truck")
    expect(page.locator(".folded").first).to_be_visible()
    assert barriers(page) == []


def _expect_none(page: Page, screen: str) -> None:
    shown = page.locator(f"[data-flow] [data-screen={screen}]")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("inert", value=False)
    assert barriers(page) == [], screen
