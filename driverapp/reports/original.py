"""What a report said before its amendments, field by field, as the API names the fields."""

from collections.abc import Sequence
from typing import Any

from driverapp.reports.models import Report, ReportAmendment

PLAIN = ("category", "target_group", "ongoing", "language")
POSITION = ("lat", "lon", "accuracy_m", "age_s")


def fields_of(report: Report) -> dict[str, Any]:
    """What a report says now, in the form of an amendment that would say all of it."""
    sealed: dict[str, Any] = report.sealed or {}
    place = {
        "text": sealed.get("place_text"),
        "road": report.road or sealed.get("road"),
        "direction": sealed.get("direction"),
        "km": report.km,
        "site": report.place_site,
    }
    return {
        **{name: getattr(report, name) for name in PLAIN},
        "observed_at": report.observed_at.isoformat() if report.observed_at else None,
        "position": {name: getattr(report, name) for name in POSITION} if report.lat is not None else None,
        "place": place if any(value is not None for value in place.values()) else None,
        "text": sealed.get("text"),
        "vehicle": sealed.get("vehicle"),
    }


def original(report: Report, amendments: Sequence[ReportAmendment]) -> dict[str, Any]:
    """What a report said when it arrived; `amendments` in the order of their arrival."""
    fields = fields_of(report)
    for amendment in reversed(amendments):
        fields |= amendment.before or {}
    return fields
