"""Invented reports as rows of the store, with their events."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from driverapp.demo.additions import Conversation, add_amendments, add_messages, add_photos, talk
from driverapp.demo.lives import Life, Step, Taken
from driverapp.demo.mark import Reference
from driverapp.demo.observations import Observation
from driverapp.demo.rows import HASH_BYTES, VERSION, Happening, Row, Rows, new_code, new_id
from driverapp.policy.intake import COARSE_M, coarse_position
from driverapp.reports.codes import REFERENCE_LENGTH
from driverapp.reports.erase import KEPT
from driverapp.reports.foreign import FIRST, is_foreign
from driverapp.reports.models import Report
from driverapp.vocabulary.letters import LETTERS
from driverapp.vocabulary.states import EventKind, State


def add_report(rows: Rows, seen: Observation, life: Life) -> Reference:
    """Add the rows of a report as it stands."""
    rng = rows.rng
    report_id, reference = new_id(rng), new_code(rng, LETTERS, REFERENCE_LENGTH)
    row = _row(rng, seen, life) | {"id": report_id, "reference": reference}
    over, empty = life.erased_at is not None, life.erased_at is not None or life.state is State.WITHDRAWN
    said = talk(rng, seen, life)
    row["translated"] = _translated(seen, life, said)
    if empty:
        row = _emptied(row, life)
    elif seen.received_at + timedelta(days=rows.policy.exact_position_days) <= rows.until:
        row |= _rounded(row) | {"rounded_at": rows.until}
    rows.add(Report, row)
    happenings = [rows.add_event(event, coarse=over) for event in _events(report_id, seen, life)]
    if not over:
        _join(happenings[1:], life, said)
    if not empty:
        add_amendments(rows, report_id, seen, life)
        add_photos(rows, report_id, seen, life)
        if said:
            add_messages(rows, report_id, life, said)
            row["unread_answer"] = said.answer_id if said.unread else None
    return Reference(id=report_id, reference=reference)


def _row(rng: random.Random, seen: Observation, life: Life) -> Row:
    detailed = life.usable
    known = seen.accuracy_m is not None
    place = seen.spot if detailed and seen.names_place else None
    return {
        "secret_hash": rng.randbytes(HASH_BYTES),
        "body_hash": rng.randbytes(HASH_BYTES),
        "received_at": seen.received_at,
        "visible_at": seen.received_at if _goes_on(seen) else seen.received_at + timedelta(seconds=30),
        "observed_at": seen.observed_at,
        "captured_at": seen.captured_at,
        "clock_skew_s": _skew(rng),
        "category": seen.category if detailed else None,
        "target_group": seen.origin.target_group,
        "ongoing": seen.ongoing if detailed else None,
        "lat": seen.spot.lat if known else None,
        "lon": seen.spot.lon if known else None,
        "accuracy_m": seen.accuracy_m,
        "age_s": seen.age_s,
        "road": place.road if place else None,
        "km": place.km if place else None,
        "place_site": place.site if place else None,
        "sealed": _sealed(seen) if detailed else None,
        "ignored": None,
        "association_id": seen.origin.association_id,
        "site_id": seen.origin.site_id,
        "enrolment_id": seen.origin.enrolment_id,
        "language": seen.language,
        "app_version": VERSION,
        "practice": seen.practice,
        "usable": life.usable,
        "quarantined": life.quarantined,
        "state": life.state,
        "outcome": life.outcome,
        "helped": life.helped,
        "withdrawal_requested_at": life.withdrawal_requested_at,
        "unread_answer": None,
        "translated": None,
        "seen_at": life.seen_at,
        "closed_at": life.closed_at,
        "version": life.version,
        "held_until": life.held_until,
        "file_number": life.file_number,
        "rounded_at": None,
        "erased_at": None,
    }


def _translated(seen: Observation, life: Life, said: Conversation | None) -> bool | None:
    """As `reports/translated.py` finds it: whoever says something in own words later is not translated here."""
    kinds = {taken.step.kind for taken in life.taken}
    answered = EventKind.ANSWERED in kinds and said is not None and "text" in said.answer
    told = bool(seen.text) and life.usable
    if not is_foreign(seen.language) or not (told or answered):
        return None
    told_later = told and bool(kinds & {EventKind.BECAME_USABLE, EventKind.AMENDED})
    return EventKind.TRANSLATED in kinds and not (told_later or answered)


def _skew(rng: random.Random) -> int:
    """How wrong the clock of a phone is, in seconds: a few are off by minutes."""
    return round(rng.gauss(0, 1)) if rng.random() < 0.985 else rng.choice((-1, 1)) * rng.randrange(200, 4000)


def _goes_on(seen: Observation) -> bool:
    return bool(seen.ongoing) and seen.detailed_at == seen.received_at


def _sealed(seen: Observation) -> Row | None:
    place = {"place_text": seen.spot.text, "direction": seen.spot.direction} if seen.names_place else {}
    content = {"text": seen.text, "vehicle": seen.vehicle} | place
    return {name: value for name, value in content.items() if value} or None


def _emptied(row: Row, life: Life) -> Row:
    """What `reports/erase.py` and `reports/withdraw.py` leave of a report."""
    row = {name: value if name in KEPT else None for name, value in row.items()} | {"erased_at": life.erased_at}
    if life.state is State.WITHDRAWN:
        return row | {"body_hash": None, "usable": False, "quarantined": False, "helped": False}
    return row | {"version": row["version"] + 1}


def _rounded(row: Row) -> Row:
    if row["lat"] is None or (row["accuracy_m"] or 0) >= COARSE_M:
        return {}
    lat, lon = coarse_position(row["lat"], row["lon"])
    return {"lat": lat, "lon": lon, "accuracy_m": COARSE_M}


def _events(report_id: UUID, seen: Observation, life: Life) -> Iterator[Row]:
    usable = seen.detailed_at == seen.received_at
    arrived = _event(report_id, seen, Step(EventKind.RECEIVED, seen.received_at), usable=usable)
    yield arrived | {"state": State.RECEIVED}
    for taken in life.taken:
        usable = usable or taken.step.kind is EventKind.BECAME_USABLE
        outcomes = {"outcome": taken.outcome, "previous_outcome": taken.previous_outcome}
        states = {"state": taken.state, "previous_state": taken.previous_state} if taken.moved else {}
        yield _event(report_id, seen, taken.step, usable=usable) | outcomes | states
    if life.erased_at is not None and life.state is not State.WITHDRAWN:
        kind = EventKind.ERASED_UNREAD if life.state is State.RECEIVED else EventKind.ERASED
        yield _event(report_id, seen, Step(kind, life.erased_at), usable=usable)


def _event(report_id: UUID, seen: Observation, step: Step, *, usable: bool) -> Row:
    return {
        "kind": step.kind,
        "at": step.at,
        "subject_at": seen.received_at,
        "report_id": report_id,
        "call_id": None,
        "actor_id": step.by,
        "association_id": seen.origin.association_id,
        "target_group": seen.origin.target_group,
        "category": seen.category if usable else None,
        "road": seen.spot.road if usable and seen.names_place else None,
        "usable": usable,
        "practice": seen.practice,
        "outcome": None,
        "previous_outcome": None,
        "state": None,
        "previous_state": None,
    }


def _join(happenings: Sequence[Happening], life: Life, said: Conversation | None) -> None:
    """Give the steps of the office what was entered with them; what takes something back names it."""
    for happening, taken in zip(happenings, life.taken, strict=False):
        if taken.undoes is not None:
            happening.undoes = happenings[taken.undoes]
        elif taken.step.by is not None and life.state is not State.WITHDRAWN:
            happening.entry = _entry(taken, said)


def _entry(taken: Taken, said: Conversation | None) -> tuple[Row, Mapping[str, Any]]:
    """What a coordinator entered, and what it replaced, as `reports/triage.py` keeps them."""
    step = taken.step
    words: dict[EventKind, Row] = {
        EventKind.HANDED_OVER: {"office": step.office, "file_number": step.word},
        EventKind.HELD: {"file_number": step.word},
        EventKind.CLOSED: {"helped": step.helped or None},
        EventKind.NOTED: {"note": step.word},
        EventKind.TRANSLATED: {"of": FIRST.text, "text": step.word},
        EventKind.ASKED: {"message": str(said.question_id)} if said else {},
    }
    answered = {"unread_answer": said.answer_id} if said and step.kind is EventKind.ANSWER_NOTED else {}
    entered = {name: word for name, word in words.get(step.kind, {}).items() if word is not None}
    return entered, {**taken.before, **answered}
