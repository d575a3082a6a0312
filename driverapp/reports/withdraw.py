"""Taking a report back: unseen it leaves nothing, later it is a request that a coordinator decides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from driverapp.reports import events
from driverapp.reports.erase import empty
from driverapp.reports.holder import UnknownReport, own_report, secret_hash
from driverapp.reports.models import Event, Report, UndoneReports
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.store.insert import add_to_counter, insert_once
from driverapp.vocabulary.states import EventKind, State


class WithdrawalConflict(Exception):
    """The id belongs to the holder of another secret."""


def withdraw(report_id: UUID, secret: str) -> bool:
    """Take a report back, as far as it goes; repeating it changes nothing.

    Before it became visible it leaves a daily counter alone; before somebody read it its content is erased; after
    that it is a request. An unknown id gets a tombstone, which refuses the report when it arrives late; true then.
    Raises `WithdrawalConflict`.
    """
    at = now()
    if insert_once(Report, _tombstone(report_id, secret, at)):
        return True
    try:
        report = own_report(report_id, secret, to_change=True)
    except UnknownReport:
        raise WithdrawalConflict from None
    if report.erased_at is not None:
        # Its time was over; the figures count it as that already.
        report.state = State.WITHDRAWN
    elif report.state == State.RECEIVED:
        if at < report.visible_at:
            _undo(report)
        else:
            events.append(report, EventKind.WITHDRAWN, at=at, moved=(report.state, State.WITHDRAWN))
        erase(report)
    elif report.state != State.WITHDRAWN and report.withdrawal_requested_at is None:
        report.withdrawal_requested_at = at
        events.append(report, EventKind.WITHDRAWAL_REQUESTED, at=at)
    db.session.flush()
    return False


def _undo(report: Report) -> None:
    db.session.execute(delete(Event).where(Event.report_id == report.id))
    if not report.practice:
        add_to_counter(UndoneReports, {"day": local_day(report.received_at)}, "count")


def erase(report: Report) -> None:
    """Empty a report to its tombstone; its events stay. Append `withdrawn` before, while its dimensions are there."""
    empty(report)
    report.body_hash = None
    report.state = State.WITHDRAWN
    report.usable = report.quarantined = report.helped = False
    db.session.flush()


def _tombstone(report_id: UUID, secret: str, at: datetime) -> dict[str, object]:
    return {
        "id": report_id,
        "secret_hash": secret_hash(secret),
        "received_at": at,
        "visible_at": at,
        "state": State.WITHDRAWN,
    }
