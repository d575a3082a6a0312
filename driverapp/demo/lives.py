"""What becomes of an invented report: the steps of reporter and office, as far as they have happened by a moment."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from driverapp.demo.observations import Observation
from driverapp.policy.resolve import Policy
from driverapp.store.clock import BERLIN
from driverapp.vocabulary.states import EventKind, Outcome, State

READING_HOURS = (6, 22)
# The periodic work erases every hour.
RUN_S = 3600
STEPS = (EventKind.SEEN, EventKind.HANDED_OVER, EventKind.CLOSED, EventKind.REOPENED)
AFTER_HAND_OVER = {
    Outcome.POLICE_ACTED: 30,
    Outcome.KNOWN: 12,
    Outcome.HARMLESS: 10,
    Outcome.NOT_LOCATABLE: 24,
    Outcome.DUPLICATE: 4,
    Outcome.NO_FEEDBACK: 20,
}
IN_THE_OFFICE = {
    Outcome.KNOWN: 14,
    Outcome.HARMLESS: 44,
    Outcome.NOT_LOCATABLE: 20,
    Outcome.DUPLICATE: 10,
    Outcome.NO_FEEDBACK: 12,
}


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


def steps_of(rng: random.Random, seen: Observation, coordinators: Sequence[int], *, unread: bool) -> list[Step]:
    """What happens to a report; `unread`: the office has taken no step so far."""
    return [*_reporters(rng, seen), *(() if unread else _office(rng, seen, rng.choice(coordinators)))]


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


def _reporters(rng: random.Random, seen: Observation) -> Iterator[Step]:
    if seen.detailed_at is None:
        return
    if seen.detailed_at > seen.received_at:
        yield Step(EventKind.BECAME_USABLE, seen.detailed_at)
    if rng.random() < 0.07:
        yield Step(EventKind.AMENDED, seen.detailed_at + timedelta(minutes=rng.randrange(2, 90)))
    if rng.random() < 0.006:
        yield Step(EventKind.WITHDRAWN, seen.detailed_at + timedelta(minutes=rng.randrange(1, 9)))


def _office(rng: random.Random, seen: Observation, by: int) -> Iterator[Step]:
    if rng.random() < 0.003:
        return
    late = timedelta(days=rng.randrange(1, 3)) if rng.random() < 0.02 else timedelta()
    at = _in_hours(rng, seen.received_at + timedelta(minutes=2) + late + _hours(rng, 0.6, 6))
    yield Step(EventKind.SEEN, at, by)
    if seen.quarantined and rng.random() < 0.5:
        yield Step(EventKind.RELEASED, at + timedelta(minutes=1), by)
    if seen.detailed_at is not None:
        yield from _worked(rng, at, by)
    elif rng.random() < 0.6:
        yield Step(
            EventKind.CLOSED, at + _hours(rng, 8, 40), by, rng.choice((Outcome.NOT_LOCATABLE, Outcome.NO_FEEDBACK))
        )


def _worked(rng: random.Random, at: datetime, by: int) -> Iterator[Step]:
    if rng.random() < 0.15:
        yield from _asked(rng, at + timedelta(minutes=rng.randrange(1, 20)), by)
    if rng.random() < 0.012:
        yield from _withdrawal(rng, at + _hours(rng, 5, 30), by)
    handed_over = rng.random() < 0.3
    if handed_over:
        at = _in_hours(rng, at + _hours(rng, 1.5, 20))
        yield Step(EventKind.HANDED_OVER, at, by)
        if rng.random() < 0.03:
            yield Step(EventKind.HELD, at + timedelta(minutes=5), by, word=f"ERF-{at.year}-{rng.randrange(10000):05}")
    if rng.random() < 0.93:
        yield from _closed(rng, _in_hours(rng, at + _hours(rng, 60 if handed_over else 20, 280)), by, handed_over)


def _asked(rng: random.Random, at: datetime, by: int) -> Iterator[Step]:
    yield Step(EventKind.ASKED, at, by)
    if rng.random() < 0.7:
        answered = at + timedelta(minutes=2) + _hours(rng, 3, 30)
        yield Step(EventKind.ANSWERED, answered)
        yield Step(EventKind.ANSWER_NOTED, _in_hours(rng, answered + _hours(rng, 2, 20)), by)


def _withdrawal(rng: random.Random, at: datetime, by: int) -> Iterator[Step]:
    yield Step(EventKind.WITHDRAWAL_REQUESTED, at)
    decided = EventKind.WITHDRAWN if rng.random() < 0.6 else EventKind.WITHDRAWAL_REFUSED
    yield Step(decided, _in_hours(rng, at + _hours(rng, 6, 30)), by)


def _closed(rng: random.Random, at: datetime, by: int, handed_over: bool) -> Iterator[Step]:
    outcomes = AFTER_HAND_OVER if handed_over else IN_THE_OFFICE
    outcome = rng.choices(list(outcomes), list(outcomes.values()))[0]
    yield Step(EventKind.CLOSED, at, by, outcome, helped=outcome is Outcome.POLICE_ACTED and rng.random() < 0.7)
    if rng.random() < 0.015:
        yield Step(EventKind.REOPENED, at + timedelta(hours=1), by)
        yield Step(EventKind.CLOSED, at + timedelta(hours=30), by, Outcome.NO_FEEDBACK)


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


def _hours(rng: random.Random, mean: float, most: float) -> timedelta:
    return timedelta(hours=min(rng.expovariate(1 / mean), most))


def _in_hours(rng: random.Random, at: datetime) -> datetime:
    """The moment itself while somebody reads, else one in the next morning's first hours."""
    local = at.astimezone(BERLIN)
    first, last = READING_HOURS
    if first <= local.hour < last:
        return at
    morning = local + timedelta(days=local.hour >= last)
    return morning.replace(hour=first, minute=rng.randrange(60)).astimezone(UTC) + timedelta(minutes=rng.randrange(90))
