"""The gazetteer as a phone keeps it: small, since it crosses bad networks and stays on the phone."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import fmean
from typing import Any, TypeAlias

from sqlalchemy import func, select

from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.towns import ATTRIBUTION, towns
from driverapp.store.database import db

ATTRIBUTIONS = {
    "openstreetmap": "© OpenStreetMap (ODbL)",
    "autobahn": "Autobahn GmbH",
}
# Coordinates are whole ten-thousandths of a degree, about ten metres.
FINENESS = 10_000
# Posts closer together are left out; between posts the phone interpolates. Beyond so many, one a kilometre is left.
STEP_KM, WIDE_STEP_KM, MANY_POSTS = 0.5, 1.0, 7000

Stamp: TypeAlias = tuple[int, str]
Mark: TypeAlias = tuple[float, float, float]


def packed() -> dict[str, Any]:
    """Towns and roads, as `answers.GazetteerAnswer` describes them."""
    count, latest = db.session.execute(
        select(func.count(), func.max(RoadPoint.updated_at)).select_from(RoadPoint)
    ).one()
    return _pack((count, str(latest)))


# It changes with an import alone, and takes a while to make.
@lru_cache(maxsize=2)
def _pack(_stamp: Stamp) -> dict[str, Any]:
    points = db.session.scalars(select(RoadPoint).order_by(RoadPoint.road, RoadPoint.km, RoadPoint.key)).all()
    sources = {point.source for point in points}
    posts = sum(point.kind == PointKind.POST for point in points)
    step = STEP_KM if posts <= MANY_POSTS else WIDE_STEP_KM
    return {
        "attribution": [ATTRIBUTION, *(text for source, text in ATTRIBUTIONS.items() if source in sources)],
        "towns": [[each.name, _fine(each.lat), _fine(each.lon), each.population] for each in towns() if not each.far],
        "cities": [[each.name, _fine(each.lat), _fine(each.lon)] for each in towns() if each.far],
        "roads": {road: _road([each for each in points if each.road == road], step) for road in _roads(points)},
    }


def _roads(points: Iterable[RoadPoint]) -> list[str]:
    return sorted({point.road for point in points}, key=lambda road: (len(road), road))


def _road(points: Sequence[RoadPoint], step: float) -> dict[str, Any]:
    of_kind = {kind: [each for each in points if each.kind == kind] for kind in PointKind}
    return {
        "junctions": [
            [each.name, each.number, _fine(each.lat), _fine(each.lon), each.km] for each in of_kind[PointKind.JUNCTION]
        ],
        "rest_areas": [
            [each.name, each.direction, _fine(each.lat), _fine(each.lon), each.km]
            for each in of_kind[PointKind.REST_AREA]
        ],
        "posts": _differences(_thinned(of_kind[PointKind.POST], step)),
    }


def _thinned(posts: Sequence[RoadPoint], step: float) -> list[Mark]:
    """One mark a step: the posts of both carriageways near it, put together in the middle of the road."""
    by_step: dict[int, list[RoadPoint]] = {}
    for post in posts:
        by_step.setdefault(round((post.km or 0) / step), []).append(post)
    return [
        (fmean(each.km or 0 for each in near), fmean(each.lat for each in near), fmean(each.lon for each in near))
        for _, near in sorted(by_step.items())
    ]


def _differences(marks: Iterable[Mark]) -> list[int]:
    """Hundredths of a kilometre, latitude and longitude of each mark, less those of the one before."""
    before, found = (0, 0, 0), []
    for km, lat, lon in marks:
        here = (round(km * 100), _fine(lat), _fine(lon))
        found += [now - then for now, then in zip(here, before, strict=True)]
        before = here
    return found


def _fine(degrees: float) -> int:
    return round(degrees * FINENESS)
