"""The steps of coordinators with a report: each is one event with who and when, and none overwrites another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import update

from driverapp.reports import events, queries
from driverapp.reports.changes import changes_of
from driverapp.reports.check_entry import check_words
from driverapp.reports.entries import keep_entry, load_entry
from driverapp.reports.foreign import foreign_texts
from driverapp.reports.messages import ask, list_messages
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import EVENTS, Entry, Step, is_event_of, is_possible, is_step
from driverapp.reports.translated import is_translated
from driverapp.reports.undo import find_step, restored, take_away
from driverapp.reports.withdraw import erase
from driverapp.store.database import db
from driverapp.trust.audit import record
from driverapp.vocabulary.states import EventKind, Outcome, State


class UnknownReport(Exception):
    """There is no such report, or the office may not know of it yet."""


class StepNotPossible(Exception):
    """The report's state does not allow this step."""


class OutcomeMissing(Exception):
    """A report is closed with what came of it, never without."""


class NotReleasable(Exception):
    """That it helped is told only where the police acted."""


class QuestionMissing(Exception):
    """Nothing was asked."""


class ChangedMeanwhile(Exception):
    """Somebody else took a step since the page was opened; `meanwhile` says who and what, nothing was changed."""

    def __init__(self, report: Report, meanwhile: Sequence[tuple[Event, str | None]]) -> None:
        super().__init__("changed meanwhile")
        self.report = report
        self.meanwhile = meanwhile


# What the reporter adds meanwhile is no step.
DETAILS = frozenset(
    {
        EventKind.RECEIVED,
        EventKind.AMENDED,
        EventKind.BECAME_USABLE,
        EventKind.MEDIUM_RECEIVED,
        EventKind.MEDIUM_REMOVED,
        EventKind.ANSWERED,
    }
)


def take_step(report_id: UUID, entry: Entry, actor_id: int) -> None:
    """Take one step, as one event; the same entry by the same person again changes nothing.

    Raises `UnknownReport`, `OutcomeMissing`, `NotReleasable`, `QuestionMissing`, what `check_words` raises,
    `StepNotPossible`, `CannotUndo`, and `ChangedMeanwhile` for who comes second.
    """
    _check(entry)
    report = queries.load_report(report_id)
    if report is None:
        raise UnknownReport
    if report.version != entry.version or report.state == State.WITHDRAWN:
        _refuse(report, entry, actor_id)
        return
    if entry.step is Step.UNDO:
        _undo(report, entry, actor_id)
    elif is_possible(report, entry.step) and _has_text(report, entry):
        _change(report, entry, actor_id)
    else:
        raise StepNotPossible


def steps_after(report_id: UUID, version: int) -> Sequence[tuple[Event, str | None]]:
    """What happened to a report after a version, with who did it; details that the reporter added are left out."""
    taken = 0
    meanwhile = []
    for event, email in queries.load_timeline(report_id):
        if taken >= version - 1 and event.kind not in DETAILS:
            meanwhile.append((event, email))
        taken += is_step(event)
    return meanwhile


def _check(entry: Entry) -> None:
    if entry.step is Step.CLOSE and entry.outcome is None:
        raise OutcomeMissing
    if entry.step is Step.ASK and not (entry.asked and (entry.asked.question or entry.asked.text)):
        raise QuestionMissing
    check_words(entry)
    if entry.helped and entry.outcome is not Outcome.POLICE_ACTED:
        raise NotReleasable


def _has_text(report: Report, entry: Entry) -> bool:
    """Whether there is what an entry translates, if it does."""
    if entry.translation is None:
        return True
    written = foreign_texts(report, queries.load_amendments(report.id), list_messages(report.id))
    return entry.translation.of in {each.of for each in written}


def _change(report: Report, entry: Entry, actor_id: int) -> None:
    changes = changes_of(report, entry)
    kept = changes.keys() - ({"unread_answer"} if entry.step is not Step.NOTE_ANSWER else set())
    before = {name: getattr(report, name) for name in kept}
    event_id = _apply(report, entry, changes, actor_id, erases=entry.step is Step.ACCEPT_WITHDRAWAL)
    if event_id is None or entry.step is Step.ACCEPT_WITHDRAWAL:
        return
    if entry.asked:
        ask(report.id, entry.asked)
    keep_entry(event_id, report.id, entry.entered(), before)
    if entry.translation:
        report.translated = is_translated(report)


def _undo(report: Report, entry: Entry, actor_id: int) -> None:
    event = find_step(report, entry.event)
    if event.kind == EventKind.RECEIVED:
        _apply(report, entry, {}, actor_id, erases=True)
        return
    entered, before = load_entry(event.id)
    if _apply(report, entry, restored(report, before), actor_id) is not None:
        take_away(report, event, entered)
        if event.kind == EventKind.TRANSLATED:
            report.translated = is_translated(report)


def _apply(report: Report, entry: Entry, changes: dict[str, Any], actor_id: int, *, erases: bool = False) -> int | None:
    """Change the report as the entry was meant, and append its event; nothing where somebody else was first."""
    outcome, state = report.outcome, report.state
    if not _still_as_read(report, entry.version, changes):
        db.session.refresh(report)
        _refuse(report, entry, actor_id)
        return None
    db.session.refresh(report)
    kind, after = (EventKind.WITHDRAWN, State.WITHDRAWN) if erases else (EVENTS[entry.step], report.state)
    event_id = events.append(
        report,
        kind,
        actor_id=actor_id,
        outcome=report.outcome,
        previous_outcome=outcome,
        moved=(state, after) if after != state else None,
        undoes=entry.event,
    )
    # Who did it is noted for longer than the events tell.
    record(db.session(), f"report_{EVENTS[entry.step]}", f"report:{report.id}", actor_id)
    if erases:
        erase(report)
    return event_id


def _still_as_read(report: Report, version: int, changes: dict[str, Any]) -> bool:
    # The condition is checked by the database, after waiting for whoever writes the row at the same moment.
    # A reporter's withdrawal changes the state and leaves the version: hence both.
    query = (
        update(Report)
        .where(Report.id == report.id, Report.version == version, Report.state == report.state)
        .values(version=version + 1, **changes)
        .returning(Report.version)
        .execution_options(synchronize_session=False)
    )
    return db.session.scalar(query) is not None


def _refuse(report: Report, entry: Entry, actor_id: int) -> None:
    meanwhile = steps_after(report.id, entry.version)
    if not _is_same(meanwhile, entry, actor_id):
        raise ChangedMeanwhile(report, meanwhile)


def _is_same(meanwhile: Sequence[tuple[Event, str | None]], entry: Entry, actor_id: int) -> bool:
    # A button pressed twice, or a page sent again after a lost answer.
    if len(meanwhile) != 1:
        return False
    event = meanwhile[0][0]
    if load_entry(event.id)[0] != entry.entered():
        return False
    if entry.step is Step.CLOSE and entry.outcome != event.outcome:
        return False
    return is_event_of(event, entry.step) and (event.actor_id, event.undoes) == (actor_id, entry.event)
