"""Blackening a photo by pointer and by keyboard; no barrier there and on the report's page."""

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


def _report_with_photo(server: Server) -> str:
    """The address of the office's page of a report with a photo."""
    report_id = str(uuid4())
    headers = {"Authorization": f"Bearer {new_secret()}"}
    address = f"{server.url}/api/v1/reports/{report_id}"
    httpx.put(address, json=report_body(ongoing=True, category="cargo_theft"), headers=headers).raise_for_status()
    kind = {"Content-Type": "image/jpeg"}
    picture_sent = httpx.put(f"{address}/media/{uuid4()}", content=photo(size=(600, 400)), headers=headers | kind)
    picture_sent.raise_for_status()
    return f"{server.url}/office/reports/{report_id}"


def _drag(page: Page, picture: Locator) -> None:
    """Draw over a photo from 10 % to 50 % across and from 10 % to 30 % down."""
    frame = picture.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.3)
    page.mouse.up()


def test_boxes_are_drawn_by_pointer_and_by_keyboard_and_burnt_into_a_copy(desk: Page, taking_photos: Server) -> None:
    desk.goto(_report_with_photo(taking_photos))
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
    expect(desk.get_by_text("Foto 1, geschwärzt").first).to_be_visible()
    assert barriers_in_both_schemes(desk) == []
    desk.goto(f"{taking_photos.url}/office/reports/new")
    assert barriers_in_both_schemes(desk) == []
