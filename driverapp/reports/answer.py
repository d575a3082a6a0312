"""The reporter's answer to a question of the office, each once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, func, select

from driverapp.policy.intake import IntakeRules
from driverapp.reports import events
from driverapp.reports.answer_payload import AnswerPayload
from driverapp.reports.holder import body_hash, open_report
from driverapp.reports.json_body import Fault, InvalidBody
from driverapp.reports.models import Report, ReportMessage
from driverapp.reports.translated import is_translated
from driverapp.store import insert
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust.hashing import same
from driverapp.vocabulary.states import EventKind

# More than a conversation by buttons ever needs.
MOST_ANSWERS = 50
UNREAD = Report.unread_answer.is_not(None)
# There are few at a time: whoever looks for them every minute must not read all reports.
Index("ix_reports_unread_answer", Report.unread_answer, sqlite_where=UNREAD, postgresql_where=UNREAD)


class MessageConflict(Exception):
    """The message exists with other content."""


class TooManyMessages(Exception):
    """The report holds as many answers as it can."""


@dataclass(frozen=True)
class MessageReceipt:
    """What the reporter's phone learns; as `Receipt`."""

    id: UUID
    report: UUID
    received_at: datetime
    ignored: list[str]
    created: bool


def answer(
    report_id: UUID,
    secret: str,
    raw: bytes,
    payload: AnswerPayload,
    *,
    message_id: UUID,
    rules: IntakeRules,
    ignored: list[str] | None = None,
) -> MessageReceipt:
    """Keep an answer and mark it for the office, once; parameters as for `receive`.

    Own words are kept where the operator's policy takes text. Raises `UnknownReport`, `ReportWithdrawn`,
    `MessageConflict`, `TooManyMessages`, and `InvalidBody` where the office asked nothing of the kind.
    """
    # The report is held, so that a withdrawal at the same moment erases this answer or keeps it out.
    report = open_report(report_id, secret, to_change=True)
    stored = db.session.get(ReportMessage, (message_id, report_id))
    if stored is not None:
        return _repeat(stored, body_hash(raw))
    _check(report_id, payload.in_reply_to)
    sealed, dropped = _kept(payload, rules)
    receipt = MessageReceipt(message_id, report_id, now(), [*(ignored or []), *dropped], created=True)
    values = {
        "id": message_id,
        "report_id": report_id,
        "body_hash": body_hash(raw),
        "sent_at": receipt.received_at,
        "from_office": False,
        "in_reply_to": payload.in_reply_to,
        "sealed": sealed,
        "ignored": receipt.ignored or None,
    }
    insert.append(ReportMessage, values)
    if sealed.get("text"):
        report.translated = is_translated(report)
    _mark(report, receipt)
    return receipt


def _kept(payload: AnswerPayload, rules: IntakeRules) -> tuple[dict[str, str], list[str]]:
    text = payload.text if rules.text else None
    said = {"answer": payload.answer, "text": text, "language": payload.language if text else None}
    dropped = ["/text"] if payload.text and not rules.text else []
    return {name: value for name, value in said.items() if value}, dropped


def _check(report_id: UUID, question: UUID) -> None:
    if not insert.exists(ReportMessage, id=question, report_id=report_id, from_office=True):
        fault: Fault = {"pointer": "/in_reply_to", "detail": "should be the id of a question to this report"}
        raise InvalidBody([fault])
    answers = select(func.count()).where(ReportMessage.report_id == report_id, ~ReportMessage.from_office)
    if (db.session.scalar(answers) or 0) >= MOST_ANSWERS:
        raise TooManyMessages


def _mark(report: Report, receipt: MessageReceipt) -> None:
    report.unread_answer = receipt.id
    db.session.flush()
    events.append(report, EventKind.ANSWERED, at=receipt.received_at)


def _repeat(stored: ReportMessage, digest: bytes) -> MessageReceipt:
    if stored.body_hash is None or not same(stored.body_hash, digest):
        raise MessageConflict
    return MessageReceipt(stored.id, stored.report_id, stored.sent_at, stored.ignored or [], created=False)
