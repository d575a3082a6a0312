"""What a reporter learns of the own report: arrived, read, closed, and what the office wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from driverapp.reports.holder import own_report
from driverapp.reports.messages import Message, list_messages
from driverapp.reports.models import Event, Report
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind, State


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


def follow_up(report_id: UUID, secret: str) -> FollowUp:
    """How far a report is. Raises `UnknownReport`, for a wrong secret as well."""
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
        messages=list_messages(report_id),
    )


def state_for_reporter(state: str) -> State:
    """The state as the reporter sees it: received, seen, closed or withdrawn (contract, "States of a report")."""
    return State.SEEN if state == State.HANDED_OVER else State(state)


def _withdrawal(report: Report) -> Literal["requested", "refused"] | None:
    if report.withdrawal_requested_at is not None:
        return "requested"
    refused = select(Event.id).where(Event.report_id == report.id, Event.kind == EventKind.WITHDRAWAL_REFUSED)
    return "refused" if db.session.scalar(refused.limit(1)) is not None else None
