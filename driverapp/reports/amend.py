"""Further details to a report, each amendment once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from driverapp.policy.intake import IntakeRules
from driverapp.reports import events
from driverapp.reports.content import is_usable, permitted, plain_columns, sealed_content
from driverapp.reports.holder import body_hash, open_report
from driverapp.reports.models import Report, ReportAmendment
from driverapp.reports.original import fields_of
from driverapp.reports.payload import AmendmentPayload, check_observed_at
from driverapp.reports.translated import is_translated
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import insert_once
from driverapp.trust.hashing import same
from driverapp.vocabulary.states import EventKind


class AmendmentConflict(Exception):
    """The amendment exists with other content."""


@dataclass(frozen=True)
class AmendmentReceipt:
    """What the reporter's phone learns; as `Receipt`."""

    id: UUID
    report: UUID
    received_at: datetime
    ignored: list[str]
    created: bool


def amend(
    report_id: UUID,
    secret: str,
    raw: bytes,
    payload: AmendmentPayload,
    *,
    amendment_id: UUID,
    rules: IntakeRules,
    ignored: list[str] | None = None,
) -> AmendmentReceipt:
    """Keep further details and bring the report up to date, once; parameters as for `receive`.

    What is named replaces what was said before; a report that was usable stays usable. Raises `UnknownReport`,
    `ReportWithdrawn`, `AmendmentConflict`, and `InvalidBody` for a time of observation that does not fit the report.
    """
    # The report is held, so that two amendments at once are applied one after the other.
    report = open_report(report_id, secret, to_change=True)
    kept, dropped = permitted(payload, rules)
    amendment = ReportAmendment(
        id=amendment_id,
        report_id=report_id,
        body_hash=body_hash(raw),
        received_at=now(),
        fields=kept.model_dump(mode="json", exclude_unset=True),
        before={name: value for name, value in fields_of(report).items() if name in kept.model_fields_set},
        ignored=[*(ignored or []), *dropped] or None,
    )
    if not insert_once(ReportAmendment, _columns(amendment)):
        return _repeat(amendment)
    _apply(report, kept, amendment.received_at)
    return _receipt(amendment, created=True)


def _columns(amendment: ReportAmendment) -> dict[str, object]:
    return {name: getattr(amendment, name) for name in ReportAmendment.__table__.columns.keys()}  # noqa: SIM118 - a collection of columns, not a mapping


def _apply(report: Report, payload: AmendmentPayload, at: datetime) -> None:
    names = payload.model_fields_set
    if payload.observed_at is None:
        names = names - {"observed_at"}
    elif report.captured_at is not None:
        check_observed_at(payload.observed_at, report.captured_at)
    for name, value in plain_columns(payload, names).items():
        setattr(report, name, value)
    if payload.position is not None:
        report.rounded_at = None
    report.sealed = sealed_content(payload, names, report.sealed)
    if report.ongoing and report.visible_at > at:
        report.visible_at = at
    # Once only: who takes details back and gives them again would be counted anew each time.
    became_usable = not report.usable and is_usable(report.category, report.sealed)
    report.usable = report.usable or became_usable
    if names & {"text", "language"}:
        report.translated = is_translated(report)
    db.session.flush()
    events.append(report, EventKind.BECAME_USABLE if became_usable else EventKind.AMENDED, at=at)


def _repeat(amendment: ReportAmendment) -> AmendmentReceipt:
    stored = db.session.get_one(ReportAmendment, (amendment.id, amendment.report_id))
    if not same(stored.body_hash, amendment.body_hash):
        raise AmendmentConflict
    return _receipt(stored, created=False)


def _receipt(amendment: ReportAmendment, *, created: bool) -> AmendmentReceipt:
    return AmendmentReceipt(
        id=amendment.id,
        report=amendment.report_id,
        received_at=amendment.received_at,
        ignored=amendment.ignored or [],
        created=created,
    )
