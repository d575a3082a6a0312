import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.gazetteer.load import load_file
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.sources import UnknownFormat
from driverapp.gazetteer.taken import Taken
from driverapp.store.database import db, writing

FILES = Path(__file__).parent / "files"


def _load(name: str) -> Taken:
    with writing():
        result = load_file(db.session(), FILES / name)
        db.session.commit()
    return result


def _load_content(folder: Path, content: dict[str, Any]) -> Taken:
    path = folder / "file.json"
    path.write_text(json.dumps(content))
    with writing():
        result = load_file(db.session(), path)
        db.session.commit()
    return result


def _point(key: str) -> RoadPoint:
    return db.session.get_one(RoadPoint, key)


def test_rest_areas_come_from_the_autobahn_api_with_their_direction(app: Flask) -> None:
    result = _load("autobahn.json")
    assert (result.taken, result.new) == ({PointKind.REST_AREA: 2}, 2)
    assert result.refused == {"no motorway is named for it": 1, "without a position": 1}
    north, south = _point("autobahn/ERFUNDEN_1"), _point("autobahn/ERFUNDEN_2")
    assert (north.road, north.name, north.direction, north.lat) == ("A2", "Erfundene Rast Nord", "Dortmund", 52.0262)
    assert south.direction == "Hannover"


def test_nodes_of_openstreetmap_get_their_road_from_the_ways_of_the_file(app: Flask) -> None:
    result = _load("overpass.json")
    assert result.taken == {PointKind.POST: 21, PointKind.JUNCTION: 3, PointKind.REST_AREA: 1}
    assert result.refused == {
        "no motorway is named for it": 1,
        "neither junction nor rest area nor kilometre post": 1,
        "a post without a kilometre": 1,
    }
    assert set(db.session.scalars(select(RoadPoint.road))) == {"A2"}
    junction = _point("openstreetmap/node/121")
    assert (junction.name, junction.number) == ("Erfundenes Kreuz", "26")
    assert _point("openstreetmap/node/101").km == 329.5
    assert _point("openstreetmap/way/901").name == "Erfundener Rastplatz"


def test_geojson_speaks_our_words_or_those_of_openstreetmap(app: Flask) -> None:
    result = _load("road.geojson")
    assert result.taken == dict.fromkeys(PointKind, 1)
    assert result.refused == {"far from Germany": 1, "neither junction nor rest area nor kilometre post": 1}
    assert _point("geojson/own-1").number == "25"
    services = _point("openstreetmap/way/77")
    assert (services.road, services.lat, services.lon) == ("A2", 51.971, 8.501)


@pytest.mark.parametrize("name", ["autobahn.json", "overpass.json", "road.geojson", "districts.geojson"])
def test_the_same_file_again_changes_nothing(app: Flask, name: str) -> None:
    first, again = _load(name), _load(name)
    assert first.new == first.taken.total()
    assert (again.taken, again.new, again.changed) == (first.taken, 0, 0)


def test_a_byte_order_mark_is_no_hindrance(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + (FILES / "autobahn.json").read_bytes())
    assert load_file(db.session(), path).taken.total() == 2


def test_a_newer_file_changes_what_moved(app: Flask, tmp_path: Path) -> None:
    _load("road.geojson")
    newer = tmp_path / "newer.geojson"
    newer.write_text((FILES / "road.geojson").read_text().replace("Erfunden-West", "Erfunden-Ost"))
    result = load_file(db.session(), newer)
    assert (result.new, result.changed) == (0, 1)
    assert _point("geojson/own-1").name == "Erfunden-Ost"


NESTED = b'{"features": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"features": 3}', b"\xff", b'{"elements": {}}', NESTED])
def test_what_is_no_road_data_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnknownFormat):
        load_file(db.session(), path)


def test_a_point_that_a_file_names_twice_is_one(app: Flask, tmp_path: Path) -> None:
    post = {"kind": "post", "road": "A2", "km": 331}
    place = {"type": "Point", "coordinates": [8.5, 52.0]}
    one, other = ({"id": "twice", "properties": post | {"km": km}, "geometry": place} for km in (331, 332))
    result = _load_content(tmp_path, {"features": [one, other]})
    assert (result.new, result.changed) == (1, 1)
    assert _point("geojson/twice").km == 332


# Each once broke off the whole import.
STRANGE: list[dict[str, Any]] = [
    {"properties": {"kind": "post", "road": 2, "km": 1}, "geometry": {"coordinates": [8.5, 52]}},
    {"properties": {"kind": "junction", "road": ["A2"], "name": {}, "direction": 3}},
    {"properties": {"kind": "post", "road": "A2", "km": 1}, "geometry": {"coordinates": [10**400, 52]}},
    {"properties": {"highway": "milestone", "ref": 7, "distance": []}, "id": {}},
    {"properties": {"highway": ["services"]}, "geometry": {"coordinates": {}}},
]


@pytest.mark.parametrize("feature", STRANGE)
def test_a_strange_point_is_refused_and_the_next_is_taken(app: Flask, tmp_path: Path, feature: dict[str, Any]) -> None:
    good = {"properties": {"kind": "post", "road": "A2", "km": 1}, "geometry": {"coordinates": [8.5, 52.0]}}
    result = _load_content(tmp_path, {"features": [feature, good]})
    assert (result.taken.total(), result.refused.total()) == (1, 1)


def test_strange_ways_tell_no_road(app: Flask, tmp_path: Path) -> None:
    tags = {"highway": "motorway", "ref": "A2"}
    strange: list[Any] = [[{}, None, [1]], 5, {"lat": 1}]
    ways = [{"tags": tags, "nodes": given, "geometry": given} for given in strange]
    node = {"type": "node", "id": [1], "lat": 52.0, "lon": 8.5, "tags": {"highway": "milestone", "distance": "1"}}
    result = _load_content(tmp_path, {"elements": [*ways, node]})
    assert result.refused == {"no motorway is named for it": 1}


def test_a_name_keeps_what_can_be_shown(app: Flask, tmp_path: Path) -> None:
    given = {"kind": "junction", "road": "A2", "name": "Erfunden\x00-West\ud800\n ", "number": 25}
    feature = {"id": "odd", "properties": given, "geometry": {"coordinates": [8.5, 52.0]}}
    _load_content(tmp_path, {"features": [feature]})
    assert (_point("geojson/odd").name, _point("geojson/odd").number) == ("Erfunden-West", "25")


def test_a_rest_area_finds_its_road_across_the_edge_of_a_cell(app: Flask, tmp_path: Path) -> None:
    bend = {"lat": 52.0099, "lon": 8.5099}
    way = {"tags": {"highway": "motorway", "ref": "A 2"}, "geometry": [bend]}
    tags = {"highway": "rest_area", "name": "Erfunden"}
    near, far = (
        {"type": "way", "id": n, "center": {"lat": lat, "lon": 8.5101}, "tags": tags}
        for n, lat in ((1, 52.0101), (2, 52.02))
    )
    result = _load_content(tmp_path, {"elements": [way, near, far]})
    assert _point("openstreetmap/way/1").road == "A2"
    assert result.refused == {"no motorway is named for it": 1}
