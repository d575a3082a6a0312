"""Taps on 110: noted once each; what came of the call, and how long the police were waited for, may follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from driverapp.associations.attribute import attribution
from driverapp.reports import events
from driverapp.reports.holder import secret_hash
from driverapp.reports.models import EmergencyCall
from driverapp.reports.payload import CallPayload
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import insert_once
from driverapp.trust.hashing import same
from driverapp.vocabulary.states import CallOutcome, EventKind


class CallConflict(Exception):
    """The id exists with another secret, or with other facts than outcome and waiting; which is told to nobody."""


@dataclass(frozen=True)
class CallReceipt:
    """What the phone learns. `created`: false for a repeat and for a further outcome."""

    id: UUID
    received_at: datetime
    outcome: CallOutcome
    ignored: list[str]
    created: bool


def record_call(call_id: UUID, secret: str, payload: CallPayload, *, ignored: list[str] | None = None) -> CallReceipt:
    """Note a tap on 110, or what came of one that is noted already.

    Raises `CallConflict`.
    """
    facts, dropped = _facts(payload)
    dropped = [*(ignored or []), *dropped]
    values = facts | {
        "id": call_id,
        "secret_hash": secret_hash(secret),
        "received_at": now(),
        "outcome": payload.outcome,
        "outcome_at": payload.outcome_at,
        "waiting": payload.waiting,
    }
    if insert_once(EmergencyCall, values):
        call = EmergencyCall(**values)
        events.append(call, EventKind.CALL_TAPPED, outcome=CallOutcome.OPENED)
        if payload.outcome != CallOutcome.OPENED:
            _note_outcome(call, CallOutcome.OPENED)
        if payload.waiting:
            _note_waiting(call, None)
        return _receipt(call, dropped, created=True)
    return _receipt(_update(values, payload), dropped, created=False)


def _facts(payload: CallPayload) -> tuple[dict[str, Any], list[str]]:
    belongs = attribution(payload.enrolment, payload.target_group)
    facts = {
        "call_code": payload.call_code,
        "tapped_at": payload.tapped_at,
        "report_id": payload.report,
        "practice": payload.practice,
        "app_version": payload.app_version,
    }
    return facts | belongs, ["/enrolment"] if payload.enrolment and belongs["enrolment_id"] is None else []


def _update(values: dict[str, Any], payload: CallPayload) -> EmergencyCall:
    query = select(EmergencyCall).where(EmergencyCall.id == values["id"]).with_for_update()
    call = db.session.scalars(query).one()
    if not same(call.secret_hash, values["secret_hash"]):
        raise CallConflict
    if call.erased_at is not None:
        return call
    if _stated(call) != _stated(EmergencyCall(**values)):
        raise CallConflict
    if call.outcome != payload.outcome and not _is_late(call, payload):
        before, call.outcome = CallOutcome(call.outcome), payload.outcome
        call.outcome_at = payload.outcome_at
        db.session.flush()
        _note_outcome(call, before)
    if payload.waiting and call.waiting != payload.waiting and not _is_late(call, payload):
        known, call.waiting = call.waiting, payload.waiting
        db.session.flush()
        _note_waiting(call, known)
    return call


def _is_late(call: EmergencyCall, payload: CallPayload) -> bool:
    # A try that was held up on its way may come after a later one.
    said = payload.outcome_at
    return call.outcome_at is not None and (said is None or said < call.outcome_at)


def _stated(call: EmergencyCall) -> tuple[object, ...]:
    # All but outcome, waiting and what an enrolment adds, since that may have ended in between.
    return call.tapped_at, call.call_code, call.report_id, call.practice


def _note_outcome(call: EmergencyCall, before: CallOutcome) -> None:
    events.append(call, EventKind.CALL_OUTCOME, outcome=call.outcome, previous_outcome=before)


def _note_waiting(call: EmergencyCall, before: str | None) -> None:
    events.append(call, EventKind.CALL_WAITING, outcome=call.waiting, previous_outcome=before)


def _receipt(call: EmergencyCall, ignored: list[str], *, created: bool) -> CallReceipt:
    return CallReceipt(
        id=call.id,
        received_at=call.received_at,
        outcome=CallOutcome(call.outcome),
        ignored=ignored,
        created=created,
    )
