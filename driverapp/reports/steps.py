"""The steps that a coordinator can take with a report, and when."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from driverapp.reports.messages import Asked
from driverapp.reports.models import Report
from driverapp.vocabulary.states import EventKind, Outcome, State


class Step(StrEnum):
    """What a coordinator can do with a report."""

    SEE = "see"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    REOPEN = "reopen"
    RELEASE = "release"
    ASK = "ask"
    NOTE_ANSWER = "note_answer"
    ACCEPT_WITHDRAWAL = "accept_withdrawal"
    REFUSE_WITHDRAWAL = "refuse_withdrawal"
    HOLD = "hold"
    END_HOLD = "end_hold"
    UNDO = "undo"


@dataclass(frozen=True)
class Entry:
    """What a coordinator entered: the step and the version of the report they looked at.

    `outcome` and `helped` belong to closing, `asked` to asking, `file_number` to a hold; `answer` is the last one that
    they saw.
    """

    step: Step
    version: int
    outcome: Outcome | None = None
    helped: bool = False
    asked: Asked | None = None
    answer: UUID | None = None
    file_number: str | None = None


EVENTS = {
    Step.SEE: EventKind.SEEN,
    Step.HAND_OVER: EventKind.HANDED_OVER,
    Step.CLOSE: EventKind.CLOSED,
    Step.REOPEN: EventKind.REOPENED,
    Step.RELEASE: EventKind.RELEASED,
    Step.ASK: EventKind.ASKED,
    Step.NOTE_ANSWER: EventKind.ANSWER_NOTED,
    Step.ACCEPT_WITHDRAWAL: EventKind.WITHDRAWN,
    Step.REFUSE_WITHDRAWAL: EventKind.WITHDRAWAL_REFUSED,
    Step.HOLD: EventKind.HELD,
    Step.END_HOLD: EventKind.HOLD_ENDED,
    Step.UNDO: EventKind.UNDONE,
}

# Contract: received → seen → handed_over → closed, seen → closed, and back by reopening. To hold a report again renews
# its hold.
MOVES = {
    State.RECEIVED: (Step.SEE,),
    State.SEEN: (Step.HAND_OVER, Step.CLOSE, Step.ASK, Step.HOLD),
    State.HANDED_OVER: (Step.CLOSE, Step.REOPEN, Step.ASK, Step.HOLD),
    State.CLOSED: (Step.REOPEN, Step.HOLD),
    State.WITHDRAWN: (),
}


def possible_steps(report: Report) -> list[Step]:
    """The steps that the report's state allows now, the most likely one first."""
    state = State(report.state)
    if state is State.WITHDRAWN or report.erased_at:
        return []
    release = [Step.RELEASE] if report.quarantined else []
    asked = [Step.ACCEPT_WITHDRAWAL, Step.REFUSE_WITHDRAWAL] if report.withdrawal_requested_at else []
    answered = [Step.NOTE_ANSWER] if report.unread_answer else []
    held = [Step.END_HOLD] if report.held_until else []
    return [*asked, *answered, *release, *MOVES[state], *held]
