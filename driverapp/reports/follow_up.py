"""What a reporter learns of the own report: arrived, read, closed, and what the office wrote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from driverapp.reports.holder import own_report
from driverapp.reports.messages import Message, list_messages
from driverapp.reports.models import Event, Report, ReportMessage
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind, State

NoteFetched = Callable[[UUID, Sequence[UUID]], set[UUID]]


@dataclass(frozen=True)
class FollowUp:
    """How far a report is, to its holder. `helped`: released by a coordinator; `withdrawal`: a request to withdraw."""

    id: UUID
    reference: str | None
    received_at: datetime
    state: State
    seen_at: datetime | None
    closed_at: datetime | None
    helped: bool
    withdrawal: Literal["requested", "refused"] | None
    messages: list[Message]


def follow_up(report_id: UUID, secret: str, note: NoteFetched | None = None) -> FollowUp:
    """How far a report is. Raises `UnknownReport`, for a wrong secret as well.

    `note` notes which questions are shown for the first time, before they are.
    """
    report = own_report(report_id, secret)
    return FollowUp(
        id=report.id,
        reference=report.reference,
        received_at=report.received_at,
        state=state_for_reporter(report.state),
        seen_at=report.seen_at,
        closed_at=report.closed_at,
        helped=report.helped,
        withdrawal=_withdrawal(report),
        messages=_fetched(report_id, note),
    )


def note_fetched(session: Session, report_id: UUID, message_ids: Sequence[UUID]) -> set[UUID]:
    """Note within the session's transaction that questions were fetched; those of them that are still there."""
    of = (ReportMessage.report_id == report_id, ReportMessage.id.in_(message_ids))
    query = update(ReportMessage).where(*of).values(fetched_at=func.coalesce(ReportMessage.fetched_at, now()))
    return set(session.scalars(query.returning(ReportMessage.id).execution_options(synchronize_session=False)))


def _fetched(report_id: UUID, note: NoteFetched | None) -> list[Message]:
    # What a coordinator takes back at the same moment is either noted first, and stays, or not shown.
    messages = list_messages(report_id)
    fresh = [each.id for each in messages if each.from_office and each.fetched_at is None]
    gone = set(fresh) - note(report_id, fresh) if fresh and note else set()
    return [each for each in messages if each.id not in gone]


def state_for_reporter(state: str) -> State:
    """The state as the reporter sees it: received, seen, closed or withdrawn (contract, "States of a report")."""
    return State.SEEN if state == State.HANDED_OVER else State(state)


def _withdrawal(report: Report) -> Literal["requested", "refused"] | None:
    if report.state == State.WITHDRAWN:
        return None
    if report.withdrawal_requested_at is not None:
        return "requested"
    undone = select(Event.undoes).where(Event.report_id == report.id, Event.undoes.is_not(None))
    refused = select(Event.id).where(Event.report_id == report.id, Event.kind == EventKind.WITHDRAWAL_REFUSED)
    return "refused" if db.session.scalar(refused.where(Event.id.not_in(undone)).limit(1)) is not None else None
