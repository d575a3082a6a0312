"""The details after a tap: by touch, with place and time of their own, and read by a coordinator as they were meant."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Geolocation, Page, ViewportSize, expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.desk import add_account, sign_in
from tests.browser.phone import Phone
from tests.servers import Server

ROADS = Path(__file__).parents[1] / "gazetteer" / "files"
HERE = "Am Standort des Telefons"
# The smallest first; the others have more room and belong to the long run.
SIZES = [(320, 568), (390, 844), (1280, 800)]
TOUCH = 56
# What somebody can tap on a screen, with its size; links in a sentence are none.
TARGETS = """(screen) => [...document.querySelectorAll(`[data-screen=${screen}] :is(button, input, textarea)`)]
  .map((each) => [each.textContent || each.name, each.getBoundingClientRect()])
  .filter(([, { width }]) => width > 0).map(([name, { width, height }]) => [name.trim(), Math.min(width, height)])"""


DRAWN = """() => [...document.querySelectorAll("[data-screen=what] [data-answer] use")]
  .map((use) => use.getBBox().width > 0)"""


# The moment at which an answer is on its way into the store and not on the screen yet.
GOES_ON_WHILE_WRITTEN = """(screen) => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (row, ...more) {
    if (row.fields?.vehicle?.country === "PL") {
      IDBObjectStore.prototype.put = put;
      screen.querySelector("form").requestSubmit();
    }
    return put.call(this, row, ...more);
  };
}"""


@pytest.fixture(scope="module")
def roads(standing_server: Server) -> None:
    """The invented motorway of the import's tests."""
    for name in ("overpass.json", "autobahn.json"):
        assert standing_server.command("gazetteer", "import", str(ROADS / name)).returncode == 0


def _locate(context: BrowserContext, km: float, accuracy: float = 12) -> None:
    """On the invented A2, whose kilometres fall towards Hannover."""
    part = (330 - km) / 10
    context.grant_permissions(["geolocation"])
    context.set_geolocation(
        Geolocation(latitude=51.9950 + 0.05 * part, longitude=8.56 + 0.16 * part, accuracy=accuracy)
    )


