"""Asking a reporter back, and what the office sees of the answer."""

import json
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from driverapp.reports.answer import answer
from driverapp.reports.answer_payload import parse_answer
from driverapp.reports.messages import list_messages
from driverapp.reports.models import Event, Report
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.factories import POLICE, Owned, make_owned_report
from tests.office.accounts import Account
from tests.policies import operated_as

MESSAGE = re.compile(r'name="message" value="([^"]+)"')
LAST = re.compile(r'name="answer" value="([^"]*)"')


@pytest.fixture
def owned(coordinator: Client) -> Owned:
    """A report in Polish that was marked as seen."""
    made = make_owned_report(category="cargo_theft", language="pl")
    _take(coordinator, made, "see")
    return made


def _path(owned: Owned) -> str:
    return f"/office/reports/{owned.id}"


def _version(owned: Owned) -> int:
    return db.session.scalars(select(Report.version).where(Report.id == owned.id)).one()


def _take(client: Client, owned: Owned, step: str, **fields: str) -> str:
    sent = {"version": str(_version(owned))} | fields
    return client.send(_path(owned), f"{_path(owned)}/steps", follow=True, step=step, **sent).text


def _ask(client: Client, owned: Owned, **fields: str) -> str:
    found = MESSAGE.search(client.get(_path(owned)).text)
    assert found is not None
    return _take(client, owned, "ask", **({"message": found[1]} | fields))


def _answer(owned: Owned, **fields: str) -> None:
    question = next(each.id for each in reversed(list_messages(owned.id)) if each.from_office)
    raw = json.dumps({"in_reply_to": str(question)} | fields).encode()
    payload, _ = parse_answer(raw)
    with writing():
        answer(owned.id, owned.secret, raw, payload, message_id=uuid4(), rules=POLICE)
        db.session.commit()


def _kinds(owned: Owned) -> list[str]:
    return list(db.session.scalars(select(Event.kind).where(Event.report_id == owned.id).order_by(Event.id)))


def test_a_question_is_asked_answered_and_noted(coordinator: Client, account: Account, owned: Owned) -> None:
    page = _ask(coordinator, owned, question="where_to", text="Der weiße Transporter")
    assert "Wohin ist es gefahren?" in page
    assert '<span class="said-text" lang="de" dir="auto">Der weiße Transporter</span>' in page
    assert "Noch keine Antwort." in page
    _answer(owned, answer="motorway", text="W stronę Hanoweru", language="pl")
    page = coordinator.get(_path(owned)).text
    assert "Auf die Autobahn" in page
    assert '<span class="said-text" lang="pl" dir="auto">W stronę Hanoweru</span>' in page
    assert "Sprache: Polnisch" in page
    assert "Antwort</span>" in coordinator.get("/office/inbox").text
    last = LAST.findall(page)
    page = _take(coordinator, owned, "note_answer", answer=last[0])
    assert "Antwort</span>" not in coordinator.get("/office/inbox").text
    assert _kinds(owned)[1:] == [EventKind.SEEN, EventKind.ASKED, EventKind.ANSWERED, EventKind.ANSWER_NOTED]
    assert page.count(f'<p class="who">{account.email}</p>') == 3
    assert "Rückfrage beantwortet" in page


def test_an_answer_that_came_meanwhile_stays_marked(coordinator: Client, owned: Owned) -> None:
    _ask(coordinator, owned, question="still_there")
    _answer(owned, answer="yes")
    seen = LAST.findall(coordinator.get(_path(owned)).text)[0]
    _answer(owned, answer="no")
    _take(coordinator, owned, "note_answer", answer=seen)
    assert db.session.get_one(Report, owned.id).unread_answer is not None
    assert "Antwort</span>" in coordinator.get("/office/inbox").text


def test_the_next_step_notes_the_answer_as_well(coordinator: Client, owned: Owned) -> None:
    _ask(coordinator, owned, question="still_there")
    _answer(owned, answer="yes")
    seen = LAST.findall(coordinator.get(_path(owned)).text)[0]
    _take(coordinator, owned, "hand_over", office="Polizeiwache Erfunden", answer=seen)
    assert db.session.get_one(Report, owned.id).unread_answer is None


