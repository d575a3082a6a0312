"""What a report was before the last step with it; to undo a step is a step of its own, which no figure forgets."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from driverapp.reports.models import Event, Report
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind, State

# Where a step leads to; to release from quarantine leads nowhere else.
LEADS_TO = {
    EventKind.SEEN: State.SEEN,
    EventKind.HANDED_OVER: State.HANDED_OVER,
    EventKind.CLOSED: State.CLOSED,
    EventKind.REOPENED: State.SEEN,
    EventKind.RELEASED: None,
}
# What closing said to the reporter is in no event: after reopening it would be lost.
UNDOABLE = frozenset(LEADS_TO) - {EventKind.REOPENED}


def before_last_step(report: Report) -> dict[str, Any] | None:
    """The columns as they stood before the last step with a report; none where that step cannot be undone."""
    own = Event.report_id == report.id, Event.actor_id.is_not(None)
    steps = [EventKind(kind) for kind in db.session.scalars(select(Event.kind).where(*own).order_by(Event.id))]
    if not steps or steps[-1] not in UNDOABLE:
        return None
    state = _state_after(steps[:-1])
    changes: dict[EventKind, dict[str, Any]] = {
        EventKind.SEEN: {"state": state, "seen_at": None},
        EventKind.HANDED_OVER: {"state": state},
        EventKind.CLOSED: {"state": state, "closed_at": None, "outcome": None, "helped": False},
        EventKind.RELEASED: {"quarantined": True},
    }
    return changes[steps[-1]]


def _state_after(steps: Iterable[EventKind]) -> State:
    states = [State.RECEIVED]
    for step in steps:
        if step is EventKind.UNDONE:
            states.pop()
        elif step in LEADS_TO:
            states.append(LEADS_TO[step] or states[-1])
    return states[-1]