def _tap(phone: Phone) -> dict[str, Any]:
    phone.page.get_by_role("button", name="Verdächtiges melden").click()
    phone.page.get_by_role("button", name="Jetzt ergänzen").click()
    expect(phone.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (report,) = phone.rows()
    return report


def _tap_somewhere(phone: Phone) -> dict[str, Any]:
    """A report whose position has come."""
    phone.page.reload()
    report = _tap(phone)
    phone.poll(
        "async ({ module, id }) => (await (await import(module)).getReport(id)).fields.position",
        {"module": phone.module("outbox.js"), "id": report["id"]},
    )
    return report


def _open(phone: Phone, screen: str) -> Page:
    (report,) = phone.rows()
    phone.page.evaluate("(hash) => { location.hash = hash; }", f"{screen}/{report['id']}")
    shown = phone.page.locator(f"[data-screen={screen}]")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("inert", value=False)
    return phone.page


def _press(page: Page, name: str) -> None:
    page.locator("section:visible").get_by_role("button", name=name, exact=True).click()


def _fields(phone: Phone) -> dict[str, Any]:
    (report,) = phone.rows()
    fields: dict[str, Any] = report["fields"]
    return fields


def _said(phone: Phone, heading: str) -> dict[str, Any]:
    """What the phone holds once the next screen is there."""
    expect(phone.page.get_by_role("heading", name=heading)).to_be_visible()
    return _fields(phone)


@pytest.mark.worker
@pytest.mark.usefixtures("roads")
def test_by_touch_alone_and_without_network_a_whole_report_reaches_the_office(
    phone: Phone, chaos: Chaos, context: BrowserContext, browser: Browser, standing_server: Server
) -> None:
    _locate(context, 327.0)
    phone.poll("async () => Boolean(await caches.match('/api/v1/gazetteer'))", {})
    chaos.set(hang_up)
    report = _tap_somewhere(phone)
    page = phone.page
    answers = [
        ("Nein", "Was haben Sie gesehen?"),
        ("Anderes", "Was haben Sie gesehen?"),
        ("Kraftstoffdiebstahl", "Wo war es?"),
        ("Hier Ihr Standort um", "Hier war es"),
        ("Richtung Hannover", "Hier war es"),
        ("Weiter", "Wann war es?"),
        ("Vor 20 bis 30 Minuten", "Welches Fahrzeug?"),
        ("Sattelzug", "Welche Farbe?"),
        ("blau", "Welches Kennzeichen?"),
        ("Ein Zeichen nicht gelesen: ?", "Welches Kennzeichen?"),
        ("Ein Zeichen nicht gelesen: ?", "Welches Kennzeichen?"),
        ("PL Polen", "Welches Kennzeichen?"),
        ("Weiter", "Wohin ist es weg?"),
        ("Noch da", "Was haben sie getan? Was hatten sie an?"),
        ("Weiter", "So steht es um Ihre Meldung"),
    ]
    for answer, heading in answers:
        page.locator("section:visible").get_by_role("button", name=answer).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")
    phone.wait_until("amendments", 0)
    with browser.new_context(locale="de-DE") as office:
        desk = office.new_page()
        sign_in(desk, standing_server, add_account(standing_server, "coordinator"))
        desk.goto(f"{standing_server.url}/office/reports/{report['id']}")
        facts = desk.get_by_role("main")
        expect(facts).to_contain_text("Kraftstoffdiebstahl")
        expect(facts).to_contain_text("A 2 Ri. Hannover, km\N{NO-BREAK SPACE}327")
        expect(facts).to_contain_text(HERE)
        expect(facts).to_contain_text("Sattelzug, blau, ?? (PL)")


@pytest.mark.usefixtures("roads")
def test_here_takes_what_is_sure_and_a_correction_stays(phone: Phone, context: BrowserContext) -> None:
    _locate(context, 327.0)
    _tap_somewhere(phone)
    page = _open(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.locator("[data-found]")).to_have_text("A 2Kilometer 327,0")
    assert _fields(phone)["place"] == {"text": HERE, "road": "A2", "km": 327}
    _press(page, "Ort ändern")
    expect(page.locator("section:visible").get_by_label("Autobahn")).to_be_focused()
    page.locator("section:visible").get_by_label("Kilometer").fill("326,8")
    page.locator("section:visible").get_by_label("Rastplatz oder Straße").fill("Parkplatz Erfunden")
    _press(page, "Weiter")
    place = _said(phone, "Wann war es?")["place"]
    assert place == {"text": f"{HERE}: Parkplatz Erfunden", "road": "A2", "km": 326.8}
    page.reload()
    page.go_back()
    expect(page.locator("[data-found]")).to_have_text("A 2Kilometer 326,8Parkplatz Erfunden")


@pytest.mark.usefixtures("roads")
def test_what_is_not_sure_is_said_so_and_counts_only_with_a_yes(phone: Phone, context: BrowserContext) -> None:
    _locate(context, 327.0, accuracy=180)
    _tap_somewhere(phone)
    page = _open(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.get_by_text("vermutlich A 2")).to_be_visible()
    expect(page.get_by_text("Das Telefon ist sich nicht sicher.")).to_be_visible()
    assert _fields(phone)["place"] == {"text": HERE}
    _press(page, "Ja, das stimmt")
    assert _said(phone, "Wann war es?")["place"] == {"text": HERE, "road": "A2", "km": 327}


@pytest.mark.matrix
@pytest.mark.usefixtures("roads")
def test_here_waits_for_a_position_that_comes_later(phone: Phone, context: BrowserContext) -> None:
    phone.save()
    page = _open(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.get_by_text("Noch kein Standort. Das geht auch ohne.")).to_be_visible()
    position = {"lat": 51.9950 + 0.015, "lon": 8.56 + 0.048, "accuracy_m": 10, "age_s": 0}
    phone.amend(phone.rows()[0]["id"], position=position)
    expect(page.locator("[data-found]")).to_have_text("A 2Kilometer 327,0")
    phone.poll(
        "async ({ module, id }) => (await (await import(module)).getReport(id)).fields.place?.km === 327",
        {"module": phone.module("outbox.js"), "id": phone.rows()[0]["id"]},
    )


@pytest.mark.usefixtures("roads")
def test_earlier_on_the_way_never_takes_the_position_of_the_phone(phone: Phone, context: BrowserContext) -> None:
    _locate(context, 327.0)
    _tap_somewhere(phone)
    page = _open(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.locator("[data-found]")).to_contain_text("A 2")
    page.go_back()
    _press(page, "Früher auf der Strecke")
    expect(page.get_by_role("heading", name="Wo auf der Strecke?")).to_be_visible()
    assert _fields(phone)["place"] is None
    for label in ("Autobahn", "Kilometer", "Letzte Ausfahrt oder Rastplatz"):
        expect(page.locator("section:visible").get_by_label(label)).to_have_value("")
    page.locator("section:visible").get_by_label("Autobahn").fill("a 2")
    page.locator("section:visible").get_by_label("Kilometer").click()
    _press(page, "Richtung Hannover")
    expect(page.locator("section:visible").get_by_label("Richtung", exact=True)).to_have_value("Hannover")
    _press(page, "Weiter")
    assert _said(phone, "Wann war es?")["place"] == {"road": "a 2", "direction": "Hannover"}
    # Whoever goes back to "here" finds it as it was, and the other way round.
    page = _open(phone, "place")
    expect(page.get_by_role("button", name="Früher auf der Strecke")).to_have_attribute("aria-pressed", "true")


def test_where_no_road_was_found_the_place_is_told_in_words_at_once_if_no_position_may_come(
    phone: Phone, context: BrowserContext
) -> None:
    phone.save()
    page = _open(phone, "place")
    page.get_by_role("button", name="Hier Ihr Standort um").click()
    expect(page.get_by_text("Noch kein Standort. Das geht auch ohne.")).to_be_visible()
    _press(page, "Ort ändern")
    words = page.locator("section:visible").get_by_label("Rastplatz oder Straße")
    expect(words).to_be_focused()
    assert page.locator("section:visible input").first.get_attribute("name") == "place.text"
    # What is not granted is denied from here on.
    context.grant_permissions([])
    page.reload()
    expect(words).to_be_visible()
    expect(page.get_by_text("Noch kein Standort. Das geht auch ohne.")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Hier", exact=True).click()
    words.fill("Parkplatz Erfunden")
    _press(page, "Weiter")
    assert _said(phone, "Wann war es?")["place"] == {"text": f"{HERE}: Parkplatz Erfunden"}


def test_a_place_is_described_in_ones_own_words(phone: Phone) -> None:
    phone.save()
    page = _open(phone, "place")
    _press(page, "Beschreiben")
    page.get_by_label("Ort in Worten").fill("Hinter der Tankstelle")
    _press(page, "Weiter")
    assert _said(phone, "Wann war es?")["place"] == {"text": "Hinter der Tankstelle"}


def test_the_time_of_what_was_seen_is_apart_from_the_tap(phone: Phone) -> None:
    phone.save()
    page = _open(phone, "time")
    expect(page.get_by_role("button", name="Gerade eben")).to_have_attribute("aria-pressed", "true")
    _press_time(page, "Vor einer Stunde")
    fields = _said(phone, "Welches Fahrzeug?")
    tapped = datetime.fromisoformat(fields["captured_at"])
    assert tapped - datetime.fromisoformat(fields["observed_at"]) == timedelta(hours=1)
    page = _open(phone, "time")
    _press_time(page, "Zu einer anderen Zeit")
    field = page.get_by_label("Zeitpunkt")
    for wrong in (tapped + timedelta(hours=1), tapped - timedelta(days=15)):
        field.fill(wrong.strftime("%Y-%m-%dT%H:%M"))
        _press(page, "Weiter")
        expect(page.get_by_text("Das muss vor dem Tippen liegen und höchstens 14 Tage her sein.")).to_be_visible()
    yesterday = (tapped - timedelta(days=1)).replace(second=0, microsecond=0)
    field.fill(yesterday.strftime("%Y-%m-%dT%H:%M"))
    _press(page, "Weiter")
    assert datetime.fromisoformat(_said(phone, "Welches Fahrzeug?")["observed_at"]) == yesterday
    page = _open(phone, "time")
    expect(page.get_by_label("Zeitpunkt")).to_have_value(yesterday.strftime("%Y-%m-%dT%H:%M"))


@pytest.mark.parametrize(
    ("screen", "opener", "name", "wrong"),
    [
        ("earlier", None, "place.km", "hinten"),
        ("time", "Zu einer anderen Zeit", "observed_time", "2030-01-01T10:00"),
    ],
)
def test_on_a_small_phone_what_is_wrong_is_read_above_the_ways_on(
    phone: Phone, screen: str, opener: str | None, name: str, wrong: str
) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 568})
    phone.save()
    page = _open(phone, screen)
    if opener:
        _press(page, opener)
    shown = page.locator("section:visible")
    shown.locator(f"[name='{name}']").fill(wrong)
    _press(page, "Weiter")
    error = shown.get_by_role("alert").bounding_box()
    ways = shown.locator(".flow-steps").bounding_box()
    assert error
    assert ways
    assert error["y"] + error["height"] <= ways["y"]


