"""Appends what happened. Every figure is a count of events, so that none is ever edited here."""

from datetime import datetime

from driverapp.reports.models import EmergencyCall, Event, Report
from driverapp.store import insert
from driverapp.store.clock import now
from driverapp.vocabulary.roads import road_name
from driverapp.vocabulary.states import EventKind


def append(
    subject: Report | EmergencyCall,
    kind: EventKind,
    *,
    actor_id: int | None = None,
    at: datetime | None = None,
    outcome: str | None = None,
    previous_outcome: str | None = None,
    moved: tuple[str | None, str] | None = None,
    undoes: int | None = None,
) -> int:
    """Append an event to a report or a call, with the dimensions by which it is counted.

    `actor_id`: the person who did it; empty for the reporter. `at`: when; now by default. `outcome`: what came of
    the report or the call with this event, and `previous_outcome` what was said before; `moved`: from which
    state a report came to which. `undoes`: the event that it takes back. Call it after the subject was changed; at a
    withdrawal before, so that the event tells what is taken out of the figures. The event's id.
    """
    dimensions = _of_report(subject) if isinstance(subject, Report) else _of_call(subject)
    values = {
        "kind": kind,
        "at": at or now(),
        "actor_id": actor_id,
        "outcome": outcome,
        "previous_outcome": previous_outcome,
        "state": moved[1] if moved else None,
        "previous_state": moved[0] if moved else None,
        "undoes": undoes,
        "association_id": subject.association_id,
        "target_group": subject.target_group,
        "practice": subject.practice,
    }
    return int(insert.append(Event, values | dimensions))


def _of_report(report: Report) -> dict[str, object]:
    return {
        "report_id": report.id,
        "subject_at": report.received_at,
        "category": report.category,
        "road": road_name(report.road),
        "usable": report.usable,
        "channel": report.channel,
    }


def _of_call(call: EmergencyCall) -> dict[str, object]:
    return {"call_id": call.id, "subject_at": call.received_at, "usable": False}
