"""Districts as an operator's import outlines them: what to draw, and in which one a place lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import func, select

from driverapp.gazetteer.models import District
from driverapp.gazetteer.outline import Polygon, Ring
from driverapp.gazetteer.roads import LatLon, Stamp
from driverapp.store.database import db

# So many are looked at for the place of a name.
WAYS = 12


@dataclass(frozen=True)
class Area:
    """A district. `box`: its least and greatest latitude and longitude; `middle`: where its name has most room."""

    key: str
    name: str
    attribution: str | None
    polygons: Sequence[Polygon]
    box: tuple[LatLon, LatLon]
    middle: LatLon

    def holds(self, place: LatLon) -> bool:
        """Whether a place lies within."""
        least, most = self.box
        near = least[0] <= place[0] <= most[0] and least[1] <= place[1] <= most[1]
        return near and any(_is_within(place, polygon) for polygon in self.polygons)


def districts() -> Sequence[Area]:
    """All that were imported, by their keys."""
    return _districts(districts_stamp())


def district_at(place: LatLon) -> Area | None:
    """The district in which a place lies, as far as they were imported."""
    return next((each for each in districts() if each.holds(place)), None)


def districts_stamp() -> Stamp:
    """What changes with every import of districts, and with nothing else."""
    count, latest = db.session.execute(select(func.count(), func.max(District.updated_at)).select_from(District)).one()
    return count, str(latest)


@lru_cache(maxsize=2)
def _districts(_stamp: Stamp) -> Sequence[Area]:
    columns = (District.key, District.name, District.attribution, District.polygons)
    return [_area(*row) for row in db.session.execute(select(*columns).order_by(District.key))]


def _area(key: str, name: str, attribution: str | None, polygons: Sequence[Polygon]) -> Area:
    places = [place for polygon in polygons for place in polygon[0]]
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    box = (min(lats), min(lons)), (max(lats), max(lons))
    return Area(key, name, attribution, polygons, box, _middle(polygons, box))


def _middle(polygons: Sequence[Polygon], box: tuple[LatLon, LatLon]) -> LatLon:
    """The middle of the longest way from west to east, of some that lie one above the other."""
    (south, _), (north, _) = box
    best = (0.0, (south, box[0][1]))
    for share in range(1, WAYS):
        lat = south + (north - south) * share / WAYS
        met = sorted(lon for polygon in polygons for ring in polygon for lon in _met(lat, ring))
        ways = ((east - west, (lat, (west + east) / 2)) for west, east in zip(met[::2], met[1::2], strict=True))
        best = max([best, *ways])
    return best[1]


def _is_within(place: LatLon, polygon: Polygon) -> bool:
    """Whether a line from the place to the east meets the polygon's rings an odd number of times."""
    lat, lon = place
    return sum(lon < each for ring in polygon for each in _met(lat, ring)) % 2 == 1


def _met(lat: float, ring: Ring) -> list[float]:
    """The longitudes at which a ring crosses a latitude."""
    return [
        one[1] + (lat - one[0]) / (other[0] - one[0]) * (other[1] - one[1])
        for one, other in pairwise(ring)
        if (one[0] > lat) != (other[0] > lat)
    ]
