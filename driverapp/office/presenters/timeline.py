"""What happened to a report, in words: when, what, and who."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.models import EmergencyCall, Event
from driverapp.vocabulary.states import (
    CALL_OUTCOME_NAMES,
    EVENT_NAMES,
    OUTCOME_NAMES,
    CallOutcome,
    EventKind,
    Outcome,
)
from driverapp.vocabulary.wording import N_

BY_THE_REPORTER = frozenset(
    {
        EventKind.AMENDED,
        EventKind.BECAME_USABLE,
        EventKind.MEDIUM_RECEIVED,
        EventKind.MEDIUM_REMOVED,
        EventKind.ANSWERED,
        EventKind.WITHDRAWAL_REQUESTED,
        EventKind.WITHDRAWN,
    }
)
# No phone shows these, nor carries their words.
NAMES = EVENT_NAMES | {
    EventKind.HELD: N_("mit Aktenzeichen festgehalten"),
    EventKind.HOLD_ENDED: N_("nicht mehr festgehalten"),
    EventKind.UNDONE: N_("letzten Schritt rückgängig gemacht"),
}


@dataclass(frozen=True)
class Happened:
    """A line of the timeline: when, what, and who."""

    moment: Moment
    what: str
    who: str
    detail: str | None = None


def timeline(events: Sequence[tuple[Event, str | None]]) -> list[Happened]:
    """What happened to a report, by whom."""
    return [happened(event, email) for event, email in events]


def happened(event: Event, email: str | None) -> Happened:
    """One event in words."""
    kind = EventKind(event.kind)
    reporter = _("meldende Person") if kind in BY_THE_REPORTER else ""
    outcome = event.outcome if kind is EventKind.CLOSED else None
    return Happened(
        moment=clock(event.at),
        what=_(NAMES[kind]),
        who=email or reporter,
        detail=_(OUTCOME_NAMES[Outcome(outcome)]) if outcome else None,
    )


def tapped(call: EmergencyCall) -> Happened:
    """A tap on 110 in words; what came of it is what the reporter said."""
    code = _("Anrufcode %(code)s", code=f"{call.call_code[:3]} {call.call_code[3:]}") if call.call_code else None
    outcome = CallOutcome(call.outcome)
    said = _("keine Angabe") if outcome is CallOutcome.OPENED else _(CALL_OUTCOME_NAMES[outcome])
    return Happened(moment=clock(call.tapped_at), what=_("110 angetippt"), who=said, detail=code)
