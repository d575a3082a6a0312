"""The intake: one insert a report, which may be attempted any number of times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from driverapp.associations.attribute import attribution
from driverapp.policy.intake import IntakeRules
from driverapp.reports import events
from driverapp.reports.codes import new_reference
from driverapp.reports.content import PLAIN, is_usable, permitted, plain_columns, sealed_content
from driverapp.reports.follow_up import state_for_reporter
from driverapp.reports.foreign import is_foreign
from driverapp.reports.holder import ReportWithdrawn, body_hash, secret_hash
from driverapp.reports.models import Report
from driverapp.reports.payload import ReportPayload
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import insert_once
from driverapp.trust.hashing import same
from driverapp.vocabulary.channels import Channel
from driverapp.vocabulary.states import EventKind, State

NAMES = (*PLAIN, "position", "place", "text", "vehicle")
# What an integer of PostgreSQL holds.
LARGEST_SKEW_S = 2**31 - 1


class ReportConflict(Exception):
    """The id exists with other content or another secret; which of them is told to nobody."""


@dataclass(frozen=True)
class Receipt:
    """What the reporter's phone learns. `created`: false for a repeat; `ignored`: pointers to what was dropped."""

    id: UUID
    reference: str
    received_at: datetime
    state: State
    ignored: list[str]
    created: bool


def receive(
    report_id: UUID,
    secret: str,
    raw: bytes,
    payload: ReportPayload,
    *,
    rules: IntakeRules,
    ignored: list[str] | None = None,
    sent_at: datetime | None = None,
    quarantined: bool = False,
) -> Receipt:
    """Store a report once, however often and from however many senders at once it comes.

    `secret`: the text that proves ownership; `raw`: the bytes as sent, by which a repeat is recognised; `payload`
    and `ignored`: what `parse_report` made of them; `sent_at`: the phone's clock at sending.
    Raises `ReportConflict` and `ReportWithdrawn`.
    """
    values = columns_of(payload, rules, ignored or [])
    values |= {"id": report_id, "secret_hash": secret_hash(secret), "body_hash": body_hash(raw)}
    values |= {"clock_skew_s": _skew(sent_at, values["received_at"]), "quarantined": quarantined}
    if not insert_once(Report, values):
        return _repeat(report_id, values)
    report = Report(**values)
    events.append(report, EventKind.RECEIVED, at=report.received_at, moved=(None, State.RECEIVED))
    return _receipt(report, values["reference"], created=True)


def columns_of(payload: ReportPayload, rules: IntakeRules, ignored: list[str]) -> dict[str, Any]:
    """What a report that arrives now keeps of its payload, by the names of its columns."""
    kept, dropped = permitted(payload, rules)
    belongs = attribution(kept.enrolment, kept.target_group)
    if kept.enrolment and belongs["enrolment_id"] is None:
        dropped.append("/enrolment")
    sealed = sealed_content(kept, NAMES, None)
    received_at = now()
    return (
        plain_columns(kept, NAMES)
        | belongs
        | {
            "reference": kept.reference or new_reference(),
            "received_at": received_at,
            "visible_at": received_at if kept.ongoing else received_at + rules.undo,
            "captured_at": kept.captured_at,
            "sealed": sealed,
            "translated": False if kept.text and is_foreign(kept.language) else None,
            "ignored": [*ignored, *dropped] or None,
            # The form names itself as its release.
            "channel": Channel.FORM if kept.app_version == Channel.FORM else Channel.APP,
            "practice": kept.practice,
            "usable": is_usable(kept.category, sealed),
            "state": State.RECEIVED,
        }
    )


def _skew(sent_at: datetime | None, received_at: datetime) -> int | None:
    if sent_at is None:
        return None
    seconds = round((received_at - sent_at).total_seconds())
    return max(-LARGEST_SKEW_S, min(LARGEST_SKEW_S, seconds))


def _repeat(report_id: UUID, values: dict[str, Any]) -> Receipt:
    report = db.session.get_one(Report, report_id)
    if not same(report.secret_hash, values["secret_hash"]):
        raise ReportConflict
    if report.state == State.WITHDRAWN:
        raise ReportWithdrawn
    if report.body_hash is None or not same(report.body_hash, values["body_hash"]):
        raise ReportConflict
    # One that was erased meanwhile no longer has its own.
    return _receipt(report, values["reference"], created=False)


def _receipt(report: Report, reference: str, *, created: bool) -> Receipt:
    return Receipt(
        id=report.id,
        reference=report.reference or reference,
        received_at=report.received_at,
        state=state_for_reporter(report.state),
        ignored=report.ignored or [],
        created=created,
    )