def _press_time(page: Page, name: str) -> None:
    page.locator("section:visible").get_by_role("button", name=name).click()


def test_no_vehicle_is_an_answer_and_skips_what_goes_with_one(phone: Phone) -> None:
    phone.save()
    page = _open(phone, "vehicle")
    _press(page, "Kein Fahrzeug")
    assert _said(phone, "Wohin ist es weg?")["vehicle"] is None
    page.go_back()
    expect(page.get_by_role("button", name="Kein Fahrzeug")).to_have_attribute("aria-pressed", "true")


def test_a_plate_is_raised_and_keeps_blanks_and_what_was_not_readable(phone: Phone) -> None:
    phone.save()
    page = _open(phone, "plate")
    plate = page.get_by_label("Kennzeichen", exact=True)
    plate.press_sequentially("?? xy 12")
    page.get_by_role("button", name="Ein Zeichen nicht gelesen: ?").click()
    expect(plate).to_have_value("?? XY 12?")
    page.get_by_role("button", name="RO Rumänien").click()
    expect(page.get_by_role("button", name="RO Rumänien")).to_have_attribute("aria-pressed", "true")
    assert _fields(phone)["vehicle"] == {"plate": "?? XY 12?", "country": "RO"}
    page.get_by_role("button", name="Anderes Land").click()
    page.get_by_label("Anderes Land", exact=True).and_(page.locator("input")).fill("SRB")
    _press(page, "Weiter")
    assert _said(phone, "Wohin ist es weg?")["vehicle"] == {"plate": "?? XY 12?", "country": "SRB"}
    page.go_back()
    expect(page.locator("input[name='vehicle.country']")).to_have_value("SRB")


