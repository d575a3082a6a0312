"""What of a report is compared with others: place, time, category, vehicle; never words, never a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from driverapp.gazetteer.locate import Roads
from driverapp.reports.models import Report
from driverapp.reports.spots import SIGN_KM, Spot, slack_km

# As static/driver/details/departure.js writes it behind a place.
DEPARTURE = re.compile(r"(?:^|, |: )weg(?:: | Richtung )(.+)\Z")
# What is compared and stands in the open.
COLUMNS = (
    Report.id,
    Report.observed_at,
    Report.captured_at,
    Report.category,
    Report.road,
    Report.km,
    Report.place_site,
    Report.lat,
    Report.lon,
    Report.accuracy_m,
)


@dataclass(frozen=True)
class Sighting:
    """One observation: when, where, what; after its content was opened the direction and the vehicle as well."""

    id: UUID
    observed_at: datetime
    spot: Spot
    category: str | None = None
    direction: str | None = None
    kind: str | None = None
    colour: str | None = None
    plate: str | None = None
    country: str | None = None


def sighting(row: Any, roads: Roads, sites: Mapping[str, tuple[str | None, float | None]]) -> Sighting:
    """The sighting of a row of `COLUMNS`, or of a report. `sites`: road and kilometre of known sites by their slugs."""
    road, km = sites.get(row.place_site or "", (None, None))
    road, km = row.road or road, row.km if row.km is not None else km
    spot = Spot(road, km, row.place_site, row.lat, row.lon, _slack(row))
    located = roads.locate(road, km) if row.lat is None else None
    if located is not None:
        spot = replace(spot, lat=located[0], lon=located[1], slack_km=SIGN_KM)
    return Sighting(row.id, row.observed_at, spot, row.category)


def opened(found: Sighting, sealed: Mapping[str, Any] | None) -> Sighting:
    """The sighting with what its report's sealed content says of direction and vehicle.

    Where it went, if somebody saw that; else the direction of the carriageway.
    """
    content = sealed or {}
    vehicle = content.get("vehicle") or {}
    return replace(
        found,
        direction=_departure(content.get("place_text")) or content.get("direction"),
        kind=vehicle.get("kind"),
        colour=vehicle.get("colour"),
        plate=vehicle.get("plate"),
        country=vehicle.get("country"),
    )


def _departure(place_text: str | None) -> str | None:
    found = DEPARTURE.search(place_text or "")
    return found[1] if found else None


def _slack(row: Any) -> float:
    told_after = row.captured_at - row.observed_at if row.captured_at and row.observed_at else timedelta()
    return slack_km(row.accuracy_m, told_after)
