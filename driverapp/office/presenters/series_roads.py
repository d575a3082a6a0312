"""The motorways of a series' drawing: those that were named, and those beside the phones."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from driverapp.gazetteer.locate import Roads
from driverapp.gazetteer.near import near
from driverapp.office.presenters import words
from driverapp.reports.sightings import Sighting

Points: TypeAlias = Sequence[tuple[float, float, float]]


def lines(
    sightings: Sequence[Sighting | None], roads: Roads, rough: Mapping[str, Sequence[tuple[float, float]]]
) -> dict[str, Points]:
    """Points `(km, lat, lon)` of each motorway on which something was seen; from `rough` where no other is known."""
    names = {road for each in sightings if each and (road := _road(each))}
    return {words.spaced(name): points for name in names if (points := _points(name, roads, rough))}


def _road(seen: Sighting) -> str | None:
    spot = seen.spot
    if spot.road or spot.lat is None or spot.lon is None:
        return spot.road
    return near((spot.lat, spot.lon)).road


def _points(name: str, roads: Roads, rough: Mapping[str, Sequence[tuple[float, float]]]) -> Points:
    return roads.line(name).points or [(0.0, *place) for place in rough.get(name, ())]
