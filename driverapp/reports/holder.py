"""A report belongs to whoever holds its secret; the server keeps keyed hashes of it and of what was sent."""

from uuid import UUID

from sqlalchemy import select

from driverapp.reports.models import Report
from driverapp.store.database import db
from driverapp.trust.hashing import keyed_hash, same
from driverapp.vocabulary.states import State


class UnknownReport(Exception):
    """There is no such report for the holder of this secret."""


class ReportWithdrawn(Exception):
    """The report was withdrawn, or erased when its time was over: nothing is taken for it any more."""


def secret_hash(secret: str) -> bytes:
    """What is kept of a secret."""
    return keyed_hash("secret", secret.encode())


def body_hash(raw: bytes) -> bytes:
    """What is kept of the bytes of a body, so that a repeat is recognised."""
    return keyed_hash("body", raw)


def own_report(report_id: UUID, secret: str, *, to_change: bool = False) -> Report:
    """The report of an id and its secret, withdrawn ones included; held against others if it is `to_change`.

    Raises `UnknownReport`, for a wrong secret as well.
    """
    query = select(Report).where(Report.id == report_id)
    report = db.session.scalar(query.with_for_update() if to_change else query)
    if report is None or not same(report.secret_hash, secret_hash(secret)):
        raise UnknownReport
    return report


def open_report(report_id: UUID, secret: str, *, to_change: bool = False) -> Report:
    """As `own_report`, for what is added to a report. Raises `UnknownReport` and `ReportWithdrawn`."""
    report = own_report(report_id, secret, to_change=to_change)
    if report.state == State.WITHDRAWN or report.erased_at is not None:
        raise ReportWithdrawn
    return report
