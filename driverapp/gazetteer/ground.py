"""The neutral ground of the office's map: districts, towns, motorways and rest areas, from what is stored here."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from driverapp.gazetteer.districts import districts, districts_stamp
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.pack import ATTRIBUTIONS
from driverapp.gazetteer.roads import LatLon, Road, Stamp, roads, stamp
from driverapp.gazetteer.towns import ATTRIBUTION, towns
from driverapp.store.database import db

# Coordinates of five decimals are about a metre.
DECIMALS = 5


def ground() -> dict[str, Any]:
    """`towns` as name, latitude, longitude and population; `roads` with their lines; names beside them.

    `districts` with their polygons, and where each is named. `attribution`: whom to name for all of it.
    """
    return _ground(stamp(), districts_stamp())


@lru_cache(maxsize=2)
def _ground(_roads: Stamp, _districts: Stamp) -> dict[str, Any]:
    known = roads().values()
    return {
        "attribution": list(_attributions()),
        "districts": [
            {"name": each.name, "at": _fine([each.middle])[0], "polygons": each.polygons} for each in districts()
        ],
        "towns": [[each.name, each.lat, each.lon, each.population] for each in towns() if not each.far],
        "roads": [{"name": road.name, "lines": [_fine(line) for line in road.lines()]} for road in known],
        "rest_areas": _named(known, PointKind.REST_AREA),
        "junctions": _named(known, PointKind.JUNCTION),
    }


def _attributions() -> Iterator[str]:
    yield ATTRIBUTION
    sources = set(db.session.scalars(select(RoadPoint.source).distinct()))
    yield from (text for source, text in ATTRIBUTIONS.items() if source in sources)
    yield from dict.fromkeys(each.attribution for each in districts() if each.attribution)


def _named(known: Iterable[Road], kind: PointKind) -> list[tuple[str, float, float]]:
    return [
        (point.name, *_fine([(point.lat, point.lon)])[0])
        for road in known
        for point in road.points
        if point.kind == kind and point.name
    ]


def _fine(line: list[LatLon]) -> list[LatLon]:
    return [(round(lat, DECIMALS), round(lon, DECIMALS)) for lat, lon in line]
