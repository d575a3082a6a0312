"""Taking in what phones and the form send, in measure: whatever is new counts for its address, repeats do not."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from flask import request

from driverapp.driver.guard import admit
from driverapp.policy.current import current_policy
from driverapp.policy.intake import IntakeRules, intake_rules
from driverapp.reports.answer import MessageReceipt, answer
from driverapp.reports.answer_payload import AnswerPayload
from driverapp.reports.follow_up import FollowUp, follow_up, note_fetched
from driverapp.reports.models import Report, ReportMessage
from driverapp.reports.payload import ReportPayload
from driverapp.reports.receive import Receipt, receive
from driverapp.reports.withdraw import withdraw
from driverapp.store.database import db, separate_transaction
from driverapp.store.insert import exists
from driverapp.web.limits import Kind, current_limits
from driverapp.web.transaction import SAFE_METHODS


class Taken(Protocol):
    """What came of a request; `created`: false for a repeat."""

    @property
    def created(self) -> bool: ...


Outcome = TypeVar("Outcome", bound=Taken)


def current_rules() -> IntakeRules:
    """What a report may hold in this installation."""
    return intake_rules(current_policy())


def in_measure(kind: Kind, is_repeat: Callable[[], bool], take: Callable[[], Outcome]) -> Outcome:
    """Take a request unless its address sends far too much, and count it if it was new. Raises `Problem` 429."""
    admit(kind, is_repeat)
    outcome = take()
    if outcome.created:
        current_limits().count(kind)
    return outcome


def file_report(
    own_id: UUID,
    secret: str,
    raw: bytes,
    payload: ReportPayload,
    *,
    ignored: list[str],
    sent_at: datetime | None = None,
) -> Receipt:
    """Keep a report, once; set apart if its address sends very much. Raises as `receive`, and `Problem` 429."""

    def take() -> Receipt:
        quarantined = current_limits().is_high(Kind.REPORT)
        return receive(
            own_id,
            secret,
            raw,
            payload,
            rules=current_rules(),
            ignored=ignored,
            sent_at=sent_at,
            quarantined=quarantined,
        )

    return in_measure(Kind.REPORT, lambda: exists(Report, id=own_id), take)


def file_answer(
    own_id: UUID, secret: str, raw: bytes, payload: AnswerPayload, *, message_id: UUID, ignored: list[str]
) -> MessageReceipt:
    """Keep the answer to a question of the office, once. Raises as `answer`, and `Problem` 429."""
    rules = current_rules()
    return in_measure(
        Kind.DETAIL,
        lambda: exists(ReportMessage, id=message_id, report_id=own_id),
        lambda: answer(own_id, secret, raw, payload, message_id=message_id, rules=rules, ignored=ignored),
    )


def own_follow_up(own_id: UUID, secret: str) -> FollowUp:
    """How far a report is, to its holder. Raises `UnknownReport`."""
    return follow_up(own_id, secret, _note_fetched)


def _note_fetched(own_id: UUID, message_ids: Sequence[UUID]) -> set[UUID]:
    if request.method not in SAFE_METHODS:
        return note_fetched(db.session(), own_id, message_ids)
    with separate_transaction() as session:
        return note_fetched(session, own_id, message_ids)


def take_back(own_id: UUID, secret: str) -> None:
    """Take a report back, as far as it goes. Raises as `withdraw`, and `Problem` 429."""
    admit(Kind.DETAIL, lambda: exists(Report, id=own_id))
    if withdraw(own_id, secret):
        current_limits().count(Kind.DETAIL)
