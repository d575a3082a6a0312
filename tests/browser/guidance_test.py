"""Guidance in the driver's hand: notices, signs that are reported, routines, training, and what readers send back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.axe import ALWAYS_AS_THE_DEVICE, barriers_in_both_schemes
from tests.browser.chaos import Chaos, drop_after_commit, hang_up
from tests.browser.editors import Editors
from tests.browser.phone import PHONE, Phone
from tests.servers import Server, run_server
from tests.stored import count_rows

LAST_DAY = datetime.now(UTC).date() + timedelta(days=20)


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose notices no other journey sees."""
    with run_server(tmp_path_factory.mktemp("guidance") / "data") as running:
        yield running


@pytest.fixture
def chaos(own_server: Server) -> Iterator[Chaos]:
    """The way to that server."""
    with Chaos(own_server.url).running() as running:
        yield running


def _open(phone: Phone, chaos: Chaos, group: str = "truck") -> Page:
    """The guidance of a group, which is chosen for good."""
    phone.page.goto(chaos.url + "/de/checklists")
    phone.page.locator(f"a[data-group={group}]").click()
    expect(phone.page.locator(".folded").first).to_be_visible()
    return phone.page


def _item(page: Page, slug: str) -> Locator:
    """An item, opened."""
    item = page.locator(f"#{slug}")
    if item.get_attribute("open") is None:
        item.locator(":scope > summary").click()
    return item


def _badge(page: Page) -> Locator:
    """How many notices are to be read, on the start page."""
    return page.locator("[data-notices]")


@pytest.mark.worker
def test_a_notice_reaches_a_phone_that_was_away_until_it_is_read(
    phone: Phone, chaos: Chaos, own_server: Server
) -> None:
    page = _open(phone, chaos)
    chaos.set(hang_up)
    Editors(own_server).publish("hinweis", kind="notice", road="A2", until=LAST_DAY.isoformat())
    page.goto(chaos.url + "/de/")
    chaos.wait_for("GET", "/api/v1/guidance", count=2)
    expect(_badge(page)).to_be_hidden()
    chaos.heal()
    page.goto(chaos.url + "/de/")
    expect(_badge(page)).to_have_text("1 neuer Hinweis")

    # Without network again: it was brought along.
    chaos.set(hang_up)
    page.get_by_role("link", name="Checklisten").click()
    notice = page.locator("#hinweis")
    expect(notice.get_by_text("Neu", exact=True)).to_be_visible()
    expect(notice.get_by_text("Jemand tut etwas.")).to_be_visible()
    expect(notice.get_by_text("· A2 · Gilt bis")).to_be_visible()
    page.goto(chaos.url + "/de/checklists")
    expect(notice).to_be_visible()
    expect(notice.get_by_text("Neu", exact=True)).to_have_count(0)
    expect(notice.get_by_text("Jemand tut etwas.")).to_be_hidden()


@pytest.mark.worker
def test_a_recall_takes_the_place_of_its_notice_and_the_last_day_ends_it(
    phone: Phone, chaos: Chaos, own_server: Server
) -> None:
    editors = Editors(own_server)
    version = editors.publish("abgelaufen", group="bus", kind="notice", until=LAST_DAY.isoformat())
    page = _open(phone, chaos, "bus")
    notice = _item(page, "abgelaufen")
    expect(notice.get_by_text("Jemand tut etwas.")).to_be_visible()
    editors.recall(version)
    page.goto(chaos.url + "/de/")
    expect(_badge(page)).to_have_text("1 neuer Hinweis")
    page.get_by_role("link", name="Checklisten").click()
    expect(_item(page, "abgelaufen").get_by_text("Zurückgezogen. Bitte nicht mehr danach handeln.")).to_be_visible()
    expect(notice.get_by_text("Jemand tut etwas.")).to_have_count(0)

    # What lies on the phone ends by the phone's own calendar.
    chaos.set(hang_up)
    page.clock.set_system_time(datetime.combine(LAST_DAY, datetime.min.time(), UTC) + timedelta(days=1, hours=3))
    page.goto(chaos.url + "/de/checklists")
    expect(page.locator("#observe-bus")).to_be_visible()
    expect(notice).to_have_count(0)


