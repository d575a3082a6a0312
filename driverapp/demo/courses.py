"""What happens to invented reports: the steps of reporter and office, as chance has it."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from driverapp.demo import desk_words
from driverapp.demo.lives import Step
from driverapp.demo.observations import Observation
from driverapp.demo.words import in_german
from driverapp.store.clock import BERLIN
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.states import EventKind, Outcome

READING_HOURS = (6, 22)
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
# A slip is taken back within a minute or two.
SLIP = timedelta(seconds=70)


def steps_of(rng: random.Random, seen: Observation, coordinators: Sequence[int], *, unread: bool) -> list[Step]:
    """What happens to a report; `unread`: the office has taken no step so far."""
    return [*_reporters(rng, seen), *(() if unread else _office(rng, seen, rng.choice(coordinators)))]


def _reporters(rng: random.Random, seen: Observation) -> Iterator[Step]:
    if seen.detailed_at is None:
        return
    if seen.detailed_at > seen.received_at:
        yield Step(EventKind.BECAME_USABLE, seen.detailed_at)
    if seen.photo:
        yield Step(EventKind.MEDIUM_RECEIVED, seen.detailed_at + timedelta(seconds=rng.randrange(4, 40)))
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
        yield from _aside(rng, seen, at, by)
        yield from _worked(rng, at, by)
    elif rng.random() < 0.6:
        yield Step(
            EventKind.CLOSED, at + _hours(rng, 8, 40), by, rng.choice((Outcome.NOT_LOCATABLE, Outcome.NO_FEEDBACK))
        )


def _aside(rng: random.Random, seen: Observation, at: datetime, by: int) -> Iterator[Step]:
    """What is written beside a report: a translation of what came in another language, a note for the office."""
    came_whole = seen.detailed_at == seen.received_at
    if seen.text and seen.language != SOURCE and came_whole and rng.random() < 0.7:
        yield Step(EventKind.TRANSLATED, at + timedelta(seconds=rng.randrange(61, 600)), by, word=in_german(seen.text))
    if rng.random() < 0.12:
        yield Step(EventKind.NOTED, at + timedelta(seconds=rng.randrange(61, 900)), by, word=desk_words.note(rng))


def _worked(rng: random.Random, at: datetime, by: int) -> Iterator[Step]:
    if rng.random() < 0.15:
        yield from _asked(rng, at + timedelta(minutes=rng.randrange(1, 20)), by)
    if rng.random() < 0.012:
        yield from _withdrawal(rng, at + _hours(rng, 5, 30), by)
    handed_over = rng.random() < 0.3
    if handed_over:
        at = _in_hours(rng, at + _hours(rng, 1.5, 20))
        yield from _handed_over(rng, at, by)
    if rng.random() < 0.93:
        yield from _closed(rng, _in_hours(rng, at + _hours(rng, 60 if handed_over else 20, 280)), by, handed_over)


def _handed_over(rng: random.Random, at: datetime, by: int) -> Iterator[Step]:
    office = desk_words.office(rng)
    if rng.random() < 0.03:
        yield Step(EventKind.HANDED_OVER, at, by, office=desk_words.office(rng))
        yield Step(EventKind.UNDONE, at + SLIP, by)
        at += 2 * SLIP
    number = desk_words.file_number(rng, at) if rng.random() < 0.6 else None
    yield Step(EventKind.HANDED_OVER, at, by, office=office, word=number)
    if rng.random() < 0.03:
        held = number or desk_words.file_number(rng, at)
        yield Step(EventKind.HELD, at + timedelta(minutes=5), by, word=held)


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
    if rng.random() < 0.02:
        yield Step(EventKind.CLOSED, at, by, Outcome.DUPLICATE)
        yield Step(EventKind.UNDONE, at + SLIP, by)
        at += 2 * SLIP
    yield Step(EventKind.CLOSED, at, by, outcome, helped=outcome is Outcome.POLICE_ACTED and rng.random() < 0.7)
    if rng.random() < 0.015:
        yield Step(EventKind.REOPENED, at + timedelta(hours=1), by)
        yield Step(EventKind.CLOSED, at + timedelta(hours=30), by, Outcome.NO_FEEDBACK)


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
