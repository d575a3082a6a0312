"""Taking a step back: a further event, and the report's columns become what they were before the step."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, delete

from driverapp.reports import queries
from driverapp.reports.entries import Timeline, load_entry
from driverapp.reports.media_erase import erase_medium
from driverapp.reports.models import Event, Medium, Report, ReportMessage
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import exists
from driverapp.vocabulary.states import EventKind, State

# What stands by itself can be taken back at any time; all else in turn, the last step first.
BY_ITSELF = frozenset({EventKind.NOTED, EventKind.TRANSLATED, EventKind.REDACTED})
# Of what somebody took down, that too: it is erased then.
IN_TURN = frozenset(
    {
        EventKind.RECEIVED,
        EventKind.SEEN,
        EventKind.HANDED_OVER,
        EventKind.HAND_OVER_CHANGED,
        EventKind.CLOSED,
        EventKind.REOPENED,
        EventKind.RELEASED,
        EventKind.ASKED,
        EventKind.ANSWER_NOTED,
        EventKind.WITHDRAWAL_REFUSED,
        EventKind.HELD,
        EventKind.HOLD_ENDED,
    }
)


class CannotUndo(Exception):
    """The step stays; `why` says for what reason."""

    def __init__(self, why: "Why") -> None:
        super().__init__("cannot undo")
        self.why = why


class Why(Enum):
    """Why a step cannot be taken back."""

    NOT_IN_TURN = auto()
    FETCHED = auto()
    BEFORE_UNDO = auto()


def last_step(timeline: Timeline) -> Event | None:
    """The step that is next to be taken back; none where there is none."""
    undone = {event.undoes for event, _ in timeline if event.undoes}
    steps = [event for event, _ in timeline if event.kind in IN_TURN and event.actor_id and event.id not in undone]
    return steps[-1] if steps else None


def why_not(report: Report, event: Event, timeline: Timeline) -> Why | None:
    """Why an event of this report cannot be taken back now; nothing where it can."""
    undone = any(each.undoes == event.id for each, _ in timeline)
    last = last_step(timeline)
    in_turn = event.kind in BY_ITSELF or (last is not None and last.id == event.id)
    if undone or not in_turn or report.state == State.WITHDRAWN:
        return Why.NOT_IN_TURN
    entered, before = load_entry(event.id)
    if not entered and not before and event.kind != EventKind.RECEIVED:
        return Why.BEFORE_UNDO
    if event.kind == EventKind.ASKED and not exists(
        ReportMessage, id=UUID(entered["message"]), report_id=report.id, fetched_at=None
    ):
        return Why.FETCHED
    return None


def find_step(report: Report, event_id: int | None) -> Event:
    """The event to take back. Raises `CannotUndo`."""
    timeline = queries.load_timeline(report.id)
    event = next((each for each, _ in timeline if each.id == event_id), None)
    why = why_not(report, event, timeline) if event else Why.NOT_IN_TURN
    if event is None or why is not None:
        raise CannotUndo(why or Why.NOT_IN_TURN)
    return event


def restored(report: Report, before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a report as they were; an answer that came meanwhile stays unread."""
    values = {name: _read(name, value) for name, value in before.items()}
    if report.unread_answer is not None:
        values.pop("unread_answer", None)
    return values


def take_away(report: Report, event: Event, entered: Mapping[str, Any]) -> None:
    """Remove what a step made beside the report's columns: a question that nobody has seen, a copy of a photo.

    Raises `CannotUndo` for a question that was fetched at the same moment.
    """
    if event.kind == EventKind.ASKED:
        _forget_question(report.id, UUID(entered["message"]))
    elif event.kind == EventKind.REDACTED:
        medium = db.session.get(Medium, (UUID(entered["copy"]), report.id))
        if medium is not None and medium.erased_at is None:
            erase_medium(medium, now())
            db.session.flush()


def _forget_question(report_id: UUID, message_id: UUID) -> None:
    own = (ReportMessage.id == message_id, ReportMessage.report_id == report_id)
    query = delete(ReportMessage).where(*own, ReportMessage.fetched_at.is_(None)).returning(ReportMessage.id)
    if db.session.scalar(query) is None:
        raise CannotUndo(Why.FETCHED)


def _read(name: str, value: Any) -> Any:
    kind = Report.__table__.columns[name].type
    if value is None:
        return None
    if isinstance(getattr(kind, "impl", kind), DateTime):
        return datetime.fromisoformat(value)
    return UUID(value) if name == "unread_answer" else value