@pytest.mark.worker
def test_a_recall_is_news_to_whoever_read_its_notice_alone(phone: Phone, chaos: Chaos, own_server: Server) -> None:
    editors, frame = Editors(own_server), {"group": "dispatch", "kind": "notice", "until": LAST_DAY.isoformat()}
    read = editors.publish("gelesen", **frame)
    page = _open(phone, chaos, "dispatch")
    expect(page.locator("#gelesen")).to_be_visible()
    expect(_item(page, "gelesen").get_by_text("Jemand tut etwas.")).to_be_visible()
    unread = editors.publish("ungelesen", **frame)
    page.goto(chaos.url + "/de/")
    expect(_badge(page)).to_have_text("1 neuer Hinweis")
    for version in (unread, read, editors.publish("unbekannt", **frame)):
        editors.recall(version)
    editors.publish("neu", **frame)
    page.goto(chaos.url + "/de/")
    expect(_badge(page)).to_have_text("2 neue Hinweise")
    page.get_by_role("link", name="Checklisten").click()
    for slug, new in (("neu", 1), ("unbekannt", 0), ("ungelesen", 0), ("gelesen", 1)):
        notice = page.locator(f"#{slug}")
        expect(notice.get_by_text("Zurückgezogen.")).to_have_count(0 if slug == "neu" else 1)
        expect(notice.get_by_text("Neu", exact=True)).to_have_count(new)


def test_what_is_not_translated_says_so_in_the_readers_language(phone: Phone, chaos: Chaos, own_server: Server) -> None:
    Editors(own_server).publish("nurdeutsch", group="taxi", kind="card")
    phone.page.goto(chaos.url + "/ar/checklists?target_group=taxi")
    item = _item(phone.page, "nurdeutsch")
    hint = item.get_by_text("بالألمانية فقط.")
    expect(hint).to_be_visible()
    expect(hint).to_have_attribute("lang", "ar")
    source = item.get_by_text("Invented for a test.")
    expect(source).to_have_attribute("lang", "de")
    assert source.evaluate("each => getComputedStyle(each).direction") == "ltr"
    translated = _item(phone.page, "observe-taxi")
    expect(translated.get_by_text("تقرير وزارة الداخلية")).to_have_attribute("lang", "ar")
    expect(translated.get_by_text("بالألمانية فقط.")).to_have_count(0)


def test_a_sign_is_reported_with_what_it_is(phone: Phone, chaos: Chaos, own_server: Server) -> None:
    page = _open(phone, chaos)
    _item(page, "observe-truck").get_by_role("button", name="Melden: Ein Transporter steht dicht am Tank").click()
    page.wait_for_url("**/de/#driving/*")
    (row,) = phone.rows()
    assert (row["fields"]["category"], row["fields"]["target_group"]) == ("fuel_theft", "truck")
    page.get_by_role("button", name="Jetzt ergänzen").click()
    page.get_by_role("button", name="Nein", exact=True).click()
    # What it was is not asked again.
    expect(page.get_by_role("heading", name="Wo war es?")).to_be_visible()
    phone.wait_for(row["id"], delivery="arrived")
    assert count_rows(own_server, "reports", "category = 'fuel_theft'") == 1


@pytest.mark.worker
def test_only_a_routine_is_ticked_and_it_ends_with_the_shift(phone: Phone, chaos: Chaos) -> None:
    page = _open(phone, chaos)
    assert page.locator("#observe-truck [type=checkbox], #card-call-110 [type=checkbox]").count() == 0
    boxes = _item(page, "routine-truck").get_by_role("checkbox")
    progress = page.locator("#routine-truck > summary small")
    boxes.nth(0).check()
    boxes.nth(1).check()
    phone.wait_until("ticks", 2)
    chaos.set(hang_up)
    page.reload()
    expect(progress).to_contain_text("2 von")
    _item(page, "routine-truck").get_by_role("button", name="Neu beginnen").click()
    phone.wait_until("ticks", 0)
    expect(boxes.nth(0)).not_to_be_checked()
    boxes.nth(2).check()
    phone.wait_until("ticks", 1)
    page.clock.set_system_time(datetime.now(UTC) + timedelta(hours=13))
    page.reload()
    phone.wait_until("ticks", 0)
    expect(progress).to_be_hidden()


def test_training_says_in_words_what_is_better_and_keeps_nothing(phone: Phone, chaos: Chaos) -> None:
    page = _open(phone, chaos)
    card = _item(page, "training-truck")
    card.get_by_role("button", name="Aussteigen und die Leute").click()
    expect(card.get_by_role("heading", name="Das geht besser.")).to_be_focused()
    expect(card.get_by_text("Besser so: Drinnen bleiben")).to_be_visible()
    for right in ("Türen und Fenster zu", "Sicher anhalten", "Türen zu, Disposition", "Drinnen bleiben"):
        card.get_by_role("button", name="Nächste Situation").click()
        card.get_by_role("button", name=right).click()
        expect(card.get_by_role("heading", name="Gut entschieden.")).to_be_visible()
    card.get_by_role("button", name="Weiter").click()
    expect(card.get_by_role("heading", name="4 von 5 gut entschieden")).to_be_focused()
    assert (phone.rows("ticks"), phone.rows("readings")) == ([], [])
    assert chaos.sent("PUT") == []


