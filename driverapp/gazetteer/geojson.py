"""Points and districts from GeoJSON: properties are of our own names, or as authorities and OpenStreetMap give them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from driverapp.gazetteer.candidate import Candidate, as_number
from driverapp.gazetteer.models import PointKind
from driverapp.gazetteer.outline import is_outline
from driverapp.gazetteer.overpass import osm_candidate

SOURCE = "geojson"
KINDS = {kind.value: kind for kind in PointKind}


def geojson_points(content: dict[str, Any]) -> Iterator[Candidate]:
    """Own properties are `kind` (junction, rest_area, post), `road`, `name`, `number`, `direction`, `km`."""
    for feature in content["features"]:
        if isinstance(feature, dict) and not is_outline(feature):
            yield _candidate(feature)


def geojson_districts(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The features that mean districts; none in a file of another form."""
    features = content.get("features")
    listed = features if isinstance(features, list) else []
    return [feature for feature in listed if isinstance(feature, dict) and is_outline(feature)]


def _candidate(feature: dict[str, Any]) -> Candidate:
    given = feature.get("properties")
    properties = given if isinstance(given, dict) else {}
    lat, lon = _middle(feature.get("geometry"))
    if "highway" in properties:
        return osm_candidate(
            str(properties.get("@id") or feature.get("id") or _digest(feature)), properties, (lat, lon)
        )
    return Candidate(
        key=f"{SOURCE}/{feature.get('id') or _digest(feature)}",
        source=SOURCE,
        kind=KINDS.get(str(properties.get("kind"))),
        road=properties.get("road"),
        lat=lat,
        lon=lon,
        name=properties.get("name"),
        number=properties.get("number"),
        direction=properties.get("direction"),
        km=properties.get("km"),
    )


def _middle(geometry: object) -> tuple[object, object]:
    """Latitude and longitude of a point, or of the middle of an outline."""
    if not isinstance(geometry, dict):
        return None, None
    pairs = list(_pairs(geometry.get("coordinates")))
    if not pairs:
        return None, None
    return sum(lat for _, lat in pairs) / len(pairs), sum(lon for lon, _ in pairs) / len(pairs)


def _pairs(coordinates: object) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list):
        return
    lon, lat = [as_number(each) for each in [*coordinates[:2], None, None][:2]]
    if lon is not None and lat is not None:
        yield lon, lat
        return
    for each in coordinates:
        yield from _pairs(each)


def _digest(feature: dict[str, Any]) -> str:
    # Without an id the place is the name: the same feature is found again.
    told = json.dumps([feature.get("geometry"), feature.get("properties")], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
