"""What each step changes in a report's row."""

from typing import Any

from sqlalchemy import case

from driverapp.reports.hold import hold
from driverapp.reports.models import Report
from driverapp.reports.steps import Entry, Step
from driverapp.store.clock import now
from driverapp.vocabulary.states import State


def changes_of(report: Report, entry: Entry) -> dict[str, Any]:
    """The columns of a report that an entry sets, by their names."""
    decided = {"withdrawal_requested_at": None}
    changes: dict[Step, dict[str, Any]] = {
        Step.SEE: {"state": State.SEEN, "seen_at": report.seen_at or now()},
        Step.HAND_OVER: {"state": State.HANDED_OVER},
        Step.CLOSE: {"state": State.CLOSED, "closed_at": now(), "outcome": entry.outcome, "helped": entry.helped},
        Step.REOPEN: {"state": State.SEEN, "closed_at": None, "outcome": None, "helped": False},
        Step.RELEASE: {"quarantined": False},
        Step.ACCEPT_WITHDRAWAL: decided,
        Step.REFUSE_WITHDRAWAL: decided,
        # The file number stays with the content, so that the end of a hold can be taken back.
        Step.END_HOLD: {"held_until": None},
    }
    change = hold(entry.file_number) if entry.step is Step.HOLD else changes.get(entry.step, {})
    # An answer that came meanwhile stays unread.
    noted = case((Report.unread_answer == entry.answer, None), else_=Report.unread_answer)
    return change | ({"unread_answer": noted} if entry.answer else {})