def test_whoever_goes_on_while_an_answer_is_written_loses_neither(phone: Phone, context: BrowserContext) -> None:
    _tap(phone)
    page = _open(phone, "plate")
    # What has arrived is an amendment no more.
    context.set_offline(True)
    page.get_by_label("Kennzeichen", exact=True).fill("XX 12")
    screen = page.locator("[data-screen=plate]")
    screen.evaluate(GOES_ON_WHILE_WRITTEN)
    page.get_by_role("button", name="PL Polen").click()
    expect(screen).to_be_hidden()
    # In the order in which they were made; nothing takes back what was answered.
    made = sorted(phone.rows("amendments"), key=lambda row: int(row["number"]))
    kept = [row["fields"]["vehicle"] for row in made]
    assert kept == [{"plate": "XX 12"}, {"plate": "XX 12", "country": "PL"}]


@pytest.mark.matrix
@pytest.mark.usefixtures("roads")
def test_still_there_goes_on_and_a_way_ends_it(phone: Phone) -> None:
    phone.save(ongoing=False, place={"road": "A2", "km": 327})
    page = _open(phone, "direction")
    expect(page.locator("html")).to_have_attribute("data-calm", "")
    _press(page, "Noch da")
    assert _said(phone, "Was haben sie getan? Was hatten sie an?")["ongoing"] is True
    expect(page.locator("html")).not_to_have_attribute("data-calm", "")
    page.go_back()
    expect(page.get_by_role("button", name="Noch da")).to_have_attribute("aria-pressed", "true")
    _press(page, "Richtung Dortmund")
    fields = _said(phone, "Was haben sie getan? Was hatten sie an?")
    assert (fields["ongoing"], fields["place"]) == (False, {"road": "A2", "km": 327, "text": "weg Richtung Dortmund"})


