"""What a GeoJSON file says of a district, and whether it can be one of ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from driverapp.gazetteer.candidate import LATITUDES, LONGITUDES, Refused, as_number, one_line

Place: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Place]
# A ring and the rings of its holes.
Polygon: TypeAlias = list[Ring]

# How authorities and OpenStreetMap name these properties; compared without capitals.
KEYS = ("ags", "ars", "rs", "krs_code", "de:amtlicher_gemeindeschluessel", "de:regionalschluessel", "nuts_id", "key")
NAMES = ("name", "gen", "name:de", "name_de", "krs_name_short", "krs_name", "nuts_name")
DESIGNATIONS = ("bez", "bezeichnung")
SOURCES, LICENCES = ("attribution", "copyright", "source"), ("licence", "license")
LONGEST = {"key": 40, "name": 80, "attribution": 500}
RURAL = {"Kreis", "Landkreis"}
SPEAKS_OF_A_DISTRICT = re.compile("kreis|region", re.IGNORECASE)
# Coordinates of four decimals are about ten metres.
DECIMALS = 4
LEAST_AREA = 1e-8


@dataclass(frozen=True)
class Outline:
    """A district, or a part of one, that was found in order; places as latitude and longitude."""

    key: str
    name: str
    polygons: list[Polygon]
    attribution: str | None


def is_outline(feature: Mapping[str, Any]) -> bool:
    """Whether a feature means a district: an area, and not one that says it belongs to a road."""
    known = properties_of(feature)
    if "highway" in known or known.get("kind", "district") != "district":
        return False
    return _shape(feature) in ("Polygon", "MultiPolygon") or _first(known, KEYS[:-1]) is not None


def key_of(feature: Mapping[str, Any]) -> str | None:
    """What tells a district from all others: its official key, an id, else its name."""
    known = properties_of(feature)
    return _first(known, KEYS) or one_line(feature.get("id")) or _first(known, ("id", *NAMES))


def check_outline(feature: Mapping[str, Any], attribution: str | None) -> Outline:
    """The feature as a district; `attribution`: that of the whole file. Raises `Refused`."""
    known = properties_of(feature)
    key, name, told = key_of(feature), _name(known), attribution or attribution_of(known)
    if key is None or name is None:
        raise Refused("a district without a name")
    for field, text in (("key", key), ("name", name), ("attribution", told or "")):
        if len(text) > LONGEST[field]:
            raise Refused(f"the {field} of a district is too long")
    polygons = enclosing([_polygon(each) for each in _polygons(feature)])
    if not polygons:
        raise Refused("an outline around nothing")
    return Outline(key, name, polygons, told)


def enclosing(polygons: Sequence[Polygon]) -> list[Polygon]:
    """Without rings around nothing, as an islet becomes one when its places are rounded."""
    return [[ring for ring in polygon if _area(ring)] for polygon in polygons if _area(polygon[0])]


def attribution_of(known: Mapping[str, Any]) -> str | None:
    """Whom a file or a feature wants named: what it says of its source and its licence."""
    return ", ".join(filter(None, (_first(known, SOURCES), _first(known, LICENCES)))) or None


def properties_of(feature: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a feature by their names without capitals."""
    given = feature.get("properties")
    return {name.casefold(): value for name, value in given.items()} if isinstance(given, dict) else {}


def _name(known: Mapping[str, Any]) -> str | None:
    """A district as people call it: "Kreis Unna", for there is a town of that name."""
    name, designation = _first(known, NAMES), _first(known, DESIGNATIONS)
    if name and designation in RURAL and not SPEAKS_OF_A_DISTRICT.search(name):
        return f"{designation} {name}"
    return name


def _first(known: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next(filter(None, (_text(known.get(name)) for name in names)), None)


def _text(value: object) -> str | None:
    # Some portals put each value into a list of its own.
    return one_line(value[0] if isinstance(value, list) and len(value) == 1 else value)


def _shape(feature: Mapping[str, Any]) -> object:
    geometry = feature.get("geometry")
    return geometry.get("type") if isinstance(geometry, dict) else None


def _polygons(feature: Mapping[str, Any]) -> list[Any]:
    shape = _shape(feature)
    if shape not in ("Polygon", "MultiPolygon"):
        raise Refused("a district without an outline")
    coordinates = feature["geometry"].get("coordinates")
    polygons = [coordinates] if shape == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise Refused("a district without an outline")
    return polygons


def _polygon(rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise Refused("a district without an outline")
    return [_ring(each) for each in rings]


def _ring(positions: object) -> Ring:
    ring = list(_places(positions))
    if not ring or ring[0] != ring[-1]:
        raise Refused("an outline that is not closed")
    return ring[:1] + [here for before, here in pairwise(ring) if here != before]


def _area(ring: Ring) -> float:
    """What a ring encloses (Gauss's area formula), in square degrees; of some square metres nothing."""
    area = abs(sum(one[1] * other[0] - other[1] * one[0] for one, other in pairwise(ring))) / 2
    return area if area > LEAST_AREA else 0.0


def _places(positions: object) -> Iterator[Place]:
    for position in positions if isinstance(positions, list) else ():
        pair = position[:2] if isinstance(position, list) else []
        lon, lat = (as_number(each) for each in (*pair, None, None)[:2])
        if lat is None or lon is None:
            raise Refused("an outline with a place that is none")
        if not (LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]):
            raise Refused("an outline far from Germany, or not in degrees of WGS84")
        yield round(lat, DECIMALS), round(lon, DECIMALS)
