"""Where a kilometre of a motorway lies, and which way a direction on a sign leads."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from driverapp.gazetteer.models import RoadPoint
from driverapp.gazetteer.towns import towns
from driverapp.store.database import db

# Between posts further apart than this, in kilometres, a motorway may run anywhere.
LONGEST_GAP_KM = 12.0
# A kilometre just outside the known stretch still lies near its end.
BEYOND_KM = 2.0


@dataclass(frozen=True)
class RoadLine:
    """The known points of a motorway in the order of their kilometres, as `(km, lat, lon)`."""

    points: Sequence[tuple[float, float, float]]

    def at(self, km: float) -> tuple[float, float] | None:
        """Latitude and longitude of a kilometre; nothing where no point is near enough."""
        place = bisect_left(self.points, (km,))
        before, after = self.points[max(place - 1, 0) : place], self.points[place : place + 1]
        if before and after:
            return _between(km, before[0], after[0])
        nearest = (before or after)[:1]
        return (nearest[0][1], nearest[0][2]) if nearest and abs(nearest[0][0] - km) <= BEYOND_KM else None


class Roads:
    """The motorways of the gazetteer, each looked up once while this lives."""

    def __init__(self) -> None:
        self._lines: dict[str, RoadLine] = {}

    def look_up(self, roads: Iterable[str]) -> None:
        """Look up many at once, before each is asked for."""
        found: dict[str, list[tuple[float, float, float]]] = {road: [] for road in {*roads} - self._lines.keys()}
        query = select(RoadPoint.road, RoadPoint.km, RoadPoint.lat, RoadPoint.lon).where(RoadPoint.road.in_(found))
        for road, km, lat, lon in db.session.execute(query):
            if km is not None:
                found[road].append((km, lat, lon))
        self._lines |= {road: RoadLine(sorted(points)) for road, points in found.items()}

    def line(self, road: str) -> RoadLine:
        """The known points of a motorway that bear a kilometre."""
        if road not in self._lines:
            self.look_up([road])
        return self._lines[road]

    def locate(self, road: str | None, km: float | None) -> tuple[float, float] | None:
        """Latitude and longitude of a kilometre of a motorway, as far as the gazetteer knows."""
        return self.line(road).at(km) if road and km is not None else None


def destination(direction: str | None) -> tuple[float, float] | None:
    """Latitude and longitude of the town to which a direction leads; nothing for what is no town that we know."""
    return _by_name().get((direction or "").strip().casefold())


@cache
def _by_name() -> dict[str, tuple[float, float]]:
    # Of two of one name the larger comes first, and stays.
    return {town.name.casefold(): (town.lat, town.lon) for town in reversed(towns())}


def _between(
    km: float, before: tuple[float, float, float], after: tuple[float, float, float]
) -> tuple[float, float] | None:
    gap = after[0] - before[0]
    if gap > LONGEST_GAP_KM:
        return None
    part = (km - before[0]) / gap if gap else 0.0
    return before[1] + part * (after[1] - before[1]), before[2] + part * (after[2] - before[2])
