"""Where it was, and where it went: found by the phone, put right by hand, told in words."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import Phone
from tests.browser.screens import fields_of, locate, open_screen, press, said_at, tap_somewhere

HERE = "Am Standort des Telefons"


@pytest.mark.usefixtures("roads")
def test_here_takes_what_is_sure_and_a_correction_stays(phone: Phone, context: BrowserContext) -> None:
    locate(context, 327.0)
    tap_somewhere(phone)
    page = open_screen(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.locator("[data-found]")).to_have_text("A 2Kilometer 327,0")
    assert fields_of(phone)["place"] == {"text": HERE, "road": "A2", "km": 327}
    press(page, "Ort ändern")
    expect(page.locator("section:visible").get_by_label("Autobahn")).to_be_focused()
    page.locator("section:visible").get_by_label("Kilometer").fill("326,8")
    page.locator("section:visible").get_by_label("Rastplatz oder Straße").fill("Parkplatz Erfunden")
    press(page, "Weiter")
    place = said_at(phone, "Wann war es?")["place"]
    assert place == {"text": f"{HERE}: Parkplatz Erfunden", "road": "A2", "km": 326.8}
    page.reload()
    page.go_back()
    expect(page.locator("[data-found]")).to_have_text("A 2Kilometer 326,8Parkplatz Erfunden")


@pytest.mark.usefixtures("roads")
def test_what_is_not_sure_is_said_so_and_counts_only_with_a_yes(phone: Phone, context: BrowserContext) -> None:
    locate(context, 327.0, accuracy=180)
    tap_somewhere(phone)
    page = open_screen(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.get_by_text("vermutlich A 2")).to_be_visible()
    expect(page.get_by_text("Das Gerät ist sich nicht sicher.")).to_be_visible()
    assert fields_of(phone)["place"] == {"text": HERE}
    press(page, "Ja, das stimmt")
    assert said_at(phone, "Wann war es?")["place"] == {"text": HERE, "road": "A2", "km": 327}


@pytest.mark.matrix
@pytest.mark.usefixtures("roads")
def test_here_waits_for_a_position_that_comes_later(phone: Phone, context: BrowserContext) -> None:
    phone.save()
    page = open_screen(phone, "place")
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
    locate(context, 327.0)
    tap_somewhere(phone)
    page = open_screen(phone, "place")
    page.get_by_role("button", name="Hier").click()
    expect(page.locator("[data-found]")).to_contain_text("A 2")
    page.go_back()
    press(page, "Früher auf der Strecke")
    expect(page.get_by_role("heading", name="Wo auf der Strecke?")).to_be_visible()
    assert fields_of(phone)["place"] is None
    for label in ("Autobahn", "Kilometer", "Letzte Ausfahrt oder Rastplatz"):
        expect(page.locator("section:visible").get_by_label(label)).to_have_value("")
    page.locator("section:visible").get_by_label("Autobahn").fill("a 2")
    page.locator("section:visible").get_by_label("Kilometer").click()
    press(page, "Richtung Hannover")
    expect(page.locator("section:visible").get_by_label("Richtung", exact=True)).to_have_value("Hannover")
    press(page, "Weiter")
    assert said_at(phone, "Wann war es?")["place"] == {"road": "a 2", "direction": "Hannover"}
    # Nobody said yet that it was just now.
    expect(page.get_by_role("button", name="Gerade eben")).to_have_attribute("aria-pressed", "false")
    # Whoever goes back to "here" finds it as it was, and the other way round.
    page = open_screen(phone, "place")
    expect(page.get_by_role("button", name="Früher auf der Strecke")).to_have_attribute("aria-pressed", "true")


def test_where_no_road_was_found_the_place_is_told_in_words_at_once_if_no_position_may_come(
    phone: Phone, context: BrowserContext
) -> None:
    phone.save()
    page = open_screen(phone, "place")
    page.get_by_role("button", name="Hier Ihr Standort um").click()
    expect(page.get_by_text("Noch kein Standort. Das geht auch ohne.")).to_be_visible()
    press(page, "Ort ändern")
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
    press(page, "Weiter")
    assert said_at(phone, "Wann war es?")["place"] == {"text": f"{HERE}: Parkplatz Erfunden"}


def test_a_place_is_described_in_ones_own_words(phone: Phone) -> None:
    phone.save()
    page = open_screen(phone, "place")
    press(page, "Beschreiben")
    page.get_by_label("Ort in Worten").fill("Hinter der Tankstelle")
    press(page, "Weiter")
    assert said_at(phone, "Wann war es?")["place"] == {"text": "Hinter der Tankstelle"}


@pytest.mark.matrix
@pytest.mark.usefixtures("roads")
def test_still_there_goes_on_and_a_way_ends_it(phone: Phone) -> None:
    phone.save(ongoing=False, place={"road": "A2", "km": 327})
    page = open_screen(phone, "direction")
    expect(page.locator("html")).to_have_attribute("data-calm", "")
    press(page, "Noch da")
    assert said_at(phone, "Was haben sie getan? Was hatten sie an?")["ongoing"] is True
    expect(page.locator("html")).not_to_have_attribute("data-calm", "")
    page.go_back()
    expect(page.get_by_role("button", name="Noch da")).to_have_attribute("aria-pressed", "true")
    press(page, "Richtung Dortmund")
    fields = said_at(phone, "Was haben sie getan? Was hatten sie an?")
    assert (fields["ongoing"], fields["place"]) == (False, {"road": "A2", "km": 327, "text": "weg Richtung Dortmund"})


@pytest.mark.usefixtures("roads")
def test_where_it_went_is_not_the_side_of_the_road_and_is_taken_back_by_not_knowing(phone: Phone) -> None:
    place = {"text": HERE, "road": "A2", "km": 327, "direction": "Hannover"}
    phone.save(place=place)
    next_screen = "Was haben sie getan? Was hatten sie an?"
    way, other = (phone.page.get_by_role("button", name=f"Richtung {town}") for town in ("Hannover", "Dortmund"))
    page = open_screen(phone, "direction")
    expect(way).to_have_attribute("aria-pressed", "false")
    press(page, "Richtung Dortmund")
    assert said_at(phone, next_screen)["place"] == place | {"text": f"{HERE}, weg Richtung Dortmund"}
    page.go_back()
    expect(other).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Andere Richtung").fill("zu Fuß in den Wald")
    press(page, "Weiter")
    assert said_at(phone, next_screen)["place"] == place | {"text": f"{HERE}, weg: zu Fuß in den Wald"}
    page = open_screen(phone, "direction")
    press(page, "Weiß nicht")
    assert said_at(phone, next_screen)["place"] == place
    page.go_back()
    expect(page.get_by_label("Andere Richtung")).to_have_value("")
    expect(page.locator("section:visible [aria-pressed=true]")).to_have_count(0)


@pytest.mark.usefixtures("roads")
def test_whoever_mends_the_place_keeps_where_it_went(phone: Phone) -> None:
    place = {"road": "A2", "km": 327, "direction": "Hannover"}
    phone.save(place=place | {"text": f"{HERE}, weg Richtung Dortmund"})
    page = open_screen(phone, "here")
    expect(page.locator("[data-found]")).to_have_text("A 2Richtung HannoverKilometer 327,0")
    press(page, "Ort ändern")
    page.locator("section:visible").get_by_label("Rastplatz oder Straße").fill("Parkplatz")
    press(page, "Weiter")
    said = said_at(phone, "Wann war es?")
    assert said["place"] == place | {"text": f"{HERE}: Parkplatz, weg Richtung Dortmund"}
    page = open_screen(phone, "place")
    press(page, "Beschreiben")
    assert said_at(phone, "Beschreiben Sie den Ort")["place"] == {"text": "weg Richtung Dortmund"}
    expect(page.get_by_label("Ort in Worten")).to_have_value("")


@pytest.mark.parametrize(("lang", "turned"), [("de", "none"), ("ar", "matrix(-1, 0, 0, 1, 0, 0)")])
def test_the_arrow_back_along_the_way_points_against_the_reading(
    phone: Phone, chaos: Chaos, lang: str, turned: str
) -> None:
    report = phone.save()
    phone.page.goto(f"{chaos.url}/{lang}/#place/{report['id']}")
    arrow = phone.page.locator("[data-answer=earlier] .icon")
    expect(arrow).to_be_visible()
    expect(arrow).to_have_css("transform", turned)
