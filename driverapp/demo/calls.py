"""Invented taps on 110, some beside a report: with a code that was spoken or not, and what came of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from driverapp.demo.associations import Origin
from driverapp.demo.observations import Observation
from driverapp.demo.rows import HASH_BYTES, VERSION, Row, Rows, new_code, new_id
from driverapp.reports.codes import CALL_CODE_LENGTH, DIGITS
from driverapp.reports.erase import KEPT_OF_CALLS
from driverapp.reports.models import EmergencyCall
from driverapp.vocabulary.states import CallOutcome, EventKind, Waiting

# Of a hundred taps so many ended so, as the caller says.
OUTCOMES = {
    CallOutcome.SPOKE: 61,
    CallOutcome.OPENED: 27,
    CallOutcome.NOT_REACHED: 4,
    CallOutcome.NOT_NEEDED: 8,
}
# How long somebody waited is asked on the next day.
ASKED_AFTER = timedelta(hours=14)
WAITED = {Waiting.NONE: 38, Waiting.UP_TO_30_MIN: 47, Waiting.LONGER: 15}


def add_call_of(rows: Rows, seen: Observation, report_id: UUID) -> None:
    """Add the tap on 110 that belongs to a report, if there was one."""
    share = 0.35 if seen.ongoing else 0.05
    if seen.detailed_at is not None and not seen.practice and rows.rng.random() < share:
        add_call(rows, seen.captured_at, seen.origin, report_id)


def add_call(rows: Rows, tapped_at: datetime, origin: Origin, report_id: UUID | None = None) -> None:
    """Add a tap on 110, which arrives within seconds."""
    rng, until, kept = rows.rng, rows.until, timedelta(days=rows.policy.call_days)
    outcome = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    outcome_at = tapped_at + timedelta(seconds=rng.randrange(40, 900))
    if outcome_at > until:
        outcome = CallOutcome.OPENED
    spoke = outcome is CallOutcome.SPOKE and outcome_at + ASKED_AFTER <= until and rng.random() < 0.3
    waiting = rng.choices(list(WAITED), list(WAITED.values()))[0] if spoke else None
    received_at = tapped_at + timedelta(seconds=rng.randrange(1, 9))
    row = {
        "id": new_id(rng),
        "secret_hash": rng.randbytes(HASH_BYTES),
        "call_code": new_code(rng, DIGITS, CALL_CODE_LENGTH),
        "tapped_at": tapped_at,
        "received_at": received_at,
        "outcome": outcome,
        "outcome_at": None if outcome is CallOutcome.OPENED else outcome_at,
        "waiting": waiting,
        "report_id": report_id,
        "association_id": origin.association_id,
        "site_id": origin.site_id,
        "enrolment_id": origin.enrolment_id,
        "target_group": origin.target_group,
        "practice": False,
        "app_version": VERSION,
        "erased_at": None,
    }
    over = received_at + kept <= until
    for event in _events(row):
        rows.add_event(event, coarse=over)
    rows.add(EmergencyCall, _emptied(row, received_at + kept) if over else row)


def _emptied(row: Row, at: datetime) -> Row:
    """What `reports/erase.py` leaves of a call."""
    kept = {name: value if name in KEPT_OF_CALLS else None for name, value in row.items()}
    return kept | {"tapped_at": row["received_at"], "erased_at": at}


def _events(row: Row) -> Iterator[Row]:
    event = {name: row[name] for name in ("association_id", "target_group", "practice")}
    event |= {"subject_at": row["received_at"], "call_id": row["id"], "report_id": None, "actor_id": None}
    event |= {"category": None, "road": None, "usable": False, "previous_outcome": None}
    event |= {"state": None, "previous_state": None}
    tapped = {"kind": EventKind.CALL_TAPPED, "at": row["received_at"], "outcome": CallOutcome.OPENED}
    yield event | tapped
    if row["outcome"] is not CallOutcome.OPENED:
        said = {"kind": EventKind.CALL_OUTCOME, "at": row["outcome_at"], "outcome": row["outcome"]}
        yield event | said | {"previous_outcome": CallOutcome.OPENED}
    if row["waiting"] is not None:
        waited = {"kind": EventKind.CALL_WAITING, "at": row["outcome_at"] + ASKED_AFTER}
        yield event | waited | {"outcome": row["waiting"]}
