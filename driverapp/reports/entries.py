"""What coordinators entered with their steps, sealed beside the events: the page tells of it, and undo reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.reports.models import Event
from driverapp.store import insert
from driverapp.store.database import Base, db
from driverapp.trust.sealing import SealedJson
from driverapp.vocabulary.states import EventKind

Timeline = Sequence[tuple[Event, str | None]]
Entries = Mapping[int, Mapping[str, Any]]


class ReportEntry(Base):
    """What belongs to the event of one step and dies with the report's content; never edited.

    `sealed` holds `{"entered", "before"}`: what somebody typed, for example an internal note, and the values of the
    report's columns which the step replaced, moments as ISO 8601.
    """

    __tablename__ = "report_entries"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[dict[str, Any]] = mapped_column(SealedJson)


@dataclass(frozen=True)
class Kept:
    """Something that a coordinator entered: with which event, when, who, what; `undone`: taken back meanwhile."""

    event_id: int
    kind: EventKind
    at: datetime
    who: str
    entered: Mapping[str, Any]
    undone: bool


def keep_entry(event_id: int, report_id: UUID, entered: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Keep what was entered with an event, and what it replaced."""
    values = {"event_id": event_id, "report_id": report_id, "sealed": sealed_entry(entered, before)}
    insert.append(ReportEntry, values)


def sealed_entry(entered: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept with an event, as it is sealed."""
    return {"entered": entered, "before": {name: _written(value) for name, value in before.items()}}


def load_entry(event_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was entered with an event, and what it replaced; both empty where nothing is kept."""
    found = db.session.get(ReportEntry, event_id)
    return (found.sealed["entered"], found.sealed["before"]) if found else ({}, {})


def load_entries(report_id: UUID) -> dict[int, dict[str, Any]]:
    """What was entered with each event of a report."""
    query = select(ReportEntry).where(ReportEntry.report_id == report_id)
    return {each.event_id: each.sealed["entered"] for each in db.session.scalars(query)}


def kept_entries(timeline: Timeline, entries: Entries, *kinds: EventKind) -> list[Kept]:
    """What was entered with the events of some kinds, in their order."""
    undone = {event.undoes for event, _ in timeline if event.undoes}
    return [
        Kept(event.id, EventKind(event.kind), event.at, email or "", entries.get(event.id, {}), event.id in undone)
        for event, email in timeline
        if event.kind in kinds
    ]


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
