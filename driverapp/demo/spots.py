"""Where invented things happen: at rest areas, along motorways, in towns."""

import random
from dataclasses import dataclass
from functools import cache

from driverapp.demo import words
from driverapp.demo.associations import Origin
from driverapp.demo.roads import REST_AREAS, TRAFFIC, RestArea, beside, position, somewhere
from driverapp.gazetteer.towns import Town, towns
from driverapp.vocabulary.target_groups import TargetGroup


@dataclass(frozen=True)
class Spot:
    """A place as somebody names it; `lat` and `lon`: where a phone there would be."""

    lat: float
    lon: float
    road: str | None = None
    km: float | None = None
    direction: str | None = None
    site: str | None = None
    text: str | None = None


def find_spot(rng: random.Random, origin: Origin) -> Spot:
    """Where somebody who comes from there sees something."""
    if origin.rest_area is not None:
        return at_rest_area(rng, origin.rest_area, origin.site)
    if origin.target_group in (TargetGroup.TRUCK, TargetGroup.REST_STOP):
        where = rng.random()
        if where < 0.6:
            areas = _areas()
            return at_rest_area(rng, rng.choices(list(areas), list(areas.values()))[0])
        if where < 0.88:
            return on_road(rng, *somewhere(rng))
    return _in_town(rng, origin.target_group)


def at_rest_area(rng: random.Random, area: RestArea, site: str | None = None) -> Spot:
    """A place at a rest area, which has the slug `site` if it is one of ours."""
    lat, lon = beside(rng, position(area.road, area.km))
    return Spot(lat, lon, area.road, area.km, area.direction, site, area.name)


def on_road(rng: random.Random, road: str, km: float, direction: str) -> Spot:
    """A place at a kilometre of a motorway."""
    lat, lon = beside(rng, position(road, km))
    return Spot(lat, lon, road, km, direction)


def _in_town(rng: random.Random, group: TargetGroup) -> Spot:
    town = rng.choices(_towns(), [each.population for each in _towns()])[0]
    lat, lon = (round(value + rng.gauss(0, 0.012), 5) for value in (town.lat, town.lon))
    return Spot(lat, lon, text=words.place_text(rng, group, town.name))


@cache
def _areas() -> dict[RestArea, float]:
    counts = {road: sum(area.road == road for area in REST_AREAS) for road in TRAFFIC}
    return {area: TRAFFIC[area.road] / counts[area.road] for area in REST_AREAS}


@cache
def _towns() -> tuple[Town, ...]:
    return tuple(each for each in towns() if not each.far)[:120]
