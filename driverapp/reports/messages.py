"""What office and reporter wrote to each other about one report."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from driverapp.reports.models import ReportMessage
from driverapp.store import insert
from driverapp.store.database import db
from driverapp.vocabulary.questions import Question

LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Message:
    """A question of the office, or an answer to it: `question` and `answer` are canned, `text` is in `language`."""

    id: UUID
    sent_at: datetime
    from_office: bool
    in_reply_to: UUID | None
    question: str | None
    answer: str | None
    text: str | None
    language: str | None
    fetched_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """What a coordinator asks: a canned question, own words in a language, or both. `id`: of the message."""

    id: UUID
    question: Question | None = None
    text: str | None = None
    language: str | None = None


def list_messages(report_id: UUID) -> list[Message]:
    """The messages of a report in the order of their arrival."""
    query = select(ReportMessage).where(ReportMessage.report_id == report_id)
    return [_message(each) for each in db.session.scalars(query.order_by(ReportMessage.sent_at, ReportMessage.id))]


def ask(report_id: UUID, asked: Asked) -> None:
    """Keep a question of the office."""
    sealed = {"question": asked.question, "text": asked.text, "language": asked.language if asked.text else None}
    values = {
        "id": asked.id,
        "report_id": report_id,
        "from_office": True,
        "sealed": {name: value for name, value in sealed.items() if value},
    }
    insert.append(ReportMessage, values)


def _message(stored: ReportMessage) -> Message:
    return Message(
        id=stored.id,
        sent_at=stored.sent_at,
        from_office=stored.from_office,
        in_reply_to=stored.in_reply_to,
        question=stored.sealed.get("question"),
        answer=stored.sealed.get("answer"),
        text=stored.sealed.get("text"),
        language=stored.sealed.get("language"),
        fetched_at=stored.fetched_at,
    )
