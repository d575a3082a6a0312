"""Photos and voice memos: kept on the phone first, made small and bare there, sent after the report, each once."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import barriers_in_both_schemes
from tests.browser.chaos import Chaos, drop_after_commit, hang_up
from tests.browser.desk import add_account, sign_in
from tests.browser.media_screen import HELD, LIMIT, begin_voice, choose, go_on, open_report, wait_for_media
from tests.browser.phone import PHONE, Phone
from tests.samples import EXIF_GPS, MAKER, noise, opened, told_photo
from tests.servers import Server, run_server
from tests.stored import count_rows

CELLULAR = """() => {
  const network = Object.assign(new EventTarget(), { type: "cellular" });
  Object.defineProperty(navigator, "connection", { get: () => network });
}"""


@pytest.fixture(scope="module")
def standing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator takes photos and voice memos."""
    with run_server(tmp_path_factory.mktemp("media") / "data", OPERATOR="demo") as running:
        yield running


@pytest.mark.worker
def test_what_was_taken_offline_arrives_once_bare_and_after_its_report(
    phone: Phone, chaos: Chaos, standing_server: Server, browser: Browser
) -> None:
    chaos.set(hang_up)
    report = open_report(phone, ongoing=True, category="cargo_theft")
    choose(phone.page, told_photo())
    choose(phone.page, noise((3000, 2000)))
    begin_voice(phone)
    assert {"draft", "recording"} <= set(phone.page.evaluate(HELD))
    phone.page.get_by_role("button", name="Aufnahme beenden").click()
    player = phone.page.get_by_label("Sprachnotiz, 0:0")
    player.evaluate("(audio) => audio.readyState || new Promise((ready) => (audio.onloadedmetadata = ready))")
    # Nothing goes before somebody lets it go.
    assert [row["delivery"] for row in phone.rows("media")] == ["draft"] * 3
    go_on(phone.page)
    wait_for_media(phone, "(rows) => rows.every(({ delivery }) => delivery === 'saved')")
    _send_with_a_break(phone, chaos)

    sent = chaos.sent("PUT", "/media/")
    assert sent[0].at > chaos.sent("PUT", f"/reports/{report}")[0].at
    assert phone.rows("pieces") == []
    _assert_bare([each.body for each in sent if each.headers["Content-Type"] == "image/jpeg"])
    _assert_kept_sealed(standing_server, 3)
    _look_at_the_desk(browser, standing_server, report)

    # Read already, it is not erased: what belongs to it can still be removed.
    _take_back(phone.page, chaos)
    phone.page.get_by_role("button", name="Entfernen").first.click()
    wait_for_media(phone, "(rows) => rows.length === 2")
    _assert_kept_sealed(standing_server, 2)


def _send_with_a_break(phone: Phone, chaos: Chaos) -> None:
    """The first answer is lost: what was stored already is sent once more, whole, and stored once."""
    chaos.heal()
    chaos.set(drop_after_commit, on="/media/")
    phone.send()
    lost = chaos.wait_for("PUT", "/media/")[0]
    chaos.heal()
    phone.send()
    wait_for_media(phone, "(rows) => rows.every(({ delivery }) => delivery === 'arrived')")
    assert [each.status for each in chaos.answered("PUT", "/media/") if each.body == lost.body][-1] == 200


def _assert_bare(photos: list[bytes]) -> None:
    for raw in photos:
        assert len(raw) <= LIMIT
        assert (opened(raw).getexif().get_ifd(EXIF_GPS), MAKER.encode() in raw) == ({}, False)
        assert max(opened(raw).size) <= 2048
    assert (48, 64) in {opened(raw).size for raw in photos}


def _assert_kept_sealed(server: Server, count: int) -> None:
    assert count_rows(server, "media", "key IS NOT NULL") == count
    files = [each.read_bytes() for each in (server.data / "media").iterdir()]
    assert len(files) == count
    assert not any(each.startswith((b"\xff\xd8", b"\x1a\x45")) for each in files)


def _take_back(page: Page, chaos: Chaos) -> None:
    page.goto(f"{chaos.url}/de/reports")
    page.get_by_role("button", name=re.compile("^Zurückziehen")).click()
    page.get_by_role("button", name="Ja, zurückziehen").click()
    expect(page.get_by_text("Rückzug erbeten.")).to_be_visible()


def _look_at_the_desk(browser: Browser, server: Server, report: str) -> None:
    with browser.new_context(locale="de-DE") as desk:
        office = desk.new_page()
        sign_in(office, server, add_account(server, "coordinator"))
        office.goto(f"{server.url}/office/reports/{report}")
        office.get_by_role("button", name="Als gelesen markieren").click()
        picture = office.get_by_role("img", name="Foto 1 groß öffnen")
        picture.evaluate("(image) => image.decode()")
        player = office.get_by_label("Sprachnotiz 1")
        player.evaluate("async (audio) => { audio.muted = true; await audio.play(); }")
        office.get_by_role("link", name="Foto 1 groß öffnen").click()
        expect(office).to_have_url(re.compile("/media/"))


def test_a_recording_that_a_closed_page_cut_off_is_there_at_the_next_opening(
    phone: Phone, chaos: Chaos, context: BrowserContext, phone_at: Callable[[str], Phone]
) -> None:
    chaos.set(hang_up, on="/api/")
    report = open_report(phone)
    begin_voice(phone)
    phone.page.close()
    again = phone_at(chaos.url)
    again.page.goto(f"{chaos.url}/de/#media/{report}")
    expect(again.page.get_by_label("Sprachnotiz, 0:0")).to_be_visible()
    [memo] = again.rows("media")
    assert (memo["delivery"], memo["type"].partition(";")[0]) == ("draft", "audio/webm")
    assert memo["size"] > 0
    again.page.get_by_role("button", name="Entfernen").click()
    expect(again.page.get_by_label("Sprachnotiz, 0:0")).to_have_count(0)
    assert (again.rows("media"), again.rows("pieces")) == ([], [])


