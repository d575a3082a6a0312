"""Blackening a photo by pointer and keyboard; no barrier there and on the report's page, which keeps up with both."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import barriers_in_both_schemes
from tests.browser.desk import add_account, sign_in
from tests.factories import new_secret, report_body
from tests.samples import photo
from tests.servers import Server, run_server


@pytest.fixture(scope="module")
def taking_photos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator takes photos."""
    with run_server(tmp_path_factory.mktemp("redaction") / "data", OPERATOR="demo") as running:
        yield running


@pytest.fixture
def desk(browser: Browser, taking_photos: Server) -> Iterator[Page]:
    """A coordinator's page."""
    with browser.new_context(locale="de-DE") as opened:
        opened.set_default_timeout(60_000)
        page = opened.new_page()
        sign_in(page, taking_photos, add_account(taking_photos, "coordinator"))
        yield page


@pytest.fixture
def phone(taking_photos: Server) -> Iterator[httpx.Client]:
    """A phone that has sent a report; it sends further pieces of it by their path."""
    report = f"{taking_photos.url}/api/v1/reports/{uuid4()}/"
    with httpx.Client(base_url=report, headers={"Authorization": f"Bearer {new_secret()}"}) as client:
        body = report_body(ongoing=True, category="cargo_theft")
        client.put(report.rstrip("/"), json=body).raise_for_status()
        yield client


def _send_photo(phone: httpx.Client) -> None:
    kind = {"Content-Type": "image/jpeg"}
    phone.put(f"media/{uuid4()}", content=photo(size=(600, 400)), headers=kind).raise_for_status()


def _page(server: Server, phone: httpx.Client) -> str:
    """The address of the office's page of the phone's report."""
    return f"{server.url}/office/reports/{phone.base_url.path.rstrip('/').rpartition('/')[2]}"


def _drag(page: Page, picture: Locator) -> None:
    """Draw over a photo from 10 % to 50 % across and from 10 % to 30 % down."""
    frame = picture.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.3)
    page.mouse.up()


def _expect_the_copy_alone_on_paper(page: Page) -> None:
    """Nor anything of other reports."""
    copy = page.get_by_role("img", name="Foto 1, geschwärzt groß öffnen")
    similar = page.get_by_role("heading", name="Ähnliche Meldungen")
    expect(copy).to_be_visible()
    expect(similar).to_be_visible()
    page.emulate_media(media="print")
    expect(copy).to_be_visible()
    expect(page.get_by_role("img", name="Foto 1 groß öffnen")).to_be_hidden()
    expect(similar).to_be_hidden()
    page.emulate_media(media="screen")


def test_an_open_report_shows_what_its_reporter_adds_and_stays_while_it_is_read(
    desk: Page, taking_photos: Server, phone: httpx.Client
) -> None:
    desk.goto(_page(taking_photos, phone))
    facts = desk.locator("[data-part=facts]")
    phone.put(f"amendments/{uuid4()}", json={"vehicle": {"plate": "XX AB 12"}}).raise_for_status()
    _send_photo(phone)
    expect(facts).to_contain_text("XX AB 12")
    expect(desk.get_by_role("img", name="Foto 1 groß öffnen")).to_be_visible()
    desk.evaluate("getSelection().selectAllChildren(document.querySelector('[data-part=facts]'))")
    phone.put(f"amendments/{uuid4()}", json={"vehicle": {"plate": "XX CD 34"}}).raise_for_status()
    expect(desk.get_by_text("Inzwischen hat sich etwas geändert.")).to_be_visible()
    expect(facts).to_contain_text("XX AB 12")


def test_boxes_are_drawn_by_pointer_and_by_keyboard_and_burnt_into_a_copy(
    desk: Page, taking_photos: Server, phone: httpx.Client
) -> None:
    _send_photo(phone)
    desk.goto(_page(taking_photos, phone))
    desk.get_by_role("link", name="Schwärzen").click()
    picture = desk.get_by_alt_text("Das Foto der Meldung")
    expect(picture).to_be_visible()
    _drag(desk, picture)
    drawn = [float(desk.locator(f"[name={part}-1]").input_value()) for part in ("left", "top", "width", "height")]
    assert drawn == pytest.approx([10, 10, 40, 20], abs=1)
    desk.get_by_role("button", name="Kasten hinzufügen").click()
    expect(desk.get_by_role("button", name="Kasten 2")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator("[name=left-2]")).to_have_value("41")
    expect(desk.locator("[name=height-2]")).to_have_value("21")
    assert barriers_in_both_schemes(desk) == []
    desk.get_by_role("button", name="Geschwärzte Kopie speichern").click()
    _expect_the_copy_alone_on_paper(desk)
    assert barriers_in_both_schemes(desk) == []
    desk.goto(f"{taking_photos.url}/office/reports/new")
    assert barriers_in_both_schemes(desk) == []
