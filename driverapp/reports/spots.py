"""Where reports were observed, and how far it is by road from one place to another."""

import math
from dataclasses import dataclass
from datetime import timedelta

EARTH_KM = 6371.0
# Roads are longer than the straight line; by how much, on motorways between towns.
DETOUR = 1.25
# A kilometre is read off a sign that stands every half, or told from memory.
SIGN_KM = 0.5
# Whoever tells of something later has driven on meanwhile.
LORRY_KMH = 80.0


@dataclass(frozen=True)
class Spot:
    """An observed place: a kilometre of a motorway, a site, coordinates, as far as they are known.

    `slack_km`: how far from the coordinates it may have been.
    """

    road: str | None = None
    km: float | None = None
    site: str | None = None
    lat: float | None = None
    lon: float | None = None
    slack_km: float = 0.0


@dataclass(frozen=True)
class Way:
    """A way from one place to another by road: its length, and by how much it may be off. Kilometres."""

    km: float
    slack_km: float
    same_road: bool


def way(one: Spot, other: Spot) -> Way | None:
    """The way between two places: along the motorway where both lie on one, else as the crow flies with a detour."""
    same_road = one.road is not None and one.road == other.road
    if one.site and one.site == other.site:
        return Way(0.0, 0.0, same_road)
    if same_road and one.km is not None and other.km is not None:
        return Way(abs(one.km - other.km), 2 * SIGN_KM, same_road=True)
    straight = straight_km(one, other)
    if straight is None:
        return None
    return Way(straight * DETOUR, one.slack_km + other.slack_km, same_road)


def straight_km(one: Spot, other: Spot) -> float | None:
    """The great circle between two places; nothing where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return great_circle_km((one.lat, one.lon), (other.lat, other.lon))


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great circle between two points of latitude and longitude (haversine formula)."""
    lat_1, lat_2 = math.radians(one[0]), math.radians(other[0])
    lon = math.radians(other[1] - one[1])
    half = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin(lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


def slack_km(accuracy_m: float | None, told_after: timedelta) -> float:
    """How far a telephone's position may lie from what was observed: its accuracy, and the way driven since."""
    hours = max(told_after.total_seconds(), 0.0) / 3600
    return (accuracy_m or 0.0) / 1000 + hours * LORRY_KMH
