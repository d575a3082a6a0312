"""What lies near a place: a town, a rest area, a kilometre of a motorway."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import floor

from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.roads import LatLon, Mark, Stamp, distance_km, roads, stamp
from driverapp.gazetteer.towns import Town, towns

# Farther away a name no longer says where something is.
TOWN_KM, REST_AREA_KM, ROAD_KM = 40.0, 1.0, 0.4
# About five kilometres: more than the two that lie beside a road.
CELL_DEGREES = 0.05


@dataclass(frozen=True)
class Near:
    """What lies near a place, as far as something does. `town_km`: how far the town's middle is away."""

    town: str | None
    town_km: float
    rest_area: str | None
    road: str | None
    km: float | None


def near(place: LatLon) -> Near:
    """What lies near a place."""
    town = min(_here(), key=lambda each: distance_km(place, (each.lat, each.lon)))
    town_km = distance_km(place, (town.lat, town.lon))
    beside = _beside(stamp())
    rest_area = beside.rest_area(place)
    road, mark = beside.mark(place) or (None, None)
    return Near(
        town=town.name if town_km <= TOWN_KM else None,
        town_km=town_km,
        rest_area=rest_area.name if rest_area else None,
        road=road,
        km=mark.km if mark else None,
    )


class Beside:
    """Marks and rest areas of all roads by cells, since there are thousands of them."""

    def __init__(self) -> None:
        self._marks: defaultdict[LatLon, list[tuple[str, Mark]]] = defaultdict(list)
        self._rest_areas: defaultdict[LatLon, list[RoadPoint]] = defaultdict(list)
        for road in roads().values():
            for mark in road.marks:
                self._marks[_cell((mark.lat, mark.lon))].append((road.name, mark))
            for point in road.points:
                if point.kind == PointKind.REST_AREA:
                    self._rest_areas[_cell((point.lat, point.lon))].append(point)

    def rest_area(self, place: LatLon) -> RoadPoint | None:
        """The nearest rest area, if one is near."""
        found = [
            (distance_km(place, (each.lat, each.lon)), each.key, each)
            for cell in _around(place)
            for each in self._rest_areas.get(cell, ())
        ]
        return next((each for away, _key, each in sorted(found, key=lambda one: one[:2]) if away <= REST_AREA_KM), None)

    def mark(self, place: LatLon) -> tuple[str, Mark] | None:
        """The nearest mark and its road, if the road passes here."""
        found = [
            (distance_km(place, (mark.lat, mark.lon)), road, mark)
            for cell in _around(place)
            for road, mark in self._marks.get(cell, ())
        ]
        return next(
            ((road, mark) for away, road, mark in sorted(found, key=lambda one: one[:2]) if away <= ROAD_KM), None
        )


@lru_cache(maxsize=2)
def _beside(_stamp: Stamp) -> Beside:
    return Beside()


@lru_cache(maxsize=1)
def _here() -> tuple[Town, ...]:
    return tuple(each for each in towns() if not each.far)


def _cell(place: LatLon) -> LatLon:
    return floor(place[0] / CELL_DEGREES), floor(place[1] / CELL_DEGREES)


def _around(place: LatLon) -> Iterator[LatLon]:
    row, column = _cell(place)
    return ((row + down, column + right) for down, right in product((-1, 0, 1), (-1, 0, 1)))
