"""Emptying what was kept: the row stays as the mark that refuses late arrivals, and answers repeats."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from driverapp.reports import events
from driverapp.reports.coarsen import coarsen_events
from driverapp.reports.district import district_of
from driverapp.reports.entries import ReportEntry
from driverapp.reports.inbox_models import ReportRead
from driverapp.reports.media_erase import erase_media
from driverapp.reports.models import EmergencyCall, Event, Report, ReportAmendment, ReportMessage
from driverapp.reports.readers import ReportReader
from driverapp.reports.series_forget import forget_links
from driverapp.store.database import db
from driverapp.vocabulary.roads import road_name
from driverapp.vocabulary.states import EventKind, State

# What an emptied report keeps.
KEPT = frozenset(
    {
        "id",
        "secret_hash",
        "body_hash",
        "received_at",
        "visible_at",
        "practice",
        "usable",
        "quarantined",
        "helped",
        "state",
        "version",
    }
)
KEPT_OF_CALLS = frozenset({"id", "secret_hash", "tapped_at", "received_at", "outcome", "practice"})


def empty(report: Report) -> None:
    """Take everything out of a report that says something; its events stay as they are."""
    for model in (ReportAmendment, ReportMessage, ReportEntry, ReportRead, ReportReader):
        db.session.execute(delete(model).where(model.report_id == report.id))
    erase_media(report.id)
    forget_links(report.id)
    _forget_free_text(report.id)
    for name in set(Report.__table__.columns.keys()) - KEPT:
        setattr(report, name, None)
    db.session.flush()


def erase_report(report: Report, at: datetime) -> None:
    """Erase a report whose time is over, and coarsen its events; the figures stay what they were.

    One that nobody read is counted as that. A withdrawn one is empty already and counted.
    """
    district = district_of(report)
    if report.state != State.WITHDRAWN:
        unread = report.state == State.RECEIVED
        events.append(report, EventKind.ERASED_UNREAD if unread else EventKind.ERASED, at=at)
        empty(report)
        # Whoever is about to take a step has read something else.
        report.version += 1
    coarsen_events(Event.report_id == report.id, district)
    report.erased_at = at
    db.session.flush()


def erase_call(call: EmergencyCall, at: datetime) -> None:
    """Erase a tap on 110 whose time is over, and coarsen its events."""
    coarsen_events(Event.call_id == call.id)
    for name in set(EmergencyCall.__table__.columns.keys()) - KEPT_OF_CALLS:
        setattr(call, name, None)
    # It may lie anywhere: what remains is when the call arrived.
    call.tapped_at = call.received_at
    call.erased_at = at
    db.session.flush()


def _forget_free_text(report_id: UUID) -> None:
    own = Event.report_id == report_id
    roads = db.session.scalars(select(Event.road).where(own, Event.road.is_not(None)).distinct())
    written = [road for road in roads if road != road_name(road)]
    if written:
        db.session.execute(update(Event).where(own, Event.road.in_(written)).values(road=None))
