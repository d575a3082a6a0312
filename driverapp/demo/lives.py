"""What becomes of an invented report by its steps, up to a moment or to the end of its time."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from driverapp.demo.observations import Observation
from driverapp.policy.resolve import Policy
from driverapp.upkeep.retention import STEPS
from driverapp.vocabulary.states import EventKind, Outcome, State

# The periodic work erases every hour.
RUN_S = 3600


@dataclass(frozen=True)
class Step:
    """One thing that happens. `by`: the coordinator, or the reporter if empty; `word`: a file number.

    `helped`: whether the reporter is told so.
    """

    kind: EventKind
    at: datetime
    by: int | None = None
    outcome: Outcome | None = None
    word: str | None = None
    helped: bool = False


@dataclass
class Life:
    """A report as it stands after the steps that were taken; each with the outcome after it and before."""

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
    taken: list[tuple[Step, Outcome | None, Outcome | None]] = field(default_factory=list)


def live(rng: random.Random, seen: Observation, steps: Sequence[Step], *, until: datetime, policy: Policy) -> Life:
    """The life of a report up to a moment, if its time is not over before."""
    life = Life(usable=seen.detailed_at == seen.received_at, quarantined=seen.quarantined)
    for step in sorted(steps, key=lambda each: each.at):
        if step.at > min(until, _due(life, seen, policy)) or life.state is State.WITHDRAWN:
            break
        _take(life, step, policy)
    due = _due(life, seen, policy)
    if due <= until:
        life.erased_at = min(due + timedelta(seconds=rng.randrange(RUN_S)), until)
    return life


def _take(life: Life, step: Step, policy: Policy) -> None:
    """Change a report by a step, as `reports/triage.py` and `reports/withdraw.py` do."""
    if not _possible(life, step):
        return
    previous = life.outcome
    match step.kind:
        case EventKind.SEEN:
            life.state, life.seen_at = State.SEEN, step.at
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
            _take_aside(life, step)
    life.last_step = step.at if step.kind in STEPS else life.last_step
    life.version += step.by is not None
    of_office = step.by is not None
    life.taken.append((step, life.outcome if of_office else None, previous if of_office else None))


def _take_aside(life: Life, step: Step) -> None:
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
    # The reporter withdraws unseen, or asks for it; what is closed takes no question and no hand-over.
    if step.kind is EventKind.WITHDRAWN and step.by is None:
        return life.state is State.RECEIVED
    return life.state is not State.CLOSED or step.kind not in (EventKind.ASKED, EventKind.HANDED_OVER)


def _due(life: Life, seen: Observation, policy: Policy) -> datetime:
    """When a report is erased if nothing more happens, as `upkeep/retention.py` has it."""
    if life.state is State.WITHDRAWN:
        return life.taken[-1][0].at
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
