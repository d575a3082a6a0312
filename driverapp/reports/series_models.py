"""Tables: series of reports that belong together, their members, and what was done with them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedJson, SealedText


class SeriesAct(StrEnum):
    """What can be done with a series; `GONE` and `ENDED` happen when a report dies."""

    LINKED = "linked"
    UNLINKED = "unlinked"
    RELINKED = "relinked"
    MERGED = "merged"
    PARTED = "parted"
    SPLIT = "split"
    RENAMED = "renamed"
    GONE = "gone"
    ENDED = "ended"


class Series(Base):
    """Reports that coordinators linked with each other.

    `name`: in their own words, sealed. `version` counts what was done, so that two at once cannot overwrite each
    other. A series that went into another keeps its row and points there (`merged_into`); one with fewer than two
    members has ended, and comes back when its last step is taken back.
    """

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(SealedText)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("series.id"))


class SeriesMember(Base):
    """A report in a series; the key lets it be in one at most, whoever links at the same moment.

    `reason`: why it was linked, sealed, as compared with the report `compared_with`; both go when that one dies.
    """

    __tablename__ = "series_members"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    linked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    linked_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[dict[str, Any] | None] = mapped_column(SealedJson)
    compared_with: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id", ondelete="SET NULL"), index=True)


class SeriesStep(Base):
    """What was done with a series, appended: `act` by `actor_id` (empty: it happened) to a report or another series.

    All rows of one act bear the `version` that the series had after it. `report_id` is forgotten with its report.
    """

    __tablename__ = "series_steps"
    __table_args__ = (Index("ix_series_steps_series", "series_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    version: Mapped[int]
    act: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id", ondelete="SET NULL"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
