"""Motorways as lines, from the points that were imported: where a kilometre lies, and what to draw."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from statistics import fmean
from typing import TypeAlias

from sqlalchemy import func, select

from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.store.database import db

KM_PER_DEGREE = 111.2
# The posts of both carriageways within a step are one mark in the middle of the road.
STEP_KM = 0.5
# A motorway ends and begins again elsewhere: no line is drawn, and no kilometre guessed, across such a gap.
LONGEST_GAP_KM = 15.0
# Just beyond the last mark a kilometre still lies near it.
BEYOND_KM = 1.0

LatLon: TypeAlias = tuple[float, float]
Stamp: TypeAlias = tuple[int, str]


@dataclass(frozen=True)
class Mark:
    """A kilometre of a road, and where it lies."""

    km: float
    lat: float
    lon: float


@dataclass(frozen=True)
class Road:
    """A motorway. `marks`: in order of kilometres; `points`: all that was imported of it but posts."""

    name: str
    marks: Sequence[Mark]
    points: Sequence[RoadPoint]

    def at(self, km: float) -> LatLon | None:
        """Where a kilometre lies, between the two marks around it; nothing where none are near."""
        after = bisect_left(self.marks, km, key=lambda mark: mark.km)
        around = self.marks[max(after - 1, 0) : after + 1]
        nearest = min(around, key=lambda mark: abs(mark.km - km), default=None)
        if len(around) == 2 and around[1].km - around[0].km <= LONGEST_GAP_KM:  # noqa: PLR2004 - before and after
            first, last = around
            share = (km - first.km) / (last.km - first.km)
            return first.lat + share * (last.lat - first.lat), first.lon + share * (last.lon - first.lon)
        return (nearest.lat, nearest.lon) if nearest and abs(nearest.km - km) <= BEYOND_KM else None

    def lines(self) -> list[list[LatLon]]:
        """What to draw: through the marks, or where there are too few through junctions and rest areas."""
        if len(self.marks) > 1:
            return _parted([(mark.lat, mark.lon) for mark in self.marks])
        return _parted(_chained([(point.lat, point.lon) for point in self.points]))


def roads() -> dict[str, Road]:
    """All motorways by name, in the order of their numbers."""
    return _roads(stamp())


def stamp() -> Stamp:
    """What changes with every import, and with nothing else."""
    count, latest = db.session.execute(
        select(func.count(), func.max(RoadPoint.updated_at)).select_from(RoadPoint)
    ).one()
    return count, str(latest)


def distance_km(one: LatLon, other: LatLon) -> float:
    """Kilometres between two places, good enough within a country."""
    flat = cos(radians((one[0] + other[0]) / 2))
    return KM_PER_DEGREE * hypot(one[0] - other[0], (one[1] - other[1]) * flat)


@lru_cache(maxsize=2)
def _roads(_stamp: Stamp) -> dict[str, Road]:
    by_name: dict[str, list[RoadPoint]] = {}
    for point in db.session.scalars(select(RoadPoint).order_by(RoadPoint.key)):
        # They outlive the session that read them.
        db.session.expunge(point)
        by_name.setdefault(point.road, []).append(point)
    names = sorted(by_name, key=lambda name: (len(name), name))
    return {name: _road(name, by_name[name]) for name in names}


def _road(name: str, points: Sequence[RoadPoint]) -> Road:
    others = [point for point in points if point.kind != PointKind.POST]
    return Road(name, _marks(point for point in points if point.km is not None), others)


def _marks(points: Iterable[RoadPoint]) -> list[Mark]:
    by_step: dict[int, list[RoadPoint]] = {}
    for point in points:
        by_step.setdefault(round((point.km or 0) / STEP_KM), []).append(point)
    return [
        Mark(fmean(each.km or 0 for each in near), fmean(each.lat for each in near), fmean(each.lon for each in near))
        for _, near in sorted(by_step.items())
    ]


def _chained(places: list[LatLon]) -> list[LatLon]:
    """Places without kilometres one after the other: from an end of the road always to the nearest that is left."""
    if not places:
        return []
    middle = (fmean(lat for lat, _ in places), fmean(lon for _, lon in places))
    left = sorted(places, key=lambda place: distance_km(place, middle))
    chain = [left.pop()]
    while left:
        nearest = min(left, key=lambda place: distance_km(place, chain[-1]))
        left.remove(nearest)
        chain.append(nearest)
    return chain


def _parted(line: Sequence[LatLon]) -> list[list[LatLon]]:
    parts: list[list[LatLon]] = []
    for place in line:
        if parts and distance_km(parts[-1][-1], place) <= LONGEST_GAP_KM:
            parts[-1].append(place)
        else:
            parts.append([place])
    return [part for part in parts if len(part) > 1]
