import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from driverapp.policy.choices import Choices
from driverapp.policy.current import current_choices, current_policy
from driverapp.policy.queries import list_versions
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.policies import decide

PAGE = "/office/policy"


class Entries(HTMLParser):
    """What a form would send as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = given["name"]
            self.values.setdefault(self._select, "")
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]
        elif tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.values[given["name"]] = given["value"]


@pytest.fixture
def administrator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def entered(client: Client, **changes: str) -> dict[str, str]:
    """What the open form would send after these changes."""
    own = {"back", "language"}
    return {k: v for k, v in Entries(client.get(PAGE).text).values.items() if k not in own} | changes


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_form_as_it_stands_says_what_is_in_force(administrator: Client) -> None:
    decide(operator="private", text=True, exact_position_days=0, reading_hours=(6, 22), tap_hours=48)
    found = entered(administrator)
    assert (found["operator"], found["text"], found["photo"]) == ("private", "on", "")
    assert (found["exact_position_days"], found["tap_hours"], found["seen_days"]) == ("0", "48", "")
    assert (found["reading_first"], found["reading_last"], found["number"]) == ("6", "22", "1")
    administrator.post(PAGE, data=found | {"entered": "save"})
    assert current_choices()[0] == 1, "the same again is no new version"


def test_a_preview_saves_nothing_and_shows_what_the_reporter_will_read(administrator: Client) -> None:
    sent = entered(administrator, photo="on", text="off", reading_first="6", reading_last="22", seen_days="12")
    answer = administrator.post(PAGE, data=sent | {"entered": "preview"})
    shown = words(answer.text)
    assert list_versions() == []
    assert "Wird täglich von 6 bis 22 Uhr gelesen." in shown
    assert "Liest vor 6 Uhr niemand." in shown
    assert "Text nimmt der Server nicht an." in shown
    assert "Gelesen: ab dem Lesen 12 Tage" in shown
    assert "das Feld für Text Sprachnotizen" in shown
    assert "Fotos von Fahrzeugen und Gegenständen Vorgabe (aus) → an" in shown


def test_what_was_previewed_is_saved_and_noted(administrator: Client) -> None:
    sent = entered(administrator, photo="on", exact_position_days="0", reason="Beschluss vom Montag")
    preview = administrator.post(PAGE, data=sent | {"entered": "preview"})
    kept = {k: v for k, v in Entries(preview.text).values.items() if k not in ("back", "language")}
    saved = administrator.post(PAGE, data=kept | {"entered": "save"})
    assert (saved.status_code, saved.location) == (303, f"{PAGE}?saved=1")
    assert current_choices() == (1, Choices(photo=True, exact_position_days=0))
    [version] = list_versions()
    assert version.reason == "Beschluss vom Montag"
    entry = db.session.execute(select(AuditEntry).where(AuditEntry.action == "policy_set")).scalar_one()
    assert (entry.subject, entry.actor_id) == ("policy:1", version.actor_id)
    page = words(administrator.get(PAGE).text)
    assert "Fassung 1" in page
    assert "Beschluss vom Montag" in page
    assert "Genauer Standort, in Tagen : Vorgabe (30 Tage) → nie".replace(" :", "") in page


def test_to_change_again_keeps_what_was_entered(administrator: Client) -> None:
    sent = entered(administrator, voice="on", closed_days="3")
    answer = administrator.post(PAGE, data=sent | {"entered": "change"})
    assert Entries(answer.text).values["voice"] == "on"
    assert Entries(answer.text).values["closed_days"] == "3"
    assert list_versions() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"media_days": "31"},
        {"tap_hours": "0"},
        {"unread_alarm_hours": "48", "unread_days": "2"},
        {"unread_days": "1"},
        {"seen_days": "viele"},
        {"seen_days": "-1"},
        {"seen_days": "²"},
        {"reading_first": "6"},
        {"reading_first": "22", "reading_last": "6"},
        {"text": "vielleicht"},
        {"operator": "niemand"},
        {"entered": "something"},
        {"reason": "x" * 301},
    ],
)
@pytest.mark.parametrize("step", ["preview", "save"])
def test_what_cannot_be_is_said_and_not_saved(administrator: Client, wrong: dict[str, str], step: str) -> None:
    answer = administrator.post(PAGE, data=entered(administrator) | {"entered": step} | wrong)
    assert answer.status_code == 200
    assert "Noch nichts gespeichert." in answer.text
    assert list_versions() == []


def test_of_two_administrators_the_second_overwrites_nothing(administrator: Client) -> None:
    sent = entered(administrator, voice="on")
    decide(text=False)
    answer = administrator.post(PAGE, data=sent | {"entered": "save"})
    assert answer.status_code == 409
    shown = words(answer.text)
    assert "policy-0@example.org die Richtlinie geändert" in shown
    assert "Text aus → Vorgabe (an)" in shown
    assert [each.choices.text for each in list_versions()] == [False]
    kept = {k: v for k, v in Entries(answer.text).values.items() if k not in ("back", "language")}
    assert administrator.post(PAGE, data=kept | {"entered": "save"}).status_code == 303
    assert (current_policy().text, current_policy().voice) == (True, True)


def test_the_page_speaks_english(administrator: Client) -> None:
    administrator.submit("/office/policy", entered="preview")
    administrator.set_cookie("language", "en")
    shown = words(administrator.get(PAGE).text)
    assert "Who runs the app?" in shown
    assert "Default: police 30 days, private never, demonstration 30 days." in shown
