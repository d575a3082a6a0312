"""Making exact things coarse: the events of what was erased, and positions that are kept no longer."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from driverapp.policy.intake import COARSE_M
from driverapp.reports.content import coarse
from driverapp.reports.models import Event, Report, ReportAmendment
from driverapp.reports.payload import Position
from driverapp.store.clock import BERLIN, local_day
from driverapp.store.database import db

BAND_HOURS = 4
MOTORWAY = "A"


def coarsen_events(which: ColumnElement[bool], district: str | None = None) -> None:
    """Leave of events what the contract leaves: week, four-hour band, motorway, association, and what was counted.

    `district`: the key of the one that those bear which tell no motorway.
    """
    for event in db.session.scalars(select(Event).where(which)):
        event.at, event.subject_at = coarse_moment(event.at), coarse_moment(event.subject_at)
        event.subject_day = local_day(event.subject_at)
        event.report_id = event.call_id = event.actor_id = event.undoes = None
        if event.road and not event.road.startswith(MOTORWAY):
            event.road = None
        event.district = district if event.road is None else None
    db.session.flush()


def coarse_moment(moment: datetime) -> datetime:
    """The week and the four-hour band of a moment, as the band's beginning on the week's first day in Berlin.

    A week that two months share is cut at the month's end: associations' figures go by the month, and stay what they
    were.
    """
    local = moment.astimezone(BERLIN)
    monday = local.date() - timedelta(days=local.weekday())
    first = max(monday, local.date().replace(day=1))
    band = local.hour // BAND_HOURS * BAND_HOURS
    return datetime(first.year, first.month, first.day, band, tzinfo=BERLIN).astimezone(UTC)


def round_positions(report: Report, at: datetime) -> None:
    """Round the position of a report and those in its amendments to a kilometre."""
    if report.lat is not None and report.lon is not None and _is_exact(report.accuracy_m):
        rounded = coarse(Position(lat=report.lat, lon=report.lon, accuracy_m=report.accuracy_m))
        report.lat, report.lon, report.accuracy_m = rounded.lat, rounded.lon, rounded.accuracy_m
    for amendment in db.session.scalars(select(ReportAmendment).where(ReportAmendment.report_id == report.id)):
        amendment.fields = _with_rounded(amendment.fields)
        amendment.before = _with_rounded(amendment.before) if amendment.before else amendment.before
    report.rounded_at = at
    db.session.flush()


def _with_rounded(fields: dict[str, Any]) -> dict[str, Any]:
    position = fields.get("position")
    if position is None or not _is_exact(position.get("accuracy_m")):
        return fields
    return fields | {"position": _rounded(position)}


def _rounded(position: dict[str, Any]) -> dict[str, Any]:
    return coarse(Position(**position)).model_dump(mode="json")


def _is_exact(accuracy_m: float | None) -> bool:
    return accuracy_m is None or accuracy_m < COARSE_M
