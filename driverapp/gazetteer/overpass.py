"""Junctions, rest areas and kilometre posts from OpenStreetMap, as Overpass answers.

A junction's node does not say on which road it lies, the ways through it do: a file that holds them as well
(`way[highway=motorway]`, with `out body` or `out geom`) gives junctions and posts their road, and with their geometry
rest areas too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import cos, floor, hypot, inf, radians
from typing import Any, TypeAlias

from driverapp.gazetteer.candidate import Candidate, as_number
from driverapp.gazetteer.models import PointKind

SOURCE = "openstreetmap"
KINDS = {
    "motorway_junction": PointKind.JUNCTION,
    "services": PointKind.REST_AREA,
    "rest_area": PointKind.REST_AREA,
    "milestone": PointKind.POST,
}
WAYS = ("motorway", "motorway_link", "trunk", "trunk_link")
# A rest area lies beside its road.
BESIDE_KM = 0.5
KM_PER_DEGREE = 111.2
# No narrower than what lies beside, also where degrees of longitude are short.
CELL_DEGREES = 0.01

Place: TypeAlias = tuple[object, object]
Cell: TypeAlias = tuple[int, int]


def overpass_points(content: dict[str, Any]) -> Iterator[Candidate]:
    """Whatever has a `highway` that says where somebody is; the ways only tell roads."""
    elements = [each for each in content["elements"] if isinstance(each, dict)]
    roads = Roads(elements)
    for element in elements:
        tags = _tags(element)
        if "highway" in tags and tags["highway"] not in WAYS:
            yield _candidate(element, tags, roads)


def osm_candidate(key: str, tags: Mapping[str, Any], place: Place, road: object = None) -> Candidate:
    """A point by its OpenStreetMap tags; `place` is its latitude and longitude, as given."""
    kind = KINDS.get(str(tags.get("highway", "")))
    is_junction = kind is PointKind.JUNCTION
    return Candidate(
        key=f"{SOURCE}/{key}",
        source=SOURCE,
        kind=kind,
        road=tags.get("road:ref") or tags.get("road_ref") or road or (None if is_junction else tags.get("ref")),
        lat=place[0],
        lon=place[1],
        name=tags.get("name"),
        number=tags.get("ref") if is_junction else None,
        direction=tags.get("destination"),
        km=tags.get("distance", tags.get("pk")),
    )


class Roads:
    """Which road leads through a node or past a place, as the ways of a file tell."""

    def __init__(self, elements: Iterable[Mapping[str, Any]]) -> None:
        self._by_node: dict[object, str] = {}
        # By cells, since a country has hundreds of thousands of them.
        self._passing: defaultdict[Cell, list[tuple[float, float, str]]] = defaultdict(list)
        for element in elements:
            tags = _tags(element)
            if tags.get("highway") == "motorway" and tags.get("ref"):
                road = str(tags["ref"]).split(";")[0]
                self._by_node |= dict.fromkeys(
                    (each for each in _list(element, "nodes") if isinstance(each, int)), road
                )
                for lat, lon in _places(element):
                    self._passing[_cell(lat, lon)].append((lat, lon, road))

    def of(self, element: Mapping[str, Any], lat: object, lon: object) -> str | None:
        """The road of a node, else the one that passes the place."""
        node = element.get("id")
        known = self._by_node.get(node) if isinstance(node, int) else None
        return known or self._past(as_number(lat), as_number(lon))

    def _past(self, lat: float | None, lon: float | None) -> str | None:
        if lat is None or lon is None:
            return None
        flat = cos(radians(lat))
        near = (
            (KM_PER_DEGREE * hypot(lat - other_lat, (lon - other_lon) * flat), road)
            for cell in _cells_around(lat, lon)
            for other_lat, other_lon, road in self._passing.get(cell, ())
        )
        distance, road = min(near, default=(inf, None))
        return road if distance <= BESIDE_KM else None


def _cell(lat: float, lon: float) -> Cell:
    return floor(lat / CELL_DEGREES), floor(lon / CELL_DEGREES)


def _cells_around(lat: float, lon: float) -> Iterator[Cell]:
    row, column = _cell(lat, lon)
    return ((row + down, column + right) for down, right in product((-1, 0, 1), repeat=2))


def _places(element: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """The bends of a way, where the file has them."""
    for each in _list(element, "geometry"):
        given = each if isinstance(each, dict) else {}
        lat, lon = as_number(given.get("lat")), as_number(given.get("lon"))
        if lat is not None and lon is not None:
            yield lat, lon


def _list(element: Mapping[str, Any], name: str) -> list[Any]:
    given = element.get(name)
    return given if isinstance(given, list) else []


def _candidate(element: Mapping[str, Any], tags: Mapping[str, Any], roads: Roads) -> Candidate:
    center = element.get("center")
    place = center if isinstance(center, dict) else element
    lat, lon = place.get("lat"), place.get("lon")
    key = f"{element.get('type')}/{element.get('id')}"
    return osm_candidate(key, tags, (lat, lon), roads.of(element, lat, lon))


def _tags(element: Mapping[str, Any]) -> Mapping[str, Any]:
    tags = element.get("tags")
    return tags if isinstance(tags, dict) else {}
