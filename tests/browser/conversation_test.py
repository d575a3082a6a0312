"""The office asks, the phone answers: offline, twice, in two tabs, and nothing is lost or blocked by it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import barriers_in_both_schemes
from tests.browser.chaos import Chaos, Gate, drop_after_commit, refuse
from tests.browser.phone import PHONE, Phone
from tests.servers import Server


@pytest.fixture
def desk(browser: Browser, signed_in_state: dict[str, Any]) -> Iterator[Page]:
    """A coordinator's page."""
    with browser.new_context(storage_state=signed_in_state, locale="de-DE") as opened:  # type: ignore[arg-type]
        opened.set_default_timeout(60_000)
        yield opened.new_page()


@pytest.fixture
def report(phone: Phone) -> dict[str, Any]:
    """A report that arrived."""
    saved = phone.save(category="cargo_theft", ongoing=True, language="en")
    return phone.wait_for(saved["id"], delivery="arrived")


def _open(desk: Page, server: Server, report: dict[str, Any]) -> None:
    desk.goto(f"{server.url}/office/reports/{report['id']}")


def _ask(desk: Page, server: Server, report: dict[str, Any], question: str = "Ist es noch da?", text: str = "") -> None:
    _open(desk, server, report)
    seen = desk.get_by_role("button", name="Als gelesen markieren")
    if seen.is_visible():
        seen.click()
    if question:
        desk.get_by_label(question).check()
    desk.get_by_label("Eigene Worte").fill(text)
    desk.get_by_role("button", name="Frage senden").click()
    expect(desk.get_by_text("Noch keine Antwort.").first).to_be_visible()


def _entry(page: Page, report: dict[str, Any]) -> Locator:
    return page.locator(f'[data-report="{report["id"]}"]')


def test_a_question_is_answered_without_network_and_arrives_when_it_is_back(
    phone: Phone,
    chaos: Chaos,
    context: BrowserContext,
    desk: Page,
    standing_server: Server,
    report: dict[str, Any],
) -> None:
    _ask(desk, standing_server, report, text="Der weiße Transporter")
    phone.page.goto(f"{chaos.url}/en/reports")
    entry = _entry(phone.page, report)
    expect(entry.get_by_role("heading", name="Is it still there?")).to_be_visible()
    words = entry.get_by_text("Der weiße Transporter")
    expect(words).to_have_attribute("lang", "de")
    expect(entry.get_by_text("Written in German")).to_be_visible()
    context.set_offline(True)
    entry.get_by_role("button", name="Yes", exact=True).click()
    expect(entry.get_by_text("Not sent yet – on this device")).to_be_visible()
    expect(phone.page.get_by_text("1 report not sent yet.")).to_be_visible()
    desk.get_by_label("Eigene Worte").fill("Angefangene Frage")
    context.set_offline(False)
    expect(entry.locator(".answers").get_by_text("Arrived")).to_be_visible()
    assert phone.rows("messages") == []
    expect(desk.locator(".answered").get_by_text("Ja", exact=True)).to_be_visible()
    expect(desk.get_by_text("Neue Antwort der meldenden Person.")).to_be_visible()
    expect(desk.get_by_label("Eigene Worte")).to_have_value("Angefangene Frage")
    desk.get_by_role("button", name="Antwort gelesen").click()
    expect(desk.get_by_role("button", name="Antwort gelesen")).to_have_count(0)


@pytest.mark.matrix
def test_a_question_shows_on_the_start_page(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report)
    phone.page.goto(f"{chaos.url}/de/reports")
    expect(_entry(phone.page, report).get_by_role("heading", name="Ist es noch da?")).to_be_visible()
    phone.page.goto(f"{chaos.url}/de/")
    expect(phone.page.get_by_role("link", name="Meine Meldungen 1 Frage an Sie")).to_be_visible()


def test_an_answer_lost_after_the_commit_is_kept_once(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report)
    phone.page.goto(f"{chaos.url}/de/reports")
    chaos.set(drop_after_commit, on="/messages/")
    entry = _entry(phone.page, report)
    entry.get_by_role("button", name="Nein", exact=True).click()
    chaos.wait_for("PUT", "/messages/")
    chaos.heal()
    phone.send()
    expect(entry.locator(".answers").get_by_text("Angekommen")).to_be_visible()
    expect(entry.locator(".answers > li")).to_have_count(1)
    assert len({request.body for request in chaos.sent("PUT", "/messages/")}) == 1
    _open(desk, standing_server, report)
    expect(desk.locator(".answered")).to_have_count(1)


