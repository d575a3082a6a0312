"""What happened to a report, in words: when, what, and who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from driverapp.office.presenters.channels import channel_name
from driverapp.office.presenters.runs import in_runs
from driverapp.office.presenters.times import Moment, clock, duration
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
    EventKind.ANSWER_NOTED: N_("Antwort als gelesen vermerkt"),
    EventKind.HELD: N_("mit Aktenzeichen festgehalten"),
    EventKind.HOLD_ENDED: N_("nicht mehr festgehalten"),
    EventKind.HAND_OVER_CHANGED: N_("Angaben zur Übergabe geändert"),
    EventKind.NOTED: N_("interne Notiz"),
    EventKind.TRANSLATED: N_("Text übersetzt"),
    EventKind.REDACTED: N_("Foto geschwärzt"),
    EventKind.UNDONE: N_("rückgängig gemacht"),
}


@dataclass(frozen=True)
class Happened:
    """A line of the timeline: when, what, and who; `undone`: taken back later."""

    moment: Moment
    what: str
    who: str
    detail: str | None = None
    undone: bool = False


def timeline(
    events: Sequence[tuple[Event, str | None]],
    entries: Mapping[int, Mapping[str, Any]] | None = None,
    *,
    whole: bool = False,
) -> list[Happened]:
    """What happened to a report, by whom; `entries`: what was entered, `whole`: with all of it."""
    kinds = {event.id: EventKind(event.kind) for event, _email in events}
    undone = {event.undoes for event, _email in events if event.undoes}
    lines = []
    for run in in_runs(events, _added_at):
        event, email = run[0]
        if len(run) > 1:
            lines.append(_several(event, run[-1][0], len(run)))
            continue
        line = happened(event, email, (entries or {}).get(event.id), whole=whole)
        if event.undoes in kinds:
            line = Happened(line.moment, line.what, line.who, _(NAMES[kinds[event.undoes]]))
        lines.append(Happened(line.moment, line.what, line.who, line.detail, event.id in undone))
    return lines


def in_order(*lines: Sequence[Happened]) -> list[Happened]:
    """Several timelines as one."""
    return sorted((each for some in lines for each in some), key=lambda each: each.moment.iso)


def _added_at(pair: tuple[Event, str | None]) -> datetime | None:
    return pair[0].at if pair[0].kind == EventKind.AMENDED else None


def _several(first: Event, last: Event, count: int) -> Happened:
    what = _("%(count)s-mal ergänzt in %(length)s", count=count, length=duration(last.at - first.at))
    return Happened(clock(first.at), what, _("meldende Person"))


def happened(
    event: Event, email: str | None, entered: Mapping[str, Any] | None = None, *, whole: bool = False
) -> Happened:
    """One event in words."""
    kind = EventKind(event.kind)
    reporter = _("meldende Person") if kind in BY_THE_REPORTER else ""
    what = _(NAMES[kind])
    if kind is EventKind.RECEIVED and email:
        what = _("aufgenommen (%(channel)s)", channel=channel_name(event.channel))
    outcome = event.outcome if kind is EventKind.CLOSED else None
    detail = outcome_words(outcome, entered or {}) if outcome else entered_words(entered or {}, whole=whole)
    return Happened(moment=clock(event.at), what=what, who=email or reporter, detail=detail)


def outcome_words(outcome: str, entered: Mapping[str, Any]) -> str:
    """What came of a report, and whether its reporter was told that it helped."""
    word = _(OUTCOME_NAMES[Outcome(outcome)])
    if entered.get("helped"):
        return _("%(outcome)s; der meldenden Person gesagt, dass es geholfen hat", outcome=word)
    return word


def entered_words(entered: Mapping[str, Any], *, whole: bool = False) -> str | None:
    """To whom a report was handed over; if it is wanted whole, whatever else was entered with a step as well."""
    office, number = entered.get("office"), entered.get("file_number")
    if office and number:
        return f"{office}, {_('Aktenzeichen %(number)s', number=number)}"
    return office or ((number or entered.get("note") or entered.get("text")) if whole else None)


def tapped(call: EmergencyCall) -> Happened:
    """A tap on 110 in words; what came of it is what the reporter said."""
    code = _("Anrufcode %(code)s", code=f"{call.call_code[:3]} {call.call_code[3:]}") if call.call_code else None
    outcome = CallOutcome(call.outcome)
    said = _("keine Angabe") if outcome is CallOutcome.OPENED else _(CALL_OUTCOME_NAMES[outcome])
    return Happened(moment=clock(call.tapped_at), what=_("110 angetippt"), who=said, detail=code)
