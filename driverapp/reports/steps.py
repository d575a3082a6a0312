"""The steps that a coordinator can take with a report, and when."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from driverapp.reports.messages import Asked
from driverapp.reports.models import Event, Report
from driverapp.vocabulary.channels import TAKEN_DOWN
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
    CHANGE_HAND_OVER = "change_hand_over"
    NOTE = "note"
    TRANSLATE = "translate"
    REDACT = "redact"
    UNDO = "undo"


@dataclass(frozen=True)
class Translation:
    """What somebody made of foreign words.

    `of`: `text`, `amendment:<id>` or `message:<id>`; the words of a place are `place`, or `place:<id>` of an amendment.
    """

    of: str
    text: str


@dataclass(frozen=True)
class Entry:
    """What a coordinator entered: the step and the version of the report they looked at.

    `outcome` and `helped` belong to closing, `asked` to asking, `file_number` to a hold and a hand-over, `office` to
    the latter; `copy` is the medium made by redacting, `event` the one to undo; `answer` is the last one that they saw.
    """

    step: Step
    version: int
    outcome: Outcome | None = None
    helped: bool = False
    asked: Asked | None = None
    answer: UUID | None = None
    file_number: str | None = None
    office: str | None = None
    note: str | None = None
    translation: Translation | None = None
    copy: UUID | None = None
    event: int | None = None

    def entered(self) -> dict[str, Any]:
        """What is kept of it beside the event and the report's own columns, fit for JSON."""
        said = {
            "office": self.office,
            "file_number": self.file_number,
            "note": self.note,
            "message": str(self.asked.id) if self.asked else None,
            "of": self.translation.of if self.translation else None,
            "text": self.translation.text if self.translation else None,
            "copy": str(self.copy) if self.copy else None,
            # The report forgets it when it is opened again; it was said all the same.
            "helped": self.helped or None,
        }
        return {name: value for name, value in said.items() if value is not None}


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
    Step.CHANGE_HAND_OVER: EventKind.HAND_OVER_CHANGED,
    Step.NOTE: EventKind.NOTED,
    Step.TRANSLATE: EventKind.TRANSLATED,
    Step.REDACT: EventKind.REDACTED,
    Step.UNDO: EventKind.UNDONE,
}

# Contract: received → seen → handed_over → closed, seen → closed, and back by reopening. To hold a report again renews
# its hold.
MOVES = {
    State.RECEIVED: (Step.SEE,),
    State.SEEN: (Step.HAND_OVER, Step.CLOSE, Step.ASK, Step.HOLD),
    State.HANDED_OVER: (Step.CLOSE, Step.REOPEN, Step.ASK, Step.HOLD, Step.CHANGE_HAND_OVER),
    State.CLOSED: (Step.REOPEN, Step.HOLD),
    State.WITHDRAWN: (),
}
# What changes nothing of the report itself.
ALWAYS = (Step.NOTE, Step.TRANSLATE, Step.REDACT)


def possible_steps(report: Report) -> list[Step]:
    """The steps that the report's state allows now, the most likely one first."""
    state = State(report.state)
    if state is State.WITHDRAWN or report.erased_at:
        return []
    release = [Step.RELEASE] if report.quarantined else []
    asked = [Step.ACCEPT_WITHDRAWAL, Step.REFUSE_WITHDRAWAL] if report.withdrawal_requested_at else []
    answered = [Step.NOTE_ANSWER] if report.unread_answer else []
    held = [Step.END_HOLD] if report.held_until else []
    moves = [each for each in MOVES[state] if each is not Step.ASK or report.channel not in TAKEN_DOWN]
    return [*asked, *answered, *release, *moves, *held]


def is_possible(report: Report, step: Step) -> bool:
    """Whether a step can be taken with a report as it stands. What can be undone, `undo` says."""
    there = report.state != State.WITHDRAWN and not report.erased_at
    return step in possible_steps(report) or (there and step in ALWAYS)


def is_step(event: Event) -> bool:
    """Whether an event is a step of a coordinator, which made a further version of its report."""
    return event.actor_id is not None and event.kind != EventKind.RECEIVED


def is_event_of(event: Event, step: Step) -> bool:
    """Whether an event is of the kind that a step makes; to undo the taking down of a report withdraws it."""
    return event.kind == EVENTS[step] or (step is Step.UNDO and event.kind == EventKind.WITHDRAWN)