def test_two_tabs_send_an_answer_once(
    phone: Phone,
    chaos: Chaos,
    desk: Page,
    standing_server: Server,
    report: dict[str, Any],
    phone_at: Callable[[str], Phone],
) -> None:
    _ask(desk, standing_server, report)
    phone.page.goto(f"{chaos.url}/de/reports")
    other = phone_at(chaos.url)
    other.page.goto(f"{chaos.url}/de/reports")
    gate = Gate()
    chaos.set(gate, on="/messages/")
    expect(_entry(other.page, report).get_by_role("button", name="Ja", exact=True)).to_be_visible()
    _entry(phone.page, report).get_by_role("button", name="Ja", exact=True).click()
    chaos.wait_for("PUT", "/messages/", answered=False)
    expect(_entry(other.page, report).locator(".answers").get_by_text("Noch nicht gesendet")).to_be_visible()
    gate.open()
    for tab in (phone, other):
        expect(_entry(tab.page, report).locator(".answers").get_by_text("Angekommen")).to_be_visible()
    assert len(chaos.sent("PUT", "/messages/")) == 1


def test_a_refused_answer_holds_up_nothing_and_is_sent_again_or_left(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report)
    phone.page.goto(f"{chaos.url}/de/reports")
    chaos.set(refuse(422), on="/messages/")
    entry = _entry(phone.page, report)
    entry.get_by_role("button", name="Ja", exact=True).click()
    expect(entry.get_by_text("Der Server nimmt das nicht an.")).to_be_visible()
    following = phone.save(text="goes through")
    phone.wait_for(following["id"], delivery="arrived")
    assert [answer["fields"]["answer"] for answer in phone.rows("messages")] == ["yes"]
    exported = json.loads(phone.call("refused.js", "exportReport", report["id"]))
    assert [answer["answer"] for answer in exported["answers"]] == ["yes"]
    entry.get_by_role("button", name="Nicht senden").click()
    expect(entry.get_by_role("button", name="Nein", exact=True)).to_be_visible()
    entry.get_by_role("button", name="Nein", exact=True).click()
    expect(entry.get_by_text("Der Server nimmt das nicht an.")).to_be_visible()
    chaos.heal()
    entry.get_by_role("button", name="Noch einmal senden").click()
    expect(entry.locator(".answers").get_by_text("Angekommen")).to_be_visible()


def test_own_words_are_an_answer_and_no_news_takes_them_away(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report, question="", text="Was für ein Anhänger?")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone.page, report)
    entry.get_by_label("In Ihren Worten").fill("Ein Kühl")
    _ask(desk, standing_server, report, question="Wie viele Personen waren es?")
    phone.save(text="another report, which changes the list")
    expect(phone.page.locator(".report")).to_have_count(2)
    field = entry.get_by_label("In Ihren Worten").first
    expect(field).to_have_value("Ein Kühl")
    field.fill("Ein Kühlanhänger")
    entry.get_by_role("button", name="Antwort senden").first.click()
    expect(entry.locator(".answers").get_by_text("Ein Kühlanhänger")).to_be_visible()
    (request,) = chaos.wait_for("PUT", "/messages/")
    body = json.loads(request.body)
    assert (body["text"], body["language"], "answer" in body) == ("Ein Kühlanhänger", "de", False)


def test_a_half_written_answer_goes_along_into_another_language(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report, question="", text="Was für ein Anhänger?")
    phone.page.goto(f"{chaos.url}/de/reports")
    _entry(phone.page, report).get_by_label("In Ihren Worten").fill("Ein Kühl")
    phone.page.locator(".language-line").get_by_role("link", name="English").click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    field = _entry(phone.page, report).get_by_label("In your words")
    expect(field).to_have_value("Ein Kühl")
    field.fill("Ein Kühlanhänger")
    _entry(phone.page, report).get_by_role("button", name="Send answer").click()
    chaos.wait_for("PUT", "/messages/")
    expect(field).to_have_value("")


def test_that_it_helped_is_seen_once_it_is_released(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report)
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone.page, report)
    expect(entry.get_by_text(re.compile(r"^Gelesen \d\d:\d\d"))).to_be_visible()
    helped = entry.get_by_text("Die Polizei hat gehandelt: Es hat etwas bewirkt.")
    expect(helped).to_be_hidden()
    desk.get_by_label("Was daraus wurde").select_option("police_acted")
    desk.get_by_label("Bei „Polizei wurde tätig“").check()
    desk.get_by_role("button", name="Abschließen").click()
    expect(helped).to_be_visible()
    expect(entry.get_by_text("Abgeschlossen")).to_be_visible()
    expect(phone.page.locator("[data-news]")).to_contain_text("Abgeschlossen")
    expect(entry.get_by_role("button", name="Ja", exact=True)).to_have_count(0)


