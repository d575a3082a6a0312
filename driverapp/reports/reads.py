"""Who has read what: a report is unread to somebody until they opened it, and again when its reporter added to it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from driverapp.reports.inbox_models import ReportRead
from driverapp.reports.models import Event
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import put
from driverapp.vocabulary.states import EventKind

# What a reporter does; steps of colleagues make nothing unread.
BY_THE_REPORTER = (
    EventKind.RECEIVED,
    EventKind.AMENDED,
    EventKind.BECAME_USABLE,
    EventKind.MEDIUM_RECEIVED,
    EventKind.ANSWERED,
    EventKind.WITHDRAWAL_REQUESTED,
)


def note_read(session: Session, report_id: UUID, person_id: int) -> None:
    """Note that a person has the report as it stands now before them. Within the session's transaction."""
    last = session.scalar(
        select(func.max(Event.id)).where(Event.report_id == report_id, Event.kind.in_(BY_THE_REPORTER))
    )
    values = {"event_id": last or 0, "at": now()}
    # Two tabs of one person may open it at once.
    put(session, ReportRead, {"person_id": person_id, "report_id": report_id}, values)


def forget_reads(session: Session, report_ids: Iterable[UUID], person_id: int) -> None:
    """Take back that a person has had reports before them. Within the session's transaction."""
    own = (ReportRead.person_id == person_id, ReportRead.report_id.in_(list(report_ids)))
    session.execute(delete(ReportRead).where(*own))


def unread_of(report_ids: Iterable[UUID], person_id: int) -> set[UUID]:
    """Those of the reports that hold something which this person has not had before them."""
    ids = list(report_ids)
    read = dict(
        db.session.execute(
            select(ReportRead.report_id, ReportRead.event_id).where(
                ReportRead.person_id == person_id, ReportRead.report_id.in_(ids)
            )
        ).all()
    )
    last = dict(
        db.session.execute(
            select(Event.report_id, func.max(Event.id))
            .where(Event.report_id.in_(ids), Event.kind.in_(BY_THE_REPORTER))
            .group_by(Event.report_id)
        ).all()
    )
    return {each for each in ids if each not in read or read[each] < (last.get(each) or 0)}


def last_read(person_id: int) -> datetime | None:
    """When this person read something last; lists look different to them from then on."""
    return db.session.scalar(select(func.max(ReportRead.at)).where(ReportRead.person_id == person_id))
