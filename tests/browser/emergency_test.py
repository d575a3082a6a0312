"""Where am I, what do I say: worked out and read out on the phone."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Geolocation, ViewportSize, expect

from driverapp.vocabulary.categories import CATEGORIES_OF_GROUP, CATEGORIES_WITHOUT_GROUP
from driverapp.vocabulary.target_groups import TargetGroup
from tests.browser.chaos import Chaos, hang_up
from tests.browser.phone import Phone
from tests.browser.screens import DOUBLE, open_line, seen_below_the_number

KEPT_GAZETTEER = "async () => Boolean(await caches.match('/api/v1/gazetteer'))"


def _at(km: float) -> Geolocation:
    """On the invented A2, whose kilometres fall towards Hannover."""
    part = (330 - km) / 10
    return Geolocation(latitude=51.9950 + 0.05 * part, longitude=8.56 + 0.16 * part, accuracy=12)


REFUSE = "() => { navigator.geolocation.watchPosition = (_, no) => no({ code: 1, PERMISSION_DENIED: 1 }); }"


def _open(phone: Phone, chaos: Chaos, lang: str = "de") -> None:
    phone.page.goto(f"{chaos.url}/{lang}/emergency")


def _correct(phone: Phone, label: str, value: str) -> None:
    field = open_line(phone.page, label)
    field.fill(value)
    field.press("Enter")


@pytest.mark.worker
@pytest.mark.usefixtures("roads")
def test_without_network_the_road_is_told_and_what_the_hand_says_counts(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    phone.poll(KEPT_GAZETTEER, {})
    chaos.set(hang_up)
    context.grant_permissions(["geolocation"])
    context.set_geolocation(_at(327.0))
    _open(phone, chaos)
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_contain_text("Ich bin auf der A2, Kilometer 327,0. Zwischen den Ausfahrten Erfunden")
    context.set_geolocation(_at(326.6))
    road = "Ich bin auf der A2 Richtung Hannover, Kilometer 326,6. Letzte Ausfahrt: Erfundenes Kreuz (26)."
    expect(sentence).to_contain_text(road)
    expect(phone.page.locator("[data-fact=near] [data-value]")).to_have_text("6 km südöstlich von Bielefeld")
    expect(phone.page.locator("[data-fact=position]")).to_contain_text("52,0120 Nord, 8,6144 Ost · auf 12 Meter genau")
    expect(sentence).to_have_text(re.compile(r"A2.*sehe gerade.*Sicherheitspartnerschaft, Code \d \d \d – ", re.DOTALL))

    _correct(phone, "Kilometer", "326.9")
    phone.page.get_by_text("Was sehen Sie?").click()
    phone.page.get_by_role("button", name="Ladungsdiebstahl").click()
    for _ in range(2):
        expect(sentence).to_contain_text("Kilometer 326,9.")
        expect(sentence).to_contain_text("Ich sehe gerade: Verdacht auf Ladungsdiebstahl.")
        phone.page.reload()
    _correct(phone, "Kilometer", "")
    expect(sentence).to_contain_text("Kilometer 326,6.")


@pytest.mark.usefixtures("roads")
def test_what_hung_on_a_word_that_was_wrong_is_not_said(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(_at(327.0))
    _open(phone, chaos)
    sentence = phone.page.locator("[data-say=place]")
    expect(sentence).to_contain_text("A2, Kilometer 327,0.")
    context.set_geolocation(_at(326.6))
    expect(sentence).to_contain_text("Letzte Ausfahrt: Erfundenes Kreuz (26).")
    _correct(phone, "Autobahn", "A 30")
    expect(sentence).to_have_text("Ich bin auf der A30. Mein Telefon zeigt: 52,0120 Nord, 8,6144 Ost.")
    expect(phone.page.locator("[data-fact=km] [data-value]")).to_have_text("–")
    _correct(phone, "Autobahn", "")
    _correct(phone, "Richtung", "Dortmund")
    expect(sentence).to_have_text("Ich bin auf der A2 Richtung Dortmund, Kilometer 326,6.")


@pytest.mark.usefixtures("roads")
def test_a_kilometre_put_right_is_not_said_somewhere_else(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(_at(326.6))
    _open(phone, chaos)
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_contain_text("A2, Kilometer 326,6.")
    _correct(phone, "Kilometer", "326,9")
    phone.page.get_by_text("Was sehen Sie?").click()
    phone.page.get_by_role("button", name="Ladungsdiebstahl").click()
    context.set_geolocation(_at(326.5))
    phone.page.reload()
    expect(phone.page.locator("[data-fact=position]")).to_contain_text("52,0125")
    expect(sentence).to_contain_text("A2, Kilometer 326,9.")
    context.set_geolocation(_at(323.1))
    phone.page.reload()
    # From here on what was kept is known.
    expect(sentence).to_contain_text("Ich sehe gerade: Verdacht auf Ladungsdiebstahl.")
    expect(sentence).to_contain_text("A2, Kilometer 323,1.")


@pytest.mark.usefixtures("roads")
def test_a_line_left_as_it_stands_is_only_confirmed(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(_at(327.0))
    _open(phone, chaos)
    sentence = phone.page.locator("[data-say=place]")
    expect(sentence).to_contain_text("Ich bin auf der A2, Kilometer 327,0.")
    open_line(phone.page, "Kilometer").press("Enter")
    context.set_geolocation(Geolocation(**_at(326.9) | {"accuracy": 200}))
    expect(sentence).to_contain_text("Ich bin vermutlich auf der A2, Kilometer 326,9.")
    # Who does not see the pencil hears that the line can be changed.
    expect(phone.page.locator("[data-fact=km]")).to_match_aria_snapshot("- group: Kilometer vermutlich 326,9 Ändern")
    for label in ("Autobahn", "Kilometer"):
        open_line(phone.page, label).press("Enter")
    expect(sentence).to_contain_text("Ich bin auf der A2, Kilometer 326,9.")


def test_in_a_city_its_name_comes_first_and_no_foreign_word_is_said(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(Geolocation(latitude=50.9413, longitude=6.9583, accuracy=12))
    _open(phone, chaos, "pl")
    said = "Ich bin hier: Köln. Mein Telefon zeigt: 50,9413 Nord, 6,9583 Ost."
    expect(phone.page.locator("[data-say=place]")).to_have_text(said)
    lines = phone.page.locator("[data-fact]:visible")
    assert lines.evaluate_all("(lines) => lines.map(({ dataset }) => dataset.fact)") == ["near", "road", "position"]
    for label in ("Miejscowość lub ulica", "Współrzędne"):
        field = open_line(phone.page, label)
        expect(field).to_have_value("")
        field.press("Enter")
        expect(field).to_be_hidden()
        expect(phone.page.locator("[data-say=place]")).to_have_text(said)


def test_a_kilometre_that_is_none_is_refused_and_stays(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos)
    _correct(phone, "Autobahn", "A2")
    _correct(phone, "Kilometer", "abc")
    field = phone.page.get_by_label("Kilometer", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("abc")
    expect(field).to_have_js_property("validity.patternMismatch", value=True)
    field.fill("423,5")
    field.press("Enter")
    expect(phone.page.locator("[data-say=place]")).to_have_text("Ich bin auf der A2, Kilometer 423,5.")


def test_a_kilometre_alone_is_said_with_a_blank_for_the_road(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos)
    _correct(phone, "Kilometer", "313,5")
    expect(phone.page.locator("[data-say=place]")).to_have_text("Ich bin auf der A …, Kilometer 313,5.")
    _correct(phone, "Richtung", "Hannover")
    expect(phone.page.locator("[data-say=place]")).to_have_text(
        "Ich bin auf der A … Richtung Hannover, Kilometer 313,5."
    )


@pytest.mark.parametrize(
    ("lang", "label", "words"), [("ar", "الاتجاه", "A 3 نحو كولونيا"), ("uk", "Напрямок", "Кельн")]
)
def test_what_a_german_voice_cannot_read_is_asked_for_in_latin_letters(
    phone: Phone, chaos: Chaos, lang: str, label: str, words: str
) -> None:
    _open(phone, chaos, lang)
    phone.page.locator("[data-fact=road] summary").click()
    phone.page.locator("[name=road]").fill("A 3")
    phone.page.locator("[name=road]").press("Enter")
    _correct(phone, label, words)
    field = phone.page.get_by_label(label, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value(words)
    expect(field).to_have_js_property("validity.customError", value=True)
    sentence = phone.page.locator("[data-say=place]")
    expect(sentence).to_have_text("Ich bin auf der A3.")
    field.fill("Köln-Mülheim")
    field.press("Enter")
    expect(sentence).to_have_text("Ich bin auf der A3 Richtung Köln-Mülheim.")


def test_without_a_position_there_are_blanks_to_say_and_lines_to_fill(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos, "en")
    expect(phone.page.get_by_text("Location not known yet. You can call anyway.")).to_be_visible()
    expect(phone.page.get_by_role("link", name=re.compile("^110"))).to_be_in_viewport()
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_have_attribute("lang", "de")
    expect(sentence).to_have_attribute("dir", "ltr")
    expect(sentence).to_contain_text("Ich bin auf der Autobahn …, Richtung …, Kilometer …")
    expect(sentence).to_contain_text("Ich spreche wenig Deutsch, ich spreche Englisch.")
    for label, value in (("Motorway", "a 2"), ("Direction", "Hannover")):
        _correct(phone, label, value)
    expect(sentence).to_contain_text("Ich bin auf der A2 Richtung Hannover.")
    expect(phone.page.locator("[data-means=place]")).to_have_text("I am on the A2 towards Hannover.")


def test_who_chose_no_group_is_offered_what_anybody_may_see(phone: Phone, chaos: Chaos) -> None:
    offered = phone.page.locator("[data-seen-category]:visible")
    for group, expected in ((None, CATEGORIES_WITHOUT_GROUP), ("bus", CATEGORIES_OF_GROUP[TargetGroup.BUS])):
        phone.call("database.js", "writeSetting", "target_group", group)
        _open(phone, chaos)
        phone.page.get_by_text("Was sehen Sie?").click()
        expect(offered).to_have_count(len(expected))
        for category in expected:
            expect(phone.page.locator(f"[data-seen-category={category}]")).to_be_visible()


def test_what_is_seen_stands_in_the_order_of_the_group(phone: Phone, chaos: Chaos) -> None:
    phone.call("database.js", "writeSetting", "target_group", "taxi")
    _open(phone, chaos)
    phone.page.get_by_text("Was sehen Sie?").click()
    offered = phone.page.locator("[data-seen-category]:visible")
    expect(offered).to_have_count(len(CATEGORIES_OF_GROUP[TargetGroup.TAXI]))
    shown = [each.get_attribute("data-seen-category") for each in offered.all()]
    assert shown == list(CATEGORIES_OF_GROUP[TargetGroup.TAXI])


def test_what_a_report_says_is_in_the_sentence(phone: Phone, chaos: Chaos) -> None:
    phone.save(category="fuel_theft")
    _open(phone, chaos, "en")
    expect(phone.page.get_by_role("blockquote")).to_contain_text("Ich sehe gerade: Verdacht auf Kraftstoffdiebstahl.")
    expect(phone.page.locator("[data-means=seen]")).to_have_text("What I see now: suspected fuel theft.")
    phone.page.get_by_text("What do you see?").click()
    phone.page.get_by_role("button", name="Fuel theft").click()
    expect(phone.page.locator("[data-say=seen]")).to_have_text("Ich sehe gerade: …")


def test_what_was_only_practised_is_not_said_to_be_seen(phone: Phone, chaos: Chaos) -> None:
    practised = phone.save(category="cargo_theft", practice=True)
    for anchor in (f"#report={practised['id']}", ""):
        phone.page.goto(f"{chaos.url}/de/")
        phone.page.goto(f"{chaos.url}/de/emergency{anchor}")
        expect(phone.page.get_by_text("Was sehen Sie?")).to_be_visible()
        expect(phone.page.locator("[data-say=seen]")).to_have_text("Ich sehe gerade: …")
        expect(phone.page.locator("html:not([data-report])")).to_have_count(1)
    phone.save(category="fuel_theft")
    phone.save(category="cargo_theft", practice=True)
    phone.page.reload()
    expect(phone.page.locator("[data-say=seen]")).to_have_text("Ich sehe gerade: Verdacht auf Kraftstoffdiebstahl.")


def test_what_is_over_is_not_said_to_be_seen_now(phone: Phone, chaos: Chaos) -> None:
    phone.save(category="fuel_theft", ongoing=False)
    _open(phone, chaos)
    expect(phone.page.get_by_text("Was sehen Sie?")).to_be_visible()
    expect(phone.page.locator("[data-say=seen]")).to_have_text("Ich sehe gerade: …")


@pytest.mark.parametrize(("local", "shown"), [("true", True), ("false", False)])
def test_only_a_voice_of_the_device_reads_the_german_sentence(
    phone: Phone, chaos: Chaos, context: BrowserContext, local: str, *, shown: bool
) -> None:
    # Chromium on a test machine has no voices.
    context.add_init_script(f"speechSynthesis.getVoices = () => [{{ lang: 'de-DE', localService: {local} }}]")
    _open(phone, chaos)
    expect(phone.page.get_by_text("Was sehen Sie?")).to_be_visible()
    expect(phone.page.get_by_role("button", name="Deutsch vorlesen lassen")).to_be_visible(visible=shown)


def test_a_tablet_says_which_telephone_to_take(phone: Phone, chaos: Chaos) -> None:
    site = {"name": "Erfundene Rast", "side": "Südseite", "phone": "0521 000", "road": "A2", "km": 325.5}
    phone.call("database.js", "writeSetting", "tablet", True)
    phone.call("database.js", "writeSetting", "site", site)
    _open(phone, chaos)
    expect(phone.page.locator("[data-no-call]")).to_have_text("Von diesem Gerät kein Anruf. Telefon: 0521 000")
    said = "Ich bin auf der A2, Kilometer 325,5. Rastplatz: Erfundene Rast, Südseite."
    expect(phone.page.get_by_role("blockquote")).to_contain_text(said)


def test_both_numbers_are_in_reach_without_scrolling(phone: Phone, chaos: Chaos) -> None:
    for width, height in ((320, 568), (390, 844), (844, 390), (1280, 800)):
        phone.page.set_viewport_size(ViewportSize(width=width, height=height))
        _open(phone, chaos)
        for number in ("110", "112"):
            expect(phone.page.locator(f".calls a[href='tel:{number}']")).to_be_in_viewport(ratio=1)
        phone.page.get_by_text("Hilfe danach").scroll_into_view_if_needed()
        expect(phone.page.locator(".calls a[href='tel:110']")).to_be_in_viewport(ratio=1)


def test_at_double_text_size_both_numbers_stay_and_leave_room(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    devtools = context.new_cdp_session(phone.page)
    devtools.send("Page.enable")
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for width, height in ((320, 568), (390, 844), (844, 390)):
        phone.page.set_viewport_size(ViewportSize(width=width, height=height))
        _open(phone, chaos)
        for number in ("110", "112"):
            link = phone.page.locator(f".calls a[href='tel:{number}']")
            expect(link).to_be_in_viewport(ratio=1)
            assert phone.page.evaluate("link => link.scrollWidth <= link.clientWidth", link.element_handle())
        bar = phone.page.locator(".calls").bounding_box()
        assert bar is not None
        assert bar["height"] <= height / 3
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= width


def test_coordinates_are_put_right_by_hand_as_every_line(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(Geolocation(latitude=51.2, longitude=8.5, accuracy=30))
    _open(phone, chaos)
    sentence = phone.page.get_by_role("blockquote")
    expect(sentence).to_contain_text("Mein Telefon zeigt: 51,2000 Nord, 8,5000 Ost.")
    _correct(phone, "Koordinaten", "51,3 Nord, 8,6 Ost")
    expect(sentence).to_contain_text("Koordinaten: 51,3 Nord, 8,6 Ost.")
    expect(sentence).not_to_contain_text("Mein Telefon zeigt")
    # What is no position is not read out as one.
    for wrong in ("abc", "51,3", "Steig 4"):
        _correct(phone, "Koordinaten", wrong)
        expect(phone.page.locator("[name=position]:invalid")).to_be_visible()
        expect(sentence).to_contain_text("Koordinaten: 51,3 Nord, 8,6 Ost.")
        phone.page.locator("[name=position]").fill("")
        phone.page.locator(".fact summary", has_text="Koordinaten").click()
    for right in ("51.5136,7.4653", "N 51,5 E 7,4", "51°30'48.9\"N 7°27'55.1\"E", "50 9"):
        _correct(phone, "Koordinaten", right)
        expect(sentence).to_contain_text(f"Koordinaten: {right}.")


def test_with_type_of_twice_the_size_what_is_put_right_is_seen_whole(phone: Phone, chaos: Chaos) -> None:
    phone.page.set_viewport_size(DOUBLE)
    _open(phone, chaos)
    field = open_line(phone.page, "Autobahn").bounding_box()
    button = phone.page.locator("[data-fact=road]").get_by_role("button", name="Übernehmen").bounding_box()
    assert field is not None
    assert button is not None
    assert min(field["width"], button["width"]) > 150
    seen_below_the_number(phone.page, "[name=road]", "[data-fact=road] button")


def test_whoever_refuses_the_position_learns_what_to_say_instead(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    _open(phone, chaos)
    find = phone.page.get_by_role("button", name="Standort anzeigen")
    expect(find).to_be_visible()
    devtools = context.new_cdp_session(phone.page)
    denied = {
        "permission": {"name": "geolocation"},
        "setting": "denied",
        "browserContextId": devtools.send("Target.getTargetInfo")["targetInfo"]["browserContextId"],
    }
    devtools.send("Browser.setPermission", denied)
    find.click()
    for _ in range(2):
        expect(phone.page.get_by_text("Sagen Sie, was auf den Schildern steht.")).to_be_visible()
        expect(find).to_be_hidden()
        phone.page.reload()


def test_who_has_written_the_place_is_told_too_that_the_position_is_refused(phone: Phone, chaos: Chaos) -> None:
    _open(phone, chaos)
    _correct(phone, "Kilometer", "313,5")
    expect(phone.page.get_by_text("Standort noch nicht bekannt.")).to_be_hidden()
    phone.page.evaluate(REFUSE)
    phone.page.get_by_role("button", name="Standort anzeigen").click()
    expect(phone.page.get_by_text("Sagen Sie, was auf den Schildern steht.")).to_be_visible()


def test_a_device_that_is_no_phone_is_told_to_take_one(browser: Browser, chaos: Chaos, phone: Phone) -> None:
    hint = "Ruft dieses Gerät nicht an? Nehmen Sie ein Telefon"
    _open(phone, chaos)
    expect(phone.page.locator("[data-code]")).not_to_be_empty()
    expect(phone.page.get_by_text(hint)).to_be_hidden()
    with browser.new_context(viewport=ViewportSize(width=1440, height=900)) as desktop:
        page = desktop.new_page()
        page.goto(f"{chaos.url}/de/emergency")
        expect(page.get_by_text(hint)).to_be_visible()


@pytest.mark.worker
def test_the_page_is_there_without_network(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up)
    _open(phone, chaos)
    expect(phone.page.get_by_text("Die App selbst alarmiert niemanden.")).to_be_visible()