def test_own_words_that_were_refused_can_be_changed(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    _ask(desk, standing_server, report, question="", text="Was für ein Anhänger?")
    phone.page.goto(f"{chaos.url}/de/reports")
    chaos.set(refuse(422), on="/messages/")
    entry = _entry(phone.page, report)
    entry.get_by_label("In Ihren Worten").fill("Ein Kühlanhänger")
    entry.get_by_role("button", name="Antwort senden").click()
    expect(entry.get_by_text("Der Server nimmt das nicht an.")).to_be_visible()
    chaos.heal()
    entry.get_by_role("button", name="Antwort ändern").click()
    expect(entry.get_by_label("In Ihren Worten")).to_have_value("Ein Kühlanhänger")
    entry.get_by_label("In Ihren Worten").fill("Ein Tankanhänger")
    entry.get_by_role("button", name="Antwort senden").click()
    expect(entry.locator(".answers").get_by_text("Angekommen")).to_be_visible()
    expect(entry.locator(".answers > li")).to_have_count(1)


def _press(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=name).click()
    expect(desk.get_by_role("button", name=name)).to_be_hidden()


def test_whoever_withdraws_what_was_read_is_asked_and_answered_accordingly(
    phone: Phone, chaos: Chaos, desk: Page, standing_server: Server, report: dict[str, Any]
) -> None:
    page = phone.page
    page.goto(f"{chaos.url}/de/reports")
    entry = _entry(page, report)
    entry.get_by_role("button", name=re.compile("^Zurückziehen")).click()
    expect(entry.get_by_text("Solange niemand gelesen hat")).to_be_visible()
    expect(entry.get_by_text("Weil die Meldung schon gelesen ist")).to_be_hidden()
    entry.get_by_role("button", name="Behalten").click()
    _open(desk, standing_server, report)
    _press(desk, "Als gelesen markieren")
    phone.call("sync.js", "refreshReports", True)
    expect(entry.get_by_text(re.compile("^Gelesen"))).to_be_visible()
    entry.get_by_role("button", name=re.compile("^Zurückziehen")).click()
    expect(entry.get_by_text("Solange niemand gelesen hat")).to_be_hidden()
    expect(entry.get_by_text("Weil die Meldung schon gelesen ist, wird darüber entschieden.")).to_be_visible()
    entry.get_by_role("button", name="Ja, zurückziehen").click()
    expect(entry.get_by_text("Rückzug erbeten.")).to_be_visible()
    entry.get_by_role("link", name=re.compile("^Ansehen")).click()
    expect(page.get_by_text("Rückzug erbeten. Darüber wird entschieden")).to_be_visible()
    expect(page.get_by_text("Der Rückzug wurde abgelehnt")).to_be_hidden()
    desk.reload()
    _press(desk, "Ablehnen")
    phone.call("sync.js", "refreshReports", True)
    expect(page.get_by_text("Der Rückzug wurde abgelehnt: Die Meldung wird noch gebraucht.")).to_be_visible()
    expect(page.get_by_text("Rückzug erbeten.")).to_be_hidden()


def test_no_barrier_while_asking_and_answering(
    browser: Browser,
    signed_in_state: dict[str, Any],
    standing_server: Server,
) -> None:
    # The content policy is off for these browsers: axe is no script of ours.
    with (
        browser.new_context(**PHONE, bypass_csp=True, reduced_motion="reduce") as pocket,
        browser.new_context(
            storage_state=signed_in_state,  # type: ignore[arg-type]
            locale="de-DE",
            bypass_csp=True,
            reduced_motion="reduce",
        ) as office,
    ):
        phone, desk = Phone.open(pocket, standing_server.url), office.new_page()
        saved = phone.save(category="cargo_theft", ongoing=True, language="de")
        phone.wait_for(saved["id"], delivery="arrived")
        _ask(desk, standing_server, saved, text="Am Heck?")
        phone.page.goto(f"{standing_server.url}/de/reports")
        entry = _entry(phone.page, saved)
        expect(entry.get_by_role("button", name="Ja", exact=True)).to_be_visible()
        found = barriers_in_both_schemes(phone.page)
        entry.get_by_role("button", name="Ja", exact=True).click()
        expect(entry.locator(".answers").get_by_text("Angekommen")).to_be_visible()
        found += barriers_in_both_schemes(phone.page)
        expect(desk.get_by_role("button", name="Antwort gelesen")).to_be_visible()
        assert found + barriers_in_both_schemes(desk) == []
