"""Openings of content: noted in the audit before anything is shown."""

from collections.abc import Sequence
from uuid import UUID

from flask import abort
from sqlalchemy.exc import SQLAlchemyError

from driverapp.reports.readers import note_reader
from driverapp.reports.reads import note_read
from driverapp.store.database import separate_transaction
from driverapp.trust.audit import record
from driverapp.web.sessions import current_person


def note_opening(action: str, subject: str) -> None:
    """Note that the person at the keyboard opens something. No entry, no content: 503 where it cannot be noted."""
    note_openings([(action, subject)])


def note_report_opening(report_id: UUID) -> None:
    """Note that the person at the keyboard opens a report: in the audit, as read, and as before them now.

    503 as `note_opening`.
    """
    try:
        with separate_transaction() as session:
            record(session, "report_opened", f"report:{report_id}", actor_id())
            note_read(session, report_id, actor_id())
            note_reader(session, report_id, actor_id())
    except SQLAlchemyError:
        abort(503)


def note_openings(openings: Sequence[tuple[str, str]], *, read: Sequence[UUID] = ()) -> None:
    """As `note_opening`, for several at once: `(action, subject)` each, all of them or none.

    `read`: reports that the person has before them by that.
    """
    try:
        with separate_transaction() as session:
            for action, subject in openings:
                record(session, action, subject, actor_id())
            for report_id in read:
                note_read(session, report_id, actor_id())
    except SQLAlchemyError:
        abort(503)


def note_still_open(report_id: UUID) -> None:
    """Note that the person at the keyboard still has a report open, for others who work on it."""
    with separate_transaction() as session:
        note_reader(session, report_id, actor_id())


def actor_id() -> int:
    """The person at the keyboard, by whom an act is noted."""
    person = current_person()
    return person.id if person else abort(403)