@pytest.mark.usefixtures("roads")
def test_where_it_went_is_not_the_side_of_the_road_and_is_taken_back_by_not_knowing(phone: Phone) -> None:
    place = {"text": HERE, "road": "A2", "km": 327, "direction": "Hannover"}
    phone.save(place=place)
    next_screen = "Was haben sie getan? Was hatten sie an?"
    way, other = (phone.page.get_by_role("button", name=f"Richtung {town}") for town in ("Hannover", "Dortmund"))
    page = _open(phone, "direction")
    expect(way).to_have_attribute("aria-pressed", "false")
    _press(page, "Richtung Dortmund")
    assert _said(phone, next_screen)["place"] == place | {"text": f"{HERE}, weg Richtung Dortmund"}
    page.go_back()
    expect(other).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Andere Richtung").fill("zu Fuß in den Wald")
    _press(page, "Weiter")
    assert _said(phone, next_screen)["place"] == place | {"text": f"{HERE}, weg: zu Fuß in den Wald"}
    page = _open(phone, "direction")
    _press(page, "Weiß nicht")
    assert _said(phone, next_screen)["place"] == place
    page.go_back()
    expect(page.get_by_label("Andere Richtung")).to_have_value("")
    expect(page.locator("section:visible [aria-pressed=true]")).to_have_count(0)


@pytest.mark.usefixtures("roads")
def test_whoever_mends_the_place_keeps_where_it_went(phone: Phone) -> None:
    place = {"road": "A2", "km": 327, "direction": "Hannover"}
    phone.save(place=place | {"text": f"{HERE}, weg Richtung Dortmund"})
    page = _open(phone, "here")
    expect(page.locator("[data-found]")).to_have_text("A 2Richtung HannoverKilometer 327,0")
    _press(page, "Ort ändern")
    page.locator("section:visible").get_by_label("Rastplatz oder Straße").fill("Parkplatz")
    _press(page, "Weiter")
    said = _said(phone, "Wann war es?")
    assert said["place"] == place | {"text": f"{HERE}: Parkplatz, weg Richtung Dortmund"}
    page = _open(phone, "place")
    _press(page, "Beschreiben")
    assert _said(phone, "Beschreiben Sie den Ort")["place"] == {"text": "weg Richtung Dortmund"}
    expect(page.get_by_label("Ort in Worten")).to_have_value("")


@pytest.mark.matrix
@pytest.mark.worker
def test_an_answer_that_changes_nothing_sends_nothing(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    phone.save(category="burglary", vehicle={"kind": "van"})
    for screen, name in (("direction", "Weiß nicht"), ("text", "Weiter"), ("plate", "Weiter"), ("place", "Weiter")):
        page = _open(phone, screen)
        _press(page, name)
        expect(page.locator(f"[data-screen={screen}]")).to_be_hidden()
    assert phone.rows("amendments") == []


@pytest.mark.parametrize(
    "size", [SIZES[0], *(pytest.param(each, marks=pytest.mark.matrix) for each in SIZES[1:])], ids=str
)
def test_every_answer_is_big_and_nothing_lies_beside_the_screen(phone: Phone, size: tuple[int, int]) -> None:
    phone.page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    phone.save()
    for screen in ("what", "place", "here", "earlier", "describe", "time", "vehicle", "colour", "plate", "direction"):
        page = _open(phone, screen)
        small = [target for target in page.evaluate(TARGETS, screen) if target[1] < TOUCH]
        assert small == [], screen
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, screen
        expect(page.locator(".calls a[href='tel:110']")).to_be_in_viewport(ratio=1)
        for step in ("Reicht so", "Weiter"):
            expect(page.locator("section:visible").get_by_role("button", name=step)).to_be_in_viewport(ratio=1)


@pytest.mark.matrix
@pytest.mark.worker
def test_pictures_come_from_one_file_that_the_phone_keeps(phone: Phone, context: BrowserContext, chaos: Chaos) -> None:
    chaos.set(hang_up)
    context.set_offline(True)
    phone.page.reload()
    phone.save()
    page = _open(phone, "what")
    address, _, name = (page.locator("[data-screen=what] use").first.get_attribute("href") or "").partition("#")
    sprite: str = page.evaluate("async (address) => (await fetch(address)).text()", address)
    assert f'<symbol id="{name}"' in sprite
    page.get_by_role("button", name="Anderes").click()
    # What was not drawn has no size.
    assert page.evaluate(DRAWN) == [True] * 18
