"""Whether one vehicle can have been in two places: the way between them along the time between them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from driverapp.gazetteer.locate import destination
from driverapp.reports.sightings import Sighting
from driverapp.reports.spots import Spot, great_circle_km, way
from driverapp.store.clock import BERLIN
from driverapp.vocabulary.vehicles import VehicleKind

# Faster than these nobody gets along, in kilometres an hour.
LORRY_MOST_KMH, MOST_KMH = 110.0, 160.0
LORRIES = {VehicleKind.LORRY, VehicleKind.ARTICULATED_LORRY, VehicleKind.BUS}
# Times are told in full minutes, and from memory.
TIME_SLACK = timedelta(minutes=3)
NEAR_KM = 2.0
# A position that may be further off says nothing of where it was.
VAGUE_KM = 10.0
# Past this it is another shift, and another night.
SAME_NIGHT = timedelta(hours=12)
LONGEST_TRAVEL = timedelta(hours=24)
SHORTEST_TRAVEL_KM = 3.0
# Of a way in the direction at least this part leads nearer to the town on the sign.
CLEARLY = 0.3


class Impossible(Exception):
    """No vehicle gets that fast from one place to the other."""


@dataclass(frozen=True)
class Meeting:
    """Two observations in place and time.

    `near`: at the same place; `days`: how far apart, unless it was the same night or drive; `hour_apart`: how far by
    the time of the day in another night. `km` and `kmh`: of the way between two places, if it is known; only `km`
    where it can be made in that time because the places are vague. `onward`: whether it leads in the direction that
    was told, `towards`; nothing where that cannot be said. `road`: the one of both.
    """

    minutes: int
    near: bool
    days: float | None
    hour_apart: float
    km: int | None = None
    kmh: int | None = None
    onward: bool | None = None
    towards: str | None = None
    road: str | None = None

    @property
    def hours(self) -> float:
        """The time between them."""
        return self.minutes / 60


def meeting(one: Sighting, other: Sighting) -> Meeting:
    """How two observations lie to each other in place and time. Raises `Impossible`."""
    first, then = sorted((one, other), key=lambda each: each.observed_at)
    between = then.observed_at - first.observed_at
    found = way(first.spot, then.spot)
    if found is not None:
        _check(max(found.km - found.slack_km, 0.0), between, _most_kmh(first, then))
    known = found is not None and found.slack_km <= VAGUE_KM
    near = known and found is not None and found.km <= NEAR_KM
    road = first.spot.road if first.spot.road and first.spot.road == then.spot.road else None
    apart = between > (SAME_NIGHT if near else LONGEST_TRAVEL)
    meeting_of = Meeting(
        minutes=round(between.total_seconds() / 60),
        near=near,
        days=between / timedelta(days=1) if apart else None,
        hour_apart=_hour_apart(first.observed_at, then.observed_at) if near and apart else 0.0,
        road=road,
    )
    if not known or found is None or near or found.km < SHORTEST_TRAVEL_KM:
        return meeting_of
    return _travelled(meeting_of, found.km, first, then)


def _travelled(met: Meeting, km: float, first: Sighting, then: Sighting) -> Meeting:
    kmh = round(km / max(met.hours, 1 / 60))
    if kmh > _most_kmh(first, then):
        return replace(met, km=round(km))
    onward = leads_on(first, then.spot)
    towards = first.direction if onward is not None else None
    return replace(met, km=round(km), kmh=kmh, onward=onward, towards=towards)


def leads_on(first: Sighting, then: Spot) -> bool | None:
    """Whether the way to a place leads where the first observation said that it went; nothing where nobody can say."""
    town = destination(first.direction)
    spot = first.spot
    if town is None or spot.lat is None or spot.lon is None or then.lat is None or then.lon is None:
        return None
    here, there = (spot.lat, spot.lon), (then.lat, then.lon)
    driven = great_circle_km(here, there)
    nearer = great_circle_km(here, town) - great_circle_km(there, town)
    if abs(nearer) < CLEARLY * driven or driven < SHORTEST_TRAVEL_KM:
        return None
    return nearer > 0


def _check(least_km: float, between: timedelta, most_kmh: float) -> None:
    if least_km / ((between + TIME_SLACK).total_seconds() / 3600) > most_kmh:
        raise Impossible


def _most_kmh(one: Sighting, other: Sighting) -> float:
    return LORRY_MOST_KMH if LORRIES & {one.kind, other.kind} else MOST_KMH


def _hour_apart(one: datetime, other: datetime) -> float:
    clocks = [moment.astimezone(BERLIN) for moment in (one, other)]
    hours = [moment.hour + moment.minute / 60 for moment in clocks]
    apart = abs(hours[0] - hours[1])
    return min(apart, 24 - apart)