def test_a_question_sent_twice_is_asked_once(coordinator: Client, owned: Owned) -> None:
    version, message = str(_version(owned)), str(uuid4())
    for _ in range(2):
        page = _take(coordinator, owned, "ask", version=version, message=message, question="how_many")
        assert "Wie viele Personen waren es?" in page
    assert len(list_messages(owned.id)) == 1
    assert _kinds(owned).count(EventKind.ASKED) == 1


def test_who_comes_second_keeps_the_question(
    coordinator: Client, owned: Owned, signed_in: Callable[[Role], Client]
) -> None:
    version = str(_version(owned))
    _take(coordinator, owned, "hand_over", office="Polizeiwache Erfunden")
    entry = {"message": str(uuid4()), "question": "how_many", "text": "Am Heck"}
    page = _take(signed_in(Role.COORDINATOR), owned, "ask", version=version, **entry)
    assert "Inzwischen hat jemand anderes die Meldung bearbeitet" in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in entry.items())
    assert list_messages(owned.id) == []


def test_another_question_of_the_same_person_from_an_old_page_is_no_repeat(coordinator: Client, owned: Owned) -> None:
    version = str(_version(owned))
    _take(coordinator, owned, "ask", version=version, message=str(uuid4()), question="how_many")
    page = _take(coordinator, owned, "ask", version=version, message=str(uuid4()), question="may_ask")
    assert "Inzwischen hat jemand anderes" in page
    assert len(list_messages(owned.id)) == 1


def test_asking_nothing_is_told(coordinator: Client, owned: Owned) -> None:
    assert "Wählen Sie eine Frage, oder schreiben Sie eine." in _ask(coordinator, owned, text="  ")
    assert list_messages(owned.id) == []


def test_one_asks_once_the_report_is_seen(coordinator: Client) -> None:
    made = make_owned_report(category="cargo_theft")
    page = coordinator.get(_path(made)).text
    assert "sobald die Meldung als gelesen markiert ist" in page
    assert 'name="question"' not in page
    sent = coordinator.send(_path(made), f"{_path(made)}/steps", step="ask", version="1", question="how_many")
    assert sent.status_code == 400


def test_the_office_says_who_reads_what(app: Flask, coordinator: Client, owned: Owned) -> None:
    page = coordinator.get(_path(owned)).text
    assert "Die Person liest Polnisch." in page
    assert "Freitext ist abgeschaltet" not in page
    with operated_as(app, "private"):
        assert "Freitext ist abgeschaltet" in coordinator.get(_path(owned)).text


def test_a_page_that_is_the_same_is_not_opened_again(coordinator: Client, owned: Owned) -> None:
    openings = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "report_opened")
    mark = coordinator.get(_path(owned)).headers["ETag"]
    before = db.session.scalar(openings)
    assert coordinator.get(_path(owned), headers={"If-None-Match": mark}).status_code == 304
    assert db.session.scalar(openings) == before
    _ask(coordinator, owned, question="may_ask")
    fresh = coordinator.get(_path(owned), headers={"If-None-Match": mark})
    assert (fresh.status_code, "Dürfen wir" in fresh.text) == (200, True)


def test_an_answer_without_words_says_so(coordinator: Client, owned: Owned) -> None:
    _ask(coordinator, owned, text="Was für ein Anhänger?")
    _answer(owned)
    assert "Ohne Inhalt" in coordinator.get(_path(owned)).text


def test_that_it_helped_is_told_only_where_the_police_acted(coordinator: Client, owned: Owned) -> None:
    page = _take(coordinator, owned, "close", outcome="harmless", helped="yes")
    assert "Das geht nur mit „Polizei wurde tätig“." in page
    assert '<option value="harmless" selected>' in page
    assert db.session.get_one(Report, owned.id).state == "seen"
