"""What becomes of an invented report by its steps, up to a moment or to the end of its time."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from driverapp.demo.observations import Observation
from driverapp.policy.resolve import Policy
from driverapp.upkeep.retention import STEPS
from driverapp.vocabulary.states import EventKind, Outcome, State

# The periodic work erases every hour.
RUN_S = 3600
# The columns of a report that a step of the office replaces, as `reports/changes.py` has it.
REPLACES: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.SEEN: ("state", "seen_at"),
    EventKind.HANDED_OVER: ("state",),
    EventKind.CLOSED: ("state", "closed_at", "outcome", "helped"),
    EventKind.REOPENED: ("state", "closed_at", "outcome", "helped"),
    EventKind.RELEASED: ("quarantined",),
    EventKind.HELD: ("held_until", "file_number"),
    EventKind.WITHDRAWAL_REFUSED: ("withdrawal_requested_at",),
}

# From which states a step of the office is possible, as `reports/steps.py` has it.
FROM: Mapping[EventKind, tuple[State, ...]] = {
    EventKind.SEEN: (State.RECEIVED,),
    EventKind.HANDED_OVER: (State.SEEN,),
    EventKind.CLOSED: (State.SEEN, State.HANDED_OVER),
    EventKind.REOPENED: (State.HANDED_OVER, State.CLOSED),
    EventKind.ASKED: (State.SEEN, State.HANDED_OVER),
}
# What a step follows on, however long before.
NEEDS: Mapping[EventKind, EventKind] = {
    EventKind.ANSWERED: EventKind.ASKED,
    EventKind.ANSWER_NOTED: EventKind.ANSWERED,
}


@dataclass(frozen=True)
class Step:
    """One thing that happens. `by`: the coordinator, or the reporter if empty.

    `word`: a file number, a note or a translation; `office`: to whom it is handed over; `helped`: whether the reporter
    is told so.
    """

    kind: EventKind
    at: datetime
    by: int | None = None
    outcome: Outcome | None = None
    word: str | None = None
    office: str | None = None
    helped: bool = False


@dataclass(frozen=True)
class Taken:
    """A step that was taken: outcome and state after it and before, and what the columns that it replaced held.

    `undoes`: which of the taken steps it takes back.
    """

    step: Step
    outcome: Outcome | None
    previous_outcome: Outcome | None
    state: State
    previous_state: State
    before: Mapping[str, Any]
    undoes: int | None = None

    @property
    def moved(self) -> bool:
        """Whether the report came to another state."""
        return self.state is not self.previous_state


@dataclass
class Life:
    """A report as it stands after the steps that were taken."""

    usable: bool
    quarantined: bool
    state: State = State.RECEIVED
    outcome: Outcome | None = None
    helped: bool = False
    seen_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1
    held_until: datetime | None = None
    file_number: str | None = None
    withdrawal_requested_at: datetime | None = None
    erased_at: datetime | None = None
    last_step: datetime | None = None
    taken: list[Taken] = field(default_factory=list)


def live(rng: random.Random, seen: Observation, steps: Sequence[Step], *, until: datetime, policy: Policy) -> Life:
    """The life of a report up to a moment, if its time is not over before."""
    life = Life(usable=seen.detailed_at == seen.received_at, quarantined=seen.quarantined)
    for step in sorted(steps, key=lambda each: each.at):
        if step.at > min(until, _due(life, seen, policy)) or life.state is State.WITHDRAWN:
            break
        if _possible(life, step):
            _take(life, step, policy)
    due = _due(life, seen, policy)
    if due <= until:
        life.erased_at = min(due + timedelta(seconds=rng.randrange(RUN_S)), until)
    return life


def _take(life: Life, step: Step, policy: Policy) -> None:
    """Take a step and note it, as `reports/triage.py` and `reports/withdraw.py` do."""
    outcome, state = life.outcome, life.state
    before = {name: getattr(life, name) for name in REPLACES.get(step.kind, ())}
    undoes = len(life.taken) - 1 if step.kind is EventKind.UNDONE else None
    if undoes is None:
        _change(life, step, policy)
    else:
        for name, value in life.taken[undoes].before.items():
            setattr(life, name, value)
    told, was = (life.outcome, outcome) if step.by is not None else (None, None)
    taken = Taken(step, told, was, life.state, state, before, undoes)
    life.version += step.by is not None
    life.last_step = step.at if step.kind in STEPS or (undoes is not None and taken.moved) else life.last_step
    life.taken.append(taken)


def _change(life: Life, step: Step, policy: Policy) -> None:
    match step.kind:
        case EventKind.SEEN:
            life.state, life.seen_at = State.SEEN, life.seen_at or step.at
        case EventKind.HANDED_OVER:
            life.state = State.HANDED_OVER
        case EventKind.CLOSED:
            life.state, life.closed_at, life.outcome = State.CLOSED, step.at, step.outcome
            life.helped = step.helped
        case EventKind.REOPENED:
            life.state, life.closed_at, life.outcome, life.helped = State.SEEN, None, None, False
        case EventKind.HELD:
            life.held_until, life.file_number = step.at + timedelta(days=policy.hold_days), step.word
        case _:
            _change_aside(life, step)


def _change_aside(life: Life, step: Step) -> None:
    """A step after which a report is as far as it was."""
    match step.kind:
        case EventKind.BECAME_USABLE:
            life.usable = True
        case EventKind.RELEASED:
            life.quarantined = False
        case EventKind.WITHDRAWAL_REQUESTED:
            life.withdrawal_requested_at = step.at
        case EventKind.WITHDRAWAL_REFUSED:
            life.withdrawal_requested_at = None
        case EventKind.WITHDRAWN:
            life.state = State.WITHDRAWN


def _possible(life: Life, step: Step) -> bool:
    # The reporter withdraws unseen, or asks for it.
    if step.kind is EventKind.WITHDRAWN and step.by is None:
        return life.state is State.RECEIVED
    # What somebody took back at once: the reporter did nothing meanwhile.
    if step.kind is EventKind.UNDONE:
        return bool(life.taken) and life.taken[-1].step.by is not None and life.taken[-1].step.kind in STEPS
    if step.kind in NEEDS and all(taken.step.kind is not NEEDS[step.kind] for taken in life.taken):
        return False
    return step.kind not in FROM or life.state in FROM[step.kind]


def _due(life: Life, seen: Observation, policy: Policy) -> datetime:
    """When a report is erased if nothing more happens, as `upkeep/retention.py` has it."""
    if life.state is State.WITHDRAWN:
        return life.taken[-1].step.at
    since, days = {
        State.RECEIVED: (seen.received_at, policy.unread_days),
        State.SEEN: (life.last_step, policy.seen_days),
        State.HANDED_OVER: (life.last_step, policy.handed_over_days),
        State.CLOSED: (life.last_step, policy.closed_days),
    }[life.state]
    due = (since or seen.received_at) + timedelta(days=days)
    if not life.usable:
        due = min(due, seen.received_at + timedelta(hours=policy.tap_hours))
    return max(due, life.held_until or due)
