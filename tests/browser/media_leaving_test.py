"""What was taken is kept for its report, whoever goes on or closes the page while it is not whole yet."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.chaos import Chaos
from tests.browser.media_screen import (
    HELD,
    LIMIT,
    MADE_SMALL,
    begin_voice,
    go_on,
    open_report,
    pick,
    pick_slow,
    wait_for_media,
)
from tests.browser.phone import Phone
from tests.samples import noise
from tests.servers import Server, run_server

UNREADABLE = "Dieses Bild kann das Gerät nicht lesen."
# The microphone as it is, and the test sees when it was closed again.
KEPT_STREAM = """() => {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => (window.stream = await open(wanted));
}"""


@pytest.fixture(scope="module")
def standing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator takes photos and voice memos."""
    with run_server(tmp_path_factory.mktemp("media") / "data", OPERATOR="demo") as running:
        yield running


@pytest.fixture(scope="module")
def slow() -> bytes:
    """A photo with which every phone is busy for a while."""
    return noise((4000, 3000))


def test_a_photo_stays_with_its_report_whatever_is_opened_while_it_is_made_small(phone: Phone, slow: bytes) -> None:
    page = phone.page
    other = phone.save()["id"]
    report = open_report(phone)
    pick_slow(page, slow)
    expect(page.locator("[data-taken]")).to_have_attribute("aria-busy", "true")
    go_on(page)
    page.evaluate("(id) => { location.hash = `media/${id}`; }", other)
    expect(page.get_by_role("heading", name="Foto oder Sprachnotiz?")).to_be_focused()
    # What another report's photo does is told on its own screen.
    expect(page.get_by_text(MADE_SMALL)).to_have_count(0)
    wait_for_media(phone, "(rows) => rows.length && rows.every(({ delivery }) => delivery !== 'recording')")
    [medium] = phone.rows("media")
    assert (medium["report"], medium["delivery"]) == (report, "saved")
    assert 0 < medium["size"] <= LIMIT
    expect(page.get_by_label("Ihr Foto")).to_have_count(0)


def test_a_photo_is_told_when_it_is_there_and_the_focus_stays(phone: Phone, slow: bytes) -> None:
    page = phone.page
    open_report(phone)
    pick_slow(page, slow)
    expect(page.get_by_role("button", name="Foto auswählen")).to_be_focused()
    told = page.locator("[data-screen=media] [role=status]").first
    expect(told).to_have_text("Ihr Foto: Wird gesendet, wenn Sie auf „Weiter“ tippen.")
    expect(page.get_by_label("Ihr Foto")).to_be_visible()
    expect(page.locator("[data-taken]")).to_have_attribute("aria-busy", "false")


def test_the_language_changes_once_a_photo_is_small_and_a_memo_whole(phone: Phone, slow: bytes) -> None:
    page = phone.page
    open_report(phone)
    begin_voice(phone)
    page.get_by_role("button", name="Aufnahme beenden").click()
    expect(page.get_by_label("Sprachnotiz, 0:0")).to_be_visible()
    pick_slow(page, slow)
    page.get_by_role("button", name="Sprachnotiz aufnehmen").click()
    wait_for_media(phone, "(rows) => rows.some(({ delivery, seconds }) => delivery === 'recording' && seconds > 1)")
    page.evaluate("document.querySelector('[data-language=en]').click()")
    expect(page.get_by_role("heading", name="Photo or voice memo?")).to_be_visible()
    rows = phone.rows("media")
    assert sorted((row["kind"], row["delivery"], "resumed" in row) for row in rows) == [
        ("photo", "draft", False),
        ("voice", "draft", False),
        ("voice", "draft", False),
    ]
    expect(page.get_by_label("Your photo")).to_be_visible()


def test_a_photo_of_a_closed_page_is_made_small_at_the_next_opening(
    phone: Phone, chaos: Chaos, slow: bytes, phone_at: Callable[[str], Phone]
) -> None:
    report = open_report(phone)
    pick_slow(phone.page, slow)
    wait_for_media(phone, "(rows) => rows.some(({ size }) => size)")
    phone.page.close()
    again = phone_at(chaos.url)
    [medium] = again.rows("media")
    assert (medium["delivery"], medium["size"]) == ("recording", len(slow))
    again.page.goto(f"{chaos.url}/de/#media/{report}")
    expect(again.page.get_by_label("Ihr Foto")).to_be_visible()
    [medium] = again.rows("media")
    assert (medium["delivery"], medium["size"] <= LIMIT) == ("draft", True)


def test_whoever_undoes_a_report_while_its_photo_is_made_small_leaves_nothing(phone: Phone, slow: bytes) -> None:
    report = open_report(phone)
    phone.wait_for(report, delivery="arrived")
    pick_slow(phone.page, slow)
    phone.call("outbox.js", "undoReport", report)
    phone.wait_for(report, delivery="withdrawn")
    phone.poll(f"async () => !(await ({HELD})()).includes('recording')", {})
    assert (phone.rows("media"), phone.rows("pieces")) == ([], [])


def test_what_cannot_be_read_is_told_to_whoever_has_gone_on(phone: Phone, slow: bytes) -> None:
    page = phone.page
    report = open_report(phone)
    pick_slow(page, slow)
    pick(page, b"no picture", told=True)
    go_on(page)
    toast = page.locator("[data-told]")
    expect(toast).to_contain_text(UNREADABLE)
    wait_for_media(phone, "(rows) => rows.length === 1 && rows[0].delivery !== 'recording'")
    page.evaluate("(id) => { location.hash = `media/${id}`; }", report)
    expect(page.get_by_role("alert").filter(has_text=UNREADABLE)).to_be_visible()


def test_whoever_goes_on_ends_the_recording_and_lets_it_go(phone: Phone) -> None:
    open_report(phone)
    begin_voice(phone)
    go_on(phone.page)
    wait_for_media(phone, "(rows) => rows.length === 1 && !['recording', 'draft'].includes(rows[0].delivery)")
    [memo] = phone.rows("media")
    assert memo["seconds"] > 1.5


def test_whoever_goes_on_before_the_microphone_is_there_is_not_recorded(
    context: BrowserContext, chaos: Chaos, phone_at: Callable[[str], Phone]
) -> None:
    context.add_init_script(f"({KEPT_STREAM})()")
    phone = phone_at(chaos.url)
    open_report(phone)
    phone.page.get_by_role("button", name="Sprachnotiz aufnehmen").click()
    phone.page.evaluate("""() => {
      document.querySelector("[data-understood=voice]").click();
      location.hash = "";
    }""")
    phone.poll("async () => window.stream?.getTracks().every(({ readyState }) => readyState === 'ended')", {})
    phone.wait_until("media", 0)
    expect(phone.page.locator("[data-recording]")).to_be_hidden()
