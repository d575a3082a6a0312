"""Pages with a form ask before what was written there is lost."""

from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.desk import add_account, sign_in
from tests.servers import Server


@pytest.mark.parametrize("role", ["administrator", "editor"])
def test_a_half_written_form_is_not_left_without_a_question(
    browser: Browser, standing_server: Server, role: str
) -> None:
    with browser.new_context(locale="de-DE") as opened:
        opened.set_default_timeout(15_000)
        page = opened.new_page()
        sign_in(page, standing_server, add_account(standing_server, role))
        address = f"{standing_server.url}/office"
        for path, label in _written(standing_server, role, page):
            _leave(opened, f"{address}/{path}", label)
        if role == "administrator":
            _leave_the_preview(page, address)


def _written(server: Server, role: str, page: Page) -> list[tuple[str, str]]:
    slug = f"erfunden-{uuid4().hex[:8]}"
    if role == "editor":
        page.goto(f"{server.url}/office/guidance/new")
        page.get_by_label("Titel auf Deutsch").fill(slug)
        page.get_by_role("button", name="Weiter zum Text").click()
        expect(page.get_by_role("heading", name="Text schreiben")).to_be_visible()
        return [("guidance/new", "Titel auf Deutsch"), (f"guidance/{slug}/frame", "Gilt bis einschließlich")]
    server.command("associations", "add", slug, "Erfundener Verband")
    own = f"associations/{slug}"
    return [
        ("settings", "Warum diese Änderung?"),
        ("policy", "Warum diese Änderung?"),
        ("associations", "Name"),
        (own, "Name"),
        (f"{own}/new-site", "Name"),
        (f"{own}/staff", "Woher kommt die Zahl?"),
    ]


def _leave(opened: BrowserContext, address: str, label: str) -> None:
    page = opened.new_page()
    page.goto(address)
    page.locator("details").evaluate_all("folded => folded.forEach(each => { each.open = true; })")
    field = page.get_by_label(label, exact=True)
    written = "2027-01-01" if label.startswith("Gilt") else "Halb geschrieben"
    field.fill(written)
    asked = _asked(page)
    page.get_by_role("link", name="Mein Zugang").click()
    expect(field).to_have_value(written)
    assert asked == ["beforeunload"], address
    page.close()


def _leave_the_preview(page: Page, address: str) -> None:
    page.goto(f"{address}/policy")
    page.get_by_label("Warum diese Änderung?").fill("Halb geschrieben")
    page.get_by_role("button", name="Vorschau ansehen").click()
    asked = _asked(page)
    page.get_by_role("link", name="Mein Zugang").click()
    expect(page.get_by_role("heading", name="Vorschau der Richtlinie")).to_be_visible()
    assert asked == ["beforeunload"]


def _asked(page: Page) -> list[str]:
    """What the page asks from now on; each time the answer is to stay."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked
