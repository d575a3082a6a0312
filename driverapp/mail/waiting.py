"""What waits for a reader: ids, times and counts, never content."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, not_, select

from driverapp.reports.filters import WAITS_FOR_OFFICE
from driverapp.reports.models import Report
from driverapp.store.database import db
from driverapp.vocabulary.states import State


def unseen_ongoing(after: datetime, until: datetime) -> list[tuple[UUID, datetime]]:
    """Reports of something that goes on which nobody has seen, and since when the office could see them.

    Those that became visible after one moment and up to another. What came in masses waits in quarantine instead.
    """
    seen_by_nobody = (*_unseen(), Report.ongoing.is_(True), not_(Report.quarantined))
    shown = (Report.visible_at > after, Report.visible_at <= until)
    # Named, so that the index of the inbox serves.
    query = select(Report.id, Report.visible_at).where(*seen_by_nobody, Report.usable.in_((True, False)), *shown)
    return [(row.id, row.visible_at) for row in db.session.execute(query.order_by(Report.visible_at))]


def still_unseen(report_ids: Collection[UUID]) -> list[datetime]:
    """Since when those of these reports wait that still nobody has seen, the longest first."""
    query = select(Report.visible_at).where(*_unseen(), Report.ongoing.is_(True), Report.id.in_(report_ids))
    return list(db.session.scalars(query.order_by(Report.visible_at)))


def unread_since(moment: datetime) -> tuple[int, datetime | None]:
    """How many reports were visible by a moment and are unread, and since when the first of them."""
    query = select(func.count(), func.min(Report.visible_at)).where(*_unseen(), Report.visible_at <= moment)
    count, first = db.session.execute(query).one()
    return count, first


def waiting_reporters() -> list[tuple[UUID, UUID]]:
    """Reports whose reporter waits, each with what they sent that nobody has noted.

    That is an answer, or the report itself where it is to be withdrawn.
    """
    columns = (Report.id, Report.unread_answer, Report.withdrawal_requested_at)
    query = select(*columns).where(WAITS_FOR_OFFICE, not_(Report.practice), Report.erased_at.is_(None))
    rows = db.session.execute(query).all()
    answered = [(row.id, row.unread_answer) for row in rows if row.unread_answer is not None]
    return answered + [(row.id, row.id) for row in rows if row.withdrawal_requested_at is not None]


def before(at: datetime, hours: int) -> datetime:
    """The moment so many hours earlier."""
    return at - timedelta(hours=hours)


def _unseen() -> list[ColumnElement[bool]]:
    return [not_(Report.practice), Report.state == State.RECEIVED, Report.erased_at.is_(None)]
