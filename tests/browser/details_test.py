"""The details after a tap: by touch, with place and time of their own, and read by a coordinator as they were meant."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.chaos import Chaos, hang_up
from tests.browser.desk import add_account, sign_in
from tests.browser.phone import Phone
from tests.browser.screens import (
    DOUBLE,
    fields_of,
    locate,
    open_screen,
    press,
    said_at,
    seen_below_the_number,
    tap,
    tap_somewhere,
)
from tests.servers import Server

HERE = "Am Standort des Telefons"
# The smallest first; the others have more room and belong to the long run.
SIZES = [(320, 568), (390, 844), (1280, 800)]
SCREENS = ("what", "place", "here", "earlier", "describe", "time", "vehicle", "colour", "plate", "direction")
TOUCH = 56
# What somebody can tap on a screen, with its size; links in a sentence are none.
TARGETS = """(screen) => [...document.querySelectorAll(`[data-screen=${screen}] :is(button, input, textarea)`)]
  .map((each) => [each.textContent || each.name, each.getBoundingClientRect()])
  .filter(([, { width }]) => width > 0).map(([name, { width, height }]) => [name.trim(), Math.min(width, height)])"""

# Whatever a screen can show, at once.
SHOW_ALL = """(screen) => {
  const within = document.querySelector(`[data-screen=${screen}]`);
  for (const each of within.querySelectorAll("details")) each.open = true;
  for (const each of within.querySelectorAll("[hidden]")) each.hidden = false;
}"""
WIDTH = "() => document.documentElement.scrollWidth"

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


@pytest.mark.worker
@pytest.mark.usefixtures("roads")
def test_by_touch_alone_and_without_network_a_whole_report_reaches_the_office(
    phone: Phone, chaos: Chaos, context: BrowserContext, browser: Browser, standing_server: Server
) -> None:
    locate(context, 327.0)
    phone.poll("async () => Boolean(await caches.match('/api/v1/gazetteer'))", {})
    chaos.set(hang_up)
    report = tap_somewhere(phone)
    page = phone.page
    answers = [
        ("Nein", "Was haben Sie gesehen?"),
        ("Anderes", "Was haben Sie gesehen?"),
        ("Kraftstoffdiebstahl", "Wo war es?"),
        ("Hier Ihr Standort um", "Hier war es"),
        ("Richtung Hannover", "Hier war es"),
        ("Weiter", "Wann war es?"),
        ("Vor 20 bis 30 Minuten", "Welches Fahrzeug?"),
        ("Sattelzug", "Welche Farbe hat das Fahrzeug?"),
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


def test_the_time_of_what_was_seen_is_apart_from_the_tap(phone: Phone) -> None:
    phone.save()
    page = open_screen(phone, "time")
    expect(page.get_by_role("button", name="Gerade eben")).to_have_attribute("aria-pressed", "true")
    _press_time(page, "Vor einer Stunde")
    fields = said_at(phone, "Welches Fahrzeug?")
    tapped = datetime.fromisoformat(fields["captured_at"])
    assert tapped - datetime.fromisoformat(fields["observed_at"]) == timedelta(hours=1)
    page = open_screen(phone, "time")
    _press_time(page, "Zu einer anderen Zeit")
    field = page.get_by_label("Zeitpunkt")
    for wrong in (tapped + timedelta(hours=1), tapped - timedelta(days=15)):
        field.fill(wrong.strftime("%Y-%m-%dT%H:%M"))
        press(page, "Weiter")
        expect(page.get_by_text(f"Das muss vor Ihrer Meldung ({tapped:%H:%M}) liegen")).to_be_visible()
    yesterday = (tapped - timedelta(days=1)).replace(second=0, microsecond=0)
    field.fill(yesterday.strftime("%Y-%m-%dT%H:%M"))
    press(page, "Weiter")
    assert datetime.fromisoformat(said_at(phone, "Welches Fahrzeug?")["observed_at"]) == yesterday
    page = open_screen(phone, "time")
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
    page = open_screen(phone, screen)
    if opener:
        press(page, opener)
    shown = page.locator("section:visible")
    shown.locator(f"[name='{name}']").fill(wrong)
    press(page, "Weiter")
    error = shown.get_by_role("alert").bounding_box()
    ways = shown.locator(".flow-steps").bounding_box()
    assert error
    assert ways
    assert error["y"] + error["height"] <= ways["y"]


def _press_time(page: Page, name: str) -> None:
    page.locator("section:visible").get_by_role("button", name=name).click()


def test_no_vehicle_is_an_answer_and_skips_what_goes_with_one(phone: Phone) -> None:
    phone.save()
    page = open_screen(phone, "vehicle")
    press(page, "Kein Fahrzeug")
    assert said_at(phone, "Wohin ist es weg?")["vehicle"] is None
    page.go_back()
    expect(page.get_by_role("button", name="Kein Fahrzeug")).to_have_attribute("aria-pressed", "true")


def test_a_plate_is_raised_and_keeps_blanks_and_what_was_not_readable(phone: Phone) -> None:
    phone.save()
    page = open_screen(phone, "plate")
    plate = page.get_by_label("Kennzeichen", exact=True)
    plate.press_sequentially("?? xy 12")
    page.get_by_role("button", name="Ein Zeichen nicht gelesen: ?").click()
    expect(plate).to_have_value("?? XY 12?")
    page.get_by_role("button", name="RO Rumänien").click()
    expect(page.get_by_role("button", name="RO Rumänien")).to_have_attribute("aria-pressed", "true")
    assert fields_of(phone)["vehicle"] == {"plate": "?? XY 12?", "country": "RO"}
    page.get_by_role("button", name="Anderes Land").click()
    page.get_by_label("Anderes Land", exact=True).and_(page.locator("input")).fill("SRB")
    press(page, "Weiter")
    assert said_at(phone, "Wohin ist es weg?")["vehicle"] == {"plate": "?? XY 12?", "country": "SRB"}
    page.go_back()
    expect(page.locator("input[name='vehicle.country']")).to_have_value("SRB")


def test_whoever_goes_on_while_an_answer_is_written_loses_neither(phone: Phone, context: BrowserContext) -> None:
    tap(phone)
    page = open_screen(phone, "plate")
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
@pytest.mark.worker
def test_an_answer_that_changes_nothing_sends_nothing(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    phone.save(category="burglary", vehicle={"kind": "van"})
    for screen, name in (("direction", "Weiß nicht"), ("text", "Weiter"), ("plate", "Weiter"), ("place", "Weiter")):
        page = open_screen(phone, screen)
        press(page, name)
        expect(page.locator(f"[data-screen={screen}]")).to_be_hidden()
    assert phone.rows("amendments") == []


@pytest.mark.parametrize(
    "size", [SIZES[0], *(pytest.param(each, marks=pytest.mark.matrix) for each in SIZES[1:])], ids=str
)
def test_every_answer_is_big_and_nothing_lies_beside_the_screen(phone: Phone, size: tuple[int, int]) -> None:
    phone.page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    phone.save()
    for screen in SCREENS:
        page = open_screen(phone, screen)
        small = [target for target in page.evaluate(TARGETS, screen) if target[1] < TOUCH]
        assert small == [], screen
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, screen
        expect(page.locator(".calls a[href='tel:110']")).to_be_in_viewport(ratio=1)
        for step in ("Reicht so", "Weiter"):
            expect(page.locator("section:visible").get_by_role("button", name=step)).to_be_in_viewport(ratio=1)


def test_with_type_of_twice_the_size_nothing_lies_beside_the_screen(phone: Phone) -> None:
    page = phone.page
    page.set_viewport_size(DOUBLE)
    phone.save(category="burglary")
    wider = {}
    for screen in ("ongoing", *SCREENS, "state"):
        open_screen(phone, screen)
        page.evaluate(SHOW_ALL, screen)
        wider[screen] = page.evaluate(WIDTH)
    page.goto(page.url.partition("#")[0] + "reports")
    expect(page.locator(".report")).to_be_visible()
    page.locator("[data-slot=sure-back]").evaluate("(asked) => { asked.hidden = false; }")
    wider["withdraw"] = page.evaluate(WIDTH)
    assert set(wider.values()) == {195}, wider


def test_with_type_of_twice_the_size_what_is_wrong_is_seen_with_its_field(phone: Phone) -> None:
    phone.page.set_viewport_size(DOUBLE)
    phone.save(category="burglary")
    page = open_screen(phone, "earlier")
    page.locator("#earlier-km").fill("hinten")
    press(page, "Weiter")
    seen_below_the_number(page, "label[for=earlier-km]", "#earlier-km", "#earlier-km-error")

    page.goto(f"{page.url.partition('#')[0]}form")
    page.locator("[name=km]").fill("hinten")
    page.get_by_role("button", name="Meldung senden").click()
    seen_below_the_number(page, ".faults .lead")
    page.get_by_role("link", name="Schreiben Sie den Kilometer als Zahl").click()
    seen_below_the_number(page, "label[for=field-km]", "#field-km", "#field-km-error")


@pytest.mark.matrix
@pytest.mark.worker
def test_pictures_come_from_one_file_that_the_phone_keeps(phone: Phone, context: BrowserContext, chaos: Chaos) -> None:
    chaos.set(hang_up)
    context.set_offline(True)
    phone.page.reload()
    phone.save()
    page = open_screen(phone, "what")
    address, _, name = (page.locator("[data-screen=what] use").first.get_attribute("href") or "").partition("#")
    sprite: str = page.evaluate("async (address) => (await fetch(address)).text()", address)
    assert f'<symbol id="{name}"' in sprite
    page.get_by_role("button", name="Anderes").click()
    # What was not drawn has no size.
    assert page.evaluate(DRAWN) == [True] * 18
