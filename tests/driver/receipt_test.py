from uuid import uuid4

import pytest
from sqlalchemy import select

from driverapp.reports.messages import Asked, ask
from driverapp.reports.models import Event, Report, ReportMessage, UndoneReports
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.questions import Question
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.driver.filled_form import SEEN, Fields, open_form

TOWARDS_COLOGNE = "A 3 نحو Köln-Mülheim (KVB)"


@pytest.fixture
def sent(client: Client) -> dict[str, str]:
    """A form that was sent and has arrived."""
    fields = open_form(client) | SEEN
    assert client.post("/de/form", data=fields).status_code == 201
    return fields


def test_before_it_is_visible_a_withdrawal_leaves_a_counter(client: Client, sent: dict[str, str]) -> None:
    answer = client.post("/de/form/withdrawal", data=sent)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<h1>Zurückgezogen</h1>" in answer.text
    assert _report().sealed is None
    assert db.session.scalars(select(Event)).all() == []
    assert db.session.scalars(select(UndoneReports.count)).all() == [1]


def test_withdrawn_twice_it_is_withdrawn_once(client: Client, sent: dict[str, str]) -> None:
    first, second = (client.post("/de/form/withdrawal", data=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.text == second.text


def test_after_it_was_read_a_withdrawal_is_a_request(client: Client, sent: dict[str, str]) -> None:
    _change(state="seen", seen_at=now(), visible_at=now())
    page = client.post("/de/form/withdrawal", data=sent).text
    assert "Sie haben darum gebeten." in page
    assert 'action="/de/form/withdrawal"' not in page
    report = _report()
    assert (report.state, report.withdrawal_requested_at is not None) == ("seen", True)
    assert report.sealed is not None
    kinds = db.session.scalars(select(Event.kind)).all()
    assert EventKind.WITHDRAWAL_REQUESTED in kinds


def test_the_holder_sees_how_far_it_is(client: Client, sent: dict[str, str]) -> None:
    assert "Angekommen</span></h1>" in client.post("/de/form/state", data=sent).text
    _change(state="handed_over", seen_at=now())
    assert "Gelesen</span></h1>" in client.post("/de/form/state", data=sent).text
    _change(state="closed", closed_at=now(), helped=True)
    page = client.post("/de/form/state", data=sent).text
    assert "Abgeschlossen</span></h1>" in page
    assert "Die Polizei hat gehandelt: Es hat etwas bewirkt." in page


def test_without_the_secret_nobody_learns_or_changes_anything(client: Client, sent: dict[str, str]) -> None:
    stranger = sent | {"secret": "A" * 43}
    assert client.post("/de/form/state", data=stranger).status_code == 404
    assert client.post("/de/form/withdrawal", data=stranger).status_code == 422
    assert client.post("/de/form/state", data=sent | {"secret": "short"}).status_code == 422
    assert client.post("/de/form/withdrawal", data={"id": sent["id"]}).status_code == 422
    assert _report().sealed is not None


def test_what_was_never_sent_can_be_taken_back_and_then_stays_away(client: Client) -> None:
    fields = open_form(client) | SEEN
    assert "Zurückgezogen" in client.post("/de/form/withdrawal", data=fields).text
    assert client.post("/de/form", data=fields).status_code == 410


def test_a_question_is_answered_once_by_a_button(client: Client, sent: dict[str, str]) -> None:
    _ask(Question.STILL_THERE, "Steht er noch auf dem Platz?")
    page = client.post("/pl/form/state", data=sent).text
    assert "Steht er noch auf dem Platz?" in page
    fields = Fields(page).values | {"answer": "no", "text": "Er fuhr weg."}
    first, second = (client.post("/de/form/answer", data=fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert "<b>Nein</b>" in first.text
    assert "Er fuhr weg." in first.text
    assert 'action="/de/form/answer"' not in first.text
    assert '<span dir="auto">Er fuhr weg.</span>' in first.text
    (kept,) = db.session.scalars(select(ReportMessage).where(~ReportMessage.from_office))
    assert (kept.sealed["answer"], kept.sealed["language"]) == ("no", "de")
    assert _report().unread_answer == kept.id


def test_arabic_words_that_begin_with_a_road_run_from_the_right(client: Client, sent: dict[str, str]) -> None:
    _ask(Question.STILL_THERE)
    fields = Fields(client.post("/ar/form/state", data=sent).text).values
    page = client.post("/ar/form/answer", data=fields | {"answer": "no", "text": TOWARDS_COLOGNE}).text
    assert f'<span dir="rtl">{TOWARDS_COLOGNE}</span>' in page


def test_an_answer_to_nothing_or_by_a_stranger_is_refused(client: Client, sent: dict[str, str]) -> None:
    _ask(Question.MAY_ASK)
    fields = Fields(client.post("/de/form/state", data=sent).text).values | {"answer": "yes"}
    assert client.post("/de/form/answer", data=fields | {"secret": "A" * 43}).status_code == 404
    for broken in ({"question": str(uuid4())}, {"question": ""}, {"message": "x"}):
        assert client.post("/de/form/answer", data=fields | broken).status_code == 422, broken
    client.post("/de/form/withdrawal", data=sent)
    assert "<h1>Zurückgezogen</h1>" in client.post("/de/form/answer", data=fields).text
    assert _report().unread_answer is None


def _ask(question: Question, text: str | None = None) -> None:
    with writing():
        ask(_report().id, Asked(uuid4(), question, text, "de" if text else None))
        db.session.commit()


def _report() -> Report:
    return db.session.scalars(select(Report)).one()


def _change(**values: object) -> None:
    with writing():
        report = _report()
        for name, value in values.items():
            setattr(report, name, value)
        db.session.commit()
