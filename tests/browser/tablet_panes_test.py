"""What the two panes of the rest stop's tablet show and hold, however much is open in them."""

from playwright.sync_api import expect

from tests.browser.phone import Phone

OPEN_ALL = "lists => lists.querySelectorAll('details').forEach((each) => (each.open = true))"


def _leave_reports(tablet: Phone, count: int) -> None:
    """Report, and leave it, more than once."""
    page = tablet.page
    for number in range(1, count + 1):
        page.locator("[data-report]").click()
        expect(page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
        page.evaluate("location.hash = ''")
        # A second tap is a second report only after a moment.
        page.clock.fast_forward(5_000)
        expect(page.locator("[data-tasks] li")).to_have_count(number)
        expect(page.locator("[data-clocks] li")).to_have_count(number)


def test_the_page_scrolls_nowhere_however_much_is_open(tablet: Phone) -> None:
    page = tablet.page
    _leave_reports(tablet, 3)
    lists = page.locator("[data-shift-checklist]")
    expect(lists.locator("details").first).to_be_visible()
    lists.evaluate(OPEN_ALL)
    assert page.locator(".tablet-right").evaluate("pane => pane.scrollHeight > 3 * innerHeight")
    assert page.evaluate("document.documentElement.scrollHeight") == 800
