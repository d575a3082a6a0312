"""Questions of the office and the reporter's answers."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports.answer import MOST_ANSWERS
from driverapp.reports.messages import Asked, ask
from driverapp.reports.models import Event, Report, ReportMessage
from driverapp.store.database import db, writing
from driverapp.vocabulary.questions import ANSWER_NAMES, ANSWERS_OF_QUESTION, QUESTION_NAMES, CannedAnswer, Question
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.phones import Phone, pointers
from tests.policies import operated_as


@pytest.fixture
def phone(client: Client) -> Phone:
    phone = Phone(client)
    phone.report(category="cargo_theft")
    return phone


@pytest.fixture
def question(phone: Phone) -> UUID:
    return _ask(phone, Question.STILL_THERE)


def _ask(phone: Phone, question: Question | None = None, text: str | None = None) -> UUID:
    asked = Asked(uuid4(), question, text, "de")
    with writing():
        ask(phone.id, asked)
        db.session.commit()
    return asked.id


def _kinds() -> list[str]:
    return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def test_question_and_answer_come_to_the_holder(app: Flask, phone: Phone, question: UUID) -> None:
    message_id = uuid4()
    answer = phone.answer(question, message_id, answer="yes", text="Stoi przy dystrybutorze 4", language="pl")
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json == {
        "id": str(message_id),
        "report": str(phone.id),
        "received_at": answer.json["received_at"],
        "ignored": [],
    }
    told = phone.follow_up().json
    assert told is not None
    first, second = told["messages"]
    assert (first["id"], first["from_office"], first["question"]) == (str(question), True, "still_there")
    assert (first["answer"], first["text"], first["in_reply_to"]) == (None, None, None)
    assert second == {
        "id": str(message_id),
        "sent_at": answer.json["received_at"],
        "from_office": False,
        "in_reply_to": str(question),
        "question": None,
        "answer": "yes",
        "text": "Stoi przy dystrybutorze 4",
        "language": "pl",
    }
    assert db.session.get_one(Report, phone.id).translated is False


def test_an_answer_counts_once_and_marks_the_report(app: Flask, phone: Phone, question: UUID) -> None:
    message_id = uuid4()
    first = phone.answer(question, message_id, answer="yes")
    again = phone.answer(question, message_id, answer="yes")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert phone.answer(question, message_id, answer="no").status_code == 422
    assert _kinds() == [EventKind.RECEIVED, EventKind.ANSWERED]
    assert db.session.get_one(Report, phone.id).unread_answer == message_id


def test_nobody_takes_the_id_of_a_question_for_an_answer(app: Flask, phone: Phone, question: UUID) -> None:
    assert phone.answer(question, question, answer="yes").status_code == 422
    assert _kinds() == [EventKind.RECEIVED]


def test_an_answer_needs_its_question(app: Flask, client: Client, phone: Phone, question: UUID) -> None:
    other = Phone(client)
    other.report(category="cargo_theft")
    for answer in (phone.answer(uuid4(), answer="yes"), other.answer(question, answer="yes")):
        assert (answer.status_code, pointers(answer)) == (422, ["/in_reply_to"])
    own = uuid4()
    phone.answer(question, own, answer="yes")
    assert phone.answer(own, answer="no").status_code == 422


def test_before_the_report_after_its_withdrawal_and_for_strangers_nothing_is_taken(
    app: Flask, client: Client, phone: Phone, question: UUID
) -> None:
    assert Phone(client).answer(question, answer="yes").status_code == 404
    assert Phone(client, id=phone.id).answer(question, answer="yes").status_code == 404
    phone.withdraw()
    assert phone.answer(question, answer="yes").status_code == 410
    assert phone.follow_up().json["messages"] == []  # type: ignore[index]
    assert db.session.scalars(select(ReportMessage)).all() == []


def test_an_unknown_word_is_dropped_and_never_a_reason_to_refuse(app: Flask, phone: Phone, question: UUID) -> None:
    answer = phone.answer(question, answer="perhaps", mood="fine")
    assert answer.status_code == 201
    assert answer.json["ignored"] == ["/answer", "/mood"]  # type: ignore[index]


def test_own_words_are_kept_where_the_policy_takes_text(app: Flask, phone: Phone, question: UUID) -> None:
    with operated_as(app, "private"):
        answer = phone.answer(question, answer="no", text="Er heißt Max", language="de")
    assert (answer.status_code, answer.json["ignored"]) == (201, ["/text"])  # type: ignore[index]
    kept = db.session.scalars(select(ReportMessage.sealed).where(~ReportMessage.from_office)).one()
    assert kept == {"answer": "no"}


def test_what_is_no_answer_is_refused_with_a_pointer(app: Flask, phone: Phone, question: UUID) -> None:
    refused = phone.answer(question, answer=1, text="x" * 1001)
    assert (refused.status_code, sorted(pointers(refused))) == (422, ["/answer", "/text"])


def test_a_report_takes_so_many_answers(app: Flask, phone: Phone, question: UUID) -> None:
    assert {phone.answer(question, answer="yes").status_code for _ in range(MOST_ANSWERS)} == {201}
    assert phone.answer(question, answer="yes").status_code == 422


def test_what_is_written_lies_sealed(app: Flask, phone: Phone, question: UUID) -> None:
    _ask(phone, text="Wie hoch war die Plane?")
    phone.answer(question, text="Ein Mann mit Leiter", language="de")
    table = ReportMessage.__table__
    raw = str(db.session.execute(select(table.c.id, table.c.report_id)).all())
    raw += str(db.session.connection().exec_driver_sql("SELECT sealed FROM report_messages").all())
    assert not any(word in raw for word in ("Plane", "Leiter", "still_there"))


def test_every_question_and_every_answer_has_its_words() -> None:
    assert set(QUESTION_NAMES) == set(ANSWERS_OF_QUESTION) == set(Question)
    assert set(ANSWER_NAMES) == set(CannedAnswer)
