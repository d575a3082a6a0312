"""The steps of coordinators with a report: each is one event with who and when, and none overwrites another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, update

from driverapp.reports import events, queries
from driverapp.reports.hold import check_file_number, hold
from driverapp.reports.messages import ask, is_asked
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import EVENTS, Entry, Step, possible_steps
from driverapp.reports.undo import before_last_step
from driverapp.reports.withdraw import erase
from driverapp.store.clock import now
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


# Who did what is noted for longer than the events of a report tell it.
AUDITED = {
    Step.SEE: "report_seen",
    Step.HAND_OVER: "report_handed_over",
    Step.CLOSE: "report_closed",
    Step.REOPEN: "report_reopened",
    Step.RELEASE: "report_released",
    Step.ASK: "report_asked",
    Step.NOTE_ANSWER: "report_answer_noted",
    Step.ACCEPT_WITHDRAWAL: "report_withdrawal_accepted",
    Step.REFUSE_WITHDRAWAL: "report_withdrawal_refused",
    Step.HOLD: "report_held",
    Step.END_HOLD: "report_hold_ended",
}


def take_step(report_id: UUID, entry: Entry, actor_id: int) -> None:
    """Take one step, as one event; the same entry by the same person again changes nothing.

    Raises `UnknownReport`, `OutcomeMissing`, `NotReleasable`, `QuestionMissing`, `FileNumberMissing`,
    `StepNotPossible`, and `ChangedMeanwhile` for who comes second.
    """
    _check(entry)
    report = queries.load_report(report_id)
    if report is None:
        raise UnknownReport
    if report.version != entry.version or report.state == State.WITHDRAWN:
        _refuse(report, entry, actor_id)
        return
    # Whether a step can be undone is in its events: `_undone` looks there.
    if entry.step is not Step.UNDO and entry.step not in possible_steps(report):
        raise StepNotPossible
    _change(report, entry, actor_id)


def steps_after(report_id: UUID, version: int) -> Sequence[tuple[Event, str | None]]:
    """What happened to a report after a version, with who did it; details that the reporter added are left out."""
    taken = 0
    meanwhile = []
    for event, email in queries.load_timeline(report_id):
        if taken >= version - 1 and event.kind not in DETAILS:
            meanwhile.append((event, email))
        taken += event.actor_id is not None
    return meanwhile


def _check(entry: Entry) -> None:
    if entry.step is Step.CLOSE and entry.outcome is None:
        raise OutcomeMissing
    if entry.step is Step.ASK and not (entry.asked and (entry.asked.question or entry.asked.text)):
        raise QuestionMissing
    if entry.step is Step.HOLD:
        check_file_number(entry.file_number)
    if entry.helped and entry.outcome is not Outcome.POLICE_ACTED:
        raise NotReleasable


def _change(report: Report, entry: Entry, actor_id: int) -> None:
    previous_outcome = report.outcome
    changes = _changes(report, entry)
    if not _still_as_read(report, entry.version, changes):
        db.session.refresh(report)
        _refuse(report, entry, actor_id)
        return
    db.session.refresh(report)
    events.append(
        report,
        EVENTS[entry.step],
        actor_id=actor_id,
        outcome=report.outcome,
        previous_outcome=previous_outcome,
    )
    record(db.session(), AUDITED[entry.step], f"report:{report.id}", actor_id)
    if entry.step is Step.ACCEPT_WITHDRAWAL:
        erase(report)
    elif entry.asked:
        ask(report.id, entry.asked)


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


def _changes(report: Report, entry: Entry) -> dict[str, Any]:
    decided = {"withdrawal_requested_at": None}
    changes: dict[Step, dict[str, Any]] = {
        Step.SEE: {"state": State.SEEN, "seen_at": report.seen_at or now()},
        Step.HAND_OVER: {"state": State.HANDED_OVER},
        Step.CLOSE: {"state": State.CLOSED, "closed_at": now(), "outcome": entry.outcome, "helped": entry.helped},
        Step.REOPEN: {"state": State.SEEN, "closed_at": None, "outcome": None, "helped": False},
        Step.RELEASE: {"quarantined": False},
        Step.ASK: {},
        Step.NOTE_ANSWER: {},
        Step.ACCEPT_WITHDRAWAL: decided,
        Step.REFUSE_WITHDRAWAL: decided,
        # The file number stays with the content, so that the end of a hold can be taken back.
        Step.END_HOLD: {"held_until": None},
    }
    if entry.step is Step.UNDO:
        return _undone(report)
    change = hold(entry.file_number) if entry.step is Step.HOLD else changes[entry.step]
    # An answer that came meanwhile stays unread.
    noted = case((Report.unread_answer == entry.answer, None), else_=Report.unread_answer)
    return change | ({"unread_answer": noted} if entry.answer else {})


def _undone(report: Report) -> dict[str, Any]:
    before = before_last_step(report)
    if before is None or report.erased_at:
        raise StepNotPossible
    return before


def _refuse(report: Report, entry: Entry, actor_id: int) -> None:
    meanwhile = steps_after(report.id, entry.version)
    if not _is_same(report, meanwhile, entry, actor_id):
        raise ChangedMeanwhile(report, meanwhile)


def _is_same(report: Report, meanwhile: Sequence[tuple[Event, str | None]], entry: Entry, actor_id: int) -> bool:
    # A button pressed twice, or a page sent again after a lost answer.
    if len(meanwhile) != 1:
        return False
    event = meanwhile[0][0]
    if entry.asked and not is_asked(entry.asked):
        return False
    if entry.file_number and entry.file_number != report.file_number:
        return False
    return (event.kind, event.actor_id, event.outcome) == (EVENTS[entry.step], actor_id, entry.outcome)
