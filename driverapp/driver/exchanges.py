"""The office's questions about a report and the answers, as the receipt shows them to somebody without script."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask_babel import gettext

from driverapp.driver.form_entries import plain
from driverapp.policy.intake import IntakeRules
from driverapp.reports.answer_payload import AnswerPayload, parse_answer
from driverapp.reports.fields import parse_client_id
from driverapp.reports.messages import Message
from driverapp.vocabulary.questions import (
    ANSWER_NAMES,
    ANSWERS_OF_QUESTION,
    PLAIN_ANSWERS,
    QUESTION_NAMES,
    CannedAnswer,
    Question,
)


@dataclass(frozen=True)
class Given:
    """An answer that arrived: the words of its button, and the reporter's own."""

    words: str
    text: str | None


@dataclass(frozen=True)
class Exchange:
    """A question with its answers. `buttons`: keys and words to choose from; `message_id`: of the next answer."""

    id: UUID
    message_id: UUID
    words: str
    text: str | None
    language: str | None
    answers: list[Given]
    buttons: list[tuple[str, str]]


@dataclass(frozen=True)
class Posted:
    """An answer from the receipt: its id, its bytes, and what they say."""

    id: UUID
    raw: bytes
    payload: AnswerPayload
    ignored: list[str]


def exchanges(messages: Iterable[Message]) -> list[Exchange]:
    """The questions of a report in their order, each with what was answered."""
    known = list(messages)
    return [_exchange(each, known) for each in known if each.from_office]


def read_answer(posted: Mapping[str, str], lang: str, rules: IntakeRules) -> Posted:
    """The answer that was pressed or written. Raises `InvalidBody`, and `ValueError` for a broken id."""
    text = plain(posted.get("text", "")) if rules.text else ""
    said = {"in_reply_to": posted.get("question", ""), "answer": posted.get("answer"), "text": text or None}
    raw = json.dumps(said | {"language": lang if text else None}, ensure_ascii=False, sort_keys=True).encode()
    payload, ignored = parse_answer(raw)
    return Posted(parse_client_id(posted.get("message")), raw, payload, ignored)


def _exchange(question: Message, known: list[Message]) -> Exchange:
    answers = [Given(_answer(each.answer), each.text) for each in known if each.in_reply_to == question.id]
    canned = Question(question.question) if question.question else None
    keys = ANSWERS_OF_QUESTION[canned] if canned else PLAIN_ANSWERS
    return Exchange(
        id=question.id,
        message_id=uuid4(),
        words=gettext(QUESTION_NAMES[canned]) if canned else "",
        text=question.text,
        language=question.language,
        answers=answers,
        buttons=[(key.value, gettext(ANSWER_NAMES[key])) for key in keys],
    )


def _answer(key: str | None) -> str:
    return gettext(ANSWER_NAMES[CannedAnswer(key)]) if key else ""
