"""Who has a report open at this moment, so that two who work on the same one know of each other."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.store.database import Base, db
from driverapp.store.insert import put

# An open page asks several times within this; whoever left is gone after it.
PRESENT = timedelta(minutes=2)


class ReportReader(Base):
    """Somebody who has a report open; forgotten minutes after the page was closed, so that nothing can be counted."""

    __tablename__ = "report_readers"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


def note_reader(session: Session, report_id: UUID, person_id: int) -> None:
    """Note that somebody has a report open, and forget whoever has long left any."""
    at = now()
    session.execute(delete(ReportReader).where(ReportReader.at < at - PRESENT))
    put(session, ReportReader, {"report_id": report_id, "person_id": person_id}, {"at": at})


def other_readers(report_id: UUID, person_id: int) -> Sequence[str]:
    """The addresses of all others who have a report open."""
    query = select(Person.email).join(ReportReader, ReportReader.person_id == Person.id)
    others = (ReportReader.report_id == report_id, ReportReader.person_id != person_id)
    return db.session.scalars(query.where(*others, ReportReader.at >= now() - PRESENT).order_by(Person.email)).all()
