"""Invented reports as rows of the store, with their events, amendments and messages."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from driverapp.demo.lives import Life, Step
from driverapp.demo.mark import Reference
from driverapp.demo.observations import Observation
from driverapp.policy.intake import COARSE_M, coarse_position
from driverapp.policy.resolve import Policy
from driverapp.reports.coarsen import coarse_moment
from driverapp.reports.codes import ALPHABET, REFERENCE_LENGTH, check_character
from driverapp.reports.erase import KEPT
from driverapp.reports.models import Event, Report, ReportAmendment, ReportMessage
from driverapp.store.database import Base
from driverapp.store.insert import append_all
from driverapp.vocabulary.questions import ANSWERS_OF_QUESTION, Question
from driverapp.vocabulary.states import EventKind, State

HASH_BYTES = 32
VERSION = "demo"

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows that are not yet in the store, and events, which go there last: in the order in which they happened.

    They stand as they do at the moment `until` under `policy`.
    """

    rng: random.Random
    until: datetime
    policy: Policy
    waiting: dict[type[Base], list[Row]] = field(default_factory=dict)
    events: list[tuple[datetime, int, Row]] = field(default_factory=list)

    def add(self, model: type[Base], row: Row) -> None:
        """Add a row of anything but an event."""
        self.waiting.setdefault(model, []).append(row)

    def add_event(self, row: Row, *, coarse: bool) -> None:
        """Add an event; a coarse one as erasing leaves it."""
        happened = row["at"]
        if coarse:
            row = row | {"at": coarse_moment(happened), "subject_at": coarse_moment(row["subject_at"])}
            row |= {"report_id": None, "call_id": None, "actor_id": None}
        self.events.append((happened, len(self.events), row))

    def write(self) -> None:
        """Write everything but the events."""
        for model, rows in self.waiting.items():
            append_all(model, rows)
        self.waiting.clear()

    def write_events(self) -> None:
        """Write the events. Their numbers tell the order to the figures."""
        append_all(Event, [row for _, _, row in sorted(self.events, key=lambda each: each[:2])])
        self.events.clear()


def add_report(rows: Rows, seen: Observation, life: Life) -> Reference:
    """Add the rows of a report as it stands."""
    rng = rows.rng
    report_id, reference = new_id(rng), new_code(rng, ALPHABET, REFERENCE_LENGTH)
    row = _row(rng, seen, life) | {"id": report_id, "reference": reference}
    over = life.erased_at is not None
    if over or life.state is State.WITHDRAWN:
        row = _emptied(row, life)
    elif seen.received_at + timedelta(days=rows.policy.exact_position_days) <= rows.until:
        row |= _rounded(row) | {"rounded_at": rows.until}
    rows.add(Report, row)
    for event in _events(report_id, seen, life):
        rows.add_event(event, coarse=over)
    if not over and life.state is not State.WITHDRAWN:
        _add_amendments(rows, report_id, seen, life)
        row["unread_answer"] = _add_messages(rows, report_id, life)
    return Reference(id=report_id, reference=reference)


def new_id(rng: random.Random) -> UUID:
    """An id as a phone makes it."""
    return UUID(int=rng.getrandbits(128), version=4)


def new_code(rng: random.Random, alphabet: str, length: int) -> str:
    """A code with its check character, such as a reference."""
    body = "".join(rng.choices(alphabet, k=length - 1))
    return body + check_character(body, alphabet)


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
        "seen_at": life.seen_at,
        "closed_at": life.closed_at,
        "version": life.version,
        "held_until": life.held_until,
        "file_number": life.file_number,
        "rounded_at": None,
        "erased_at": None,
    }


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
    yield _event(report_id, seen, Step(EventKind.RECEIVED, seen.received_at), usable=usable)
    for step, outcome, previous in life.taken:
        usable = usable or step.kind is EventKind.BECAME_USABLE
        yield _event(report_id, seen, step, usable=usable) | {"outcome": outcome, "previous_outcome": previous}
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
    }


def _add_amendments(rows: Rows, report_id: UUID, seen: Observation, life: Life) -> None:
    fields = {EventKind.BECAME_USABLE: _told(seen), EventKind.AMENDED: {"text": seen.text, "ongoing": seen.ongoing}}
    for step, _, _ in life.taken:
        if step.kind in fields:
            amendment = {"id": new_id(rows.rng), "report_id": report_id, "body_hash": rows.rng.randbytes(HASH_BYTES)}
            amendment |= {"received_at": step.at, "fields": fields[step.kind], "ignored": None}
            rows.add(ReportAmendment, amendment)


def _told(seen: Observation) -> Row:
    """What somebody adds to a mere tap."""
    spot = seen.spot
    place = {"text": spot.text, "road": spot.road, "direction": spot.direction, "km": spot.km, "site": spot.site}
    told: Row = {"category": seen.category, "text": seen.text, "vehicle": seen.vehicle, "ongoing": seen.ongoing}
    told["place"] = place if seen.names_place else None
    return {name: value for name, value in told.items() if value is not None}


def _add_messages(rows: Rows, report_id: UUID, life: Life) -> UUID | None:
    """Add questions and answers; the answer that nobody has noted yet."""
    rng, unread = rows.rng, None
    question, message_id = rng.choice(list(Question)), new_id(rng)
    for step, _, _ in life.taken:
        if step.kind is EventKind.ASKED:
            rows.add(ReportMessage, _message(report_id, message_id, step, {"question": question}))
        elif step.kind is EventKind.ANSWERED:
            unread = new_id(rng)
            answer = _message(report_id, unread, step, {"answer": rng.choice(ANSWERS_OF_QUESTION[question])})
            rows.add(ReportMessage, answer | {"in_reply_to": message_id, "body_hash": rng.randbytes(HASH_BYTES)})
        elif step.kind is EventKind.ANSWER_NOTED:
            unread = None
    return unread


def _message(report_id: UUID, message_id: UUID, step: Step, sealed: Row) -> Row:
    return {
        "id": message_id,
        "report_id": report_id,
        "body_hash": None,
        "sent_at": step.at,
        "from_office": step.by is not None,
        "in_reply_to": None,
        "sealed": sealed,
        "ignored": None,
    }