@pytest.mark.worker
def test_what_a_reader_says_is_counted_once_after_a_time_without_network(
    phone: Phone, chaos: Chaos, own_server: Server
) -> None:
    page = _open(phone, chaos)
    chaos.set(hang_up)
    item = _item(page, "card-describe")
    item.get_by_role("button", name="Verstanden").click()
    expect(item.get_by_text("Danke.")).to_be_focused()
    item.locator("summary", has_text="Stimmt etwas nicht?").click()
    item.get_by_label("Es fehlt etwas").check()
    item.get_by_label("Was genau?").fill("Der Anhänger fehlt.")
    item.get_by_role("button", name="Absenden").click()
    phone.wait_until("readings", 2)
    page.reload()
    _item(page, "card-describe")
    expect(item.get_by_role("button", name="Verstanden")).to_have_count(0)

    # The first answer is lost on the way.
    chaos.heal()
    chaos.set(drop_after_commit, method="PUT", on="/guidance-")
    phone.send()
    chaos.wait_for("PUT", "/guidance-understood/")
    chaos.heal()
    phone.send()
    phone.wait_until("readings", 0)
    assert count_rows(own_server, "guidance_feedback") == 1
    item_id = "(SELECT id FROM guidance_items WHERE slug = 'card-describe')"
    pressed = f"count = 1 AND target_group = 'truck' AND item_id = {item_id}"
    assert count_rows(own_server, "guidance_understood", pressed) == 1
    for request in chaos.sent("PUT", "/guidance-"):
        assert not {"authorization", "sent-at"} & {name.lower() for name in request.headers}


def test_what_is_searched_is_found_however_it_is_written(phone: Phone, chaos: Chaos) -> None:
    page = _open(phone, chaos)
    chaos.set(hang_up)
    page.get_by_label("In diesen Texten suchen").fill("UBELKEIT turen")
    shown = page.locator(".folded:visible")
    expect(shown).to_have_count(1)
    expect(shown.get_by_role("listitem")).to_have_count(1)
    expect(shown.get_by_role("listitem")).to_contain_text("bei Feuer, Rauch oder Übelkeit")
    page.get_by_label("In diesen Texten suchen").fill("Zebra")
    expect(page.get_by_role("status").get_by_text("Nichts gefunden.")).to_be_visible()
    page.get_by_label("In diesen Texten suchen").fill("")
    expect(page.locator("#routine-truck")).to_be_visible()
    written = ["إِنْذَارٌ", "Ещё", "ŁÓDŹ", "Straße", "SIĞINMACI"]
    plain = [phone.call("guidance_search.js", "plain", each) for each in written]
    assert plain == ["انذار", "еще", "lodz", "strasse", "siginmaci"]


@pytest.mark.matrix
def test_an_address_opens_its_item_and_a_link_another(phone: Phone, chaos: Chaos, own_server: Server) -> None:
    body = "[Mehr](card-gas-attack), [110](tel:110), [anderswo](https://example.org)."
    Editors(own_server).publish("verweis", group="bus", kind="card", body=f"## Titel\n\n- {body}\n")
    page = phone.page
    page.goto(f"{chaos.url}/de/checklists?target_group=bus#verweis")
    item = page.locator("#verweis")
    expect(item.get_by_role("listitem")).to_have_text("Mehr, 110, anderswo.")
    expect(item.get_by_role("link", name="110")).to_have_attribute("href", "tel:110")
    expect(item.get_by_role("link", name="anderswo")).to_have_count(0)
    item.get_by_role("link", name="Mehr").click()
    expect(page.locator("#card-gas-attack").get_by_role("listitem").first).to_be_in_viewport()


@pytest.mark.matrix
def test_a_voice_of_the_device_reads_in_the_language_of_the_item(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    # Chromium on a test machine has no voices.
    context.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'de-DE', localService: true }]")
    button = _item(_open(phone, chaos), "card-call-110").get_by_role("button", name="Vorlesen")
    expect(button).to_be_visible()
    phone.page.goto(chaos.url + "/en/checklists")
    expect(_item(phone.page, "card-call-110").get_by_text("What to say").first).to_be_visible()
    expect(phone.page.locator("#card-call-110").get_by_role("button", name="Read aloud")).to_be_hidden()


def test_no_barrier_with_everything_open(phone: Phone, chaos: Chaos, own_server: Server) -> None:
    browser = phone.page.context.browser
    assert browser is not None
    Editors(own_server).publish("offen", group="taxi", kind="notice", until=LAST_DAY.isoformat())
    with browser.new_context(**PHONE, bypass_csp=True, reduced_motion="reduce") as context:
        context.add_init_script(ALWAYS_AS_THE_DEVICE)
        page = _open(Phone(context.new_page()), chaos, group="taxi")
        for item in page.locator(".folded").all():
            _item(page, item.get_attribute("id") or "")
        page.locator("#training-taxi .answers button").first.click()
        page.locator("#routine-taxi input").first.check()
        page.locator("#offen .feedback summary").click()
        assert barriers_in_both_schemes(page) == []