def test_whoever_takes_a_report_back_lets_no_photo_go(phone: Phone, chaos: Chaos) -> None:
    report = open_report(phone, category="cargo_theft")
    choose(phone.page, noise((64, 64)))
    phone.wait_for(report, delivery="arrived")
    chaos.set(hang_up, method="POST")
    phone.page.get_by_role("button", name="Rückgängig").click()
    phone.wait_for(report, delivery="withdrawing")
    # What follows when the screen is left.
    phone.call("media_store.js", "sendDrafts", report)
    assert [row["delivery"] for row in phone.rows("media")] == ["draft"]
    phone.page.goto(f"{chaos.url}/de/reports")
    expect(phone.page.get_by_text("Wird zurückgezogen, sobald der Server antwortet")).to_be_visible()
    expect(phone.page.get_by_text("auf „Weiter“ tippen")).to_have_count(0)
    chaos.heal()
    phone.send()
    phone.wait_until("media", 0)
    assert phone.rows("pieces") == []


def test_media_wait_for_wifi_where_somebody_chose_so_and_the_report_does_not(
    context: BrowserContext, chaos: Chaos, phone_at: Callable[[str], Phone]
) -> None:
    context.add_init_script(f"({CELLULAR})()")
    phone = phone_at(chaos.url)
    page = phone.page
    page.goto(f"{chaos.url}/de/settings")
    page.get_by_label("Fotos und Sprachnotizen erst im WLAN senden").check()
    page.goto(f"{chaos.url}/de/")
    report = open_report(phone)
    choose(page, told_photo())
    go_on(page)
    phone.wait_for(report, delivery="arrived")
    phone.send()
    page.goto(f"{chaos.url}/de/reports")
    expect(page.get_by_text("Fotos und Sprachnotizen warten auf WLAN.")).to_be_visible()
    assert chaos.sent("PUT", "/media/") == []
    page.evaluate("Object.assign(navigator.connection, { type: 'wifi' }).dispatchEvent(new Event('change'))")
    chaos.wait_for("PUT", "/media/")
    wait_for_media(phone, "(rows) => rows.every(({ delivery }) => delivery === 'arrived')")


def test_no_barrier_on_the_way_to_a_photo_and_a_voice_memo(browser: Browser, standing_server: Server) -> None:
    # The content policy is off for this browser: axe is no script of ours.
    with browser.new_context(**PHONE, bypass_csp=True, reduced_motion="reduce") as context:
        phone = Phone.open(context, standing_server.url)
        page = phone.page
        open_report(phone)
        expect(page.locator("[data-screen=media]")).to_have_js_property("inert", value=False)
        found = barriers_in_both_schemes(page)
        page.get_by_role("button", name="Foto auswählen").click()
        found += barriers_in_both_schemes(page)
        page.get_by_role("button", name="Doch kein Foto").click()
        choose(page, told_photo())
        begin_voice(phone)
        # Nothing moves for whoever does not want it; words say the same.
        expect(page.locator(".level")).to_be_hidden()
        expect(page.get_by_text("Ton kommt an.").or_(page.get_by_text("Es ist nichts zu hören."))).to_be_visible()
        found += barriers_in_both_schemes(page)
        page.get_by_role("button", name="Aufnahme beenden").click()
        expect(page.get_by_label("Sprachnotiz, 0:0")).to_be_visible()
        assert found + barriers_in_both_schemes(page) == []


def _at_the_tablet(tablet: Phone) -> str:
    """A report at the rest stop's tablet, with its screen for media open."""
    tablet.page.locator("[data-report]").click()
    tablet.page.wait_for_function("() => document.documentElement.dataset.report !== undefined")
    report: str = tablet.page.evaluate("document.documentElement.dataset.report")
    tablet.page.evaluate("(id) => { location.hash = `media/${id}`; }", report)
    expect(tablet.page.get_by_role("button", name="Sprachnotiz aufnehmen")).to_be_visible()
    return report


def test_a_shared_tablet_lets_people_speak_and_sends_nothing_unheard(tablet: Phone) -> None:
    page = tablet.page
    _at_the_tablet(tablet)
    begin_voice(tablet)
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("button", name="Aufnahme beenden")).to_be_visible()
    page.get_by_role("button", name="Aufnahme beenden").click()
    expect(page.get_by_label("Sprachnotiz, 1:0")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("heading", name="Offen in dieser Schicht")).to_be_visible()
    tablet.wait_until("media", 0)


def test_on_a_shared_tablet_everybody_is_told_before_the_first_photo(tablet: Phone) -> None:
    page = tablet.page
    note = page.get_by_role("heading", name="Nur Fahrzeuge und Gegenstände")
    for _ in range(2):
        _at_the_tablet(tablet)
        with page.expect_file_chooser():
            page.get_by_role("button", name="Foto auswählen").click()
            expect(note).to_be_visible()
            page.get_by_role("button", name="Verstanden").click()
        with page.expect_file_chooser():
            page.get_by_role("button", name="Foto auswählen").click()
        page.evaluate("location.hash = ''")
        page.clock.fast_forward(4_000)
