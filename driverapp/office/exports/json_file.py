"""Reports as JSON and as GeoJSON (RFC 7946), written as they are read; what the columns mean stands in front."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from driverapp.office.exports.column import Column
from driverapp.office.exports.columns import LAT, LON
from driverapp.office.exports.pieces import Pieces
from driverapp.reports.export import Taken


def json_pieces(columns: Sequence[Column], head: Mapping[str, Any]) -> Pieces:
    """`{…head, "columns": {…}, "reports": [{…}]}`; values as the API says them."""
    front = {**head, "columns": _meanings(columns)}
    return _with_list(front, "reports", lambda taken: _values(columns, taken))


def geojson_pieces(columns: Sequence[Column], head: Mapping[str, Any]) -> Pieces:
    """A FeatureCollection: the place of the phone as a point, or no geometry where it is unknown."""
    described = [each for each in columns if each.key not in (LAT, LON)]
    front = {"type": "FeatureCollection", **head, "columns": _meanings(described)}
    return _with_list(front, "features", lambda taken: _feature(columns, taken))


def _feature(columns: Sequence[Column], taken: Taken) -> dict[str, Any]:
    values = _values(columns, taken)
    lat, lon = values.pop(LAT), values.pop(LON)
    point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": values["id"], "geometry": point, "properties": values}


def _values(columns: Sequence[Column], taken: Taken) -> dict[str, Any]:
    return {column.key: column.value(taken) for column in columns}


def _meanings(columns: Sequence[Column]) -> dict[str, dict[str, str]]:
    return {column.key: {"title": _(column.title), "meaning": _(column.meaning)} for column in columns}


def _with_list(front: Mapping[str, Any], name: str, row: Callable[[Taken], Mapping[str, Any]]) -> Pieces:
    return Pieces(f"{_json(front)[:-1]},{_json(name)}:[\n", lambda taken: _json(row(taken)), ",\n", "\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
