"""Tables and indexes of the inbox: who has read what, views that people saved, steps with several reports at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.reports.filters import WAITS_FOR_OFFICE
from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedText

KEPT = text("erased_at IS NULL")
# In the order in which lists walk; what filters ask for stands in it as well, so that few rows are fetched in vain.
Index(
    "ix_reports_listed",
    *(Report.practice, Report.state, Report.visible_at, Report.id, Report.quarantined, Report.usable),
    *(Report.category, Report.target_group, Report.association_id, Report.language, Report.road),
    *(Report.place_site, Report.ongoing, Report.translated, Report.held_until, Report.received_at),
    sqlite_where=KEPT,
    postgresql_where=KEPT,
)
# There are few at a time, among many that are closed.
Index(
    "ix_reports_reply",
    *(Report.practice, Report.state, Report.visible_at, Report.id, Report.quarantined, Report.usable),
    sqlite_where=WAITS_FOR_OFFICE,
    postgresql_where=WAITS_FOR_OFFICE,
)
Index("ix_reports_visible", Report.visible_at, sqlite_where=KEPT, postgresql_where=KEPT)


class ReportRead(Base):
    """That a person opened a report, last `at`; `event_id`: the last event that they could see then."""

    __tablename__ = "report_reads"
    __table_args__ = (Index("ix_report_reads_person_id_at", "person_id", "at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True)
    event_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)


class SavedView(Base):
    """A person's list under a name. Both are sealed: what is searched for may be a plate."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(SealedText)
    query: Mapped[str] = mapped_column(SealedText)
    created_at: Mapped[datetime] = mapped_column(default=now)


class BulkStep(Base):
    """One step that a person took with several reports; kept for a day, so that it can be told and undone.

    `done`: pairs of a report's id and its version afterwards; `left`: ids of reports with which it could not be taken,
    and why. Each report has an event of its own; this is no record of anything.
    """

    __tablename__ = "bulk_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    done: Mapped[list[Any]] = mapped_column(JSON)
    left: Mapped[list[Any]] = mapped_column(JSON)
