from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.gazetteer.load import Taken, load_points
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.sources import UnknownFormat
from driverapp.store.database import db, writing

FILES = Path(__file__).parent / "files"


def _load(name: str) -> Taken:
    with writing():
        result = load_points(db.session(), FILES / name)
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


@pytest.mark.parametrize("name", ["autobahn.json", "overpass.json", "road.geojson"])
def test_the_same_file_again_changes_nothing(app: Flask, name: str) -> None:
    first, again = _load(name), _load(name)
    assert first.new == first.taken.total()
    assert (again.taken, again.new, again.changed) == (first.taken, 0, 0)


def test_a_newer_file_changes_what_moved(app: Flask, tmp_path: Path) -> None:
    _load("road.geojson")
    newer = tmp_path / "newer.geojson"
    newer.write_text((FILES / "road.geojson").read_text().replace("Erfunden-West", "Erfunden-Ost"))
    result = load_points(db.session(), newer)
    assert (result.new, result.changed) == (0, 1)
    assert _point("geojson/own-1").name == "Erfunden-Ost"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"features": 3}', b"\xff", b'{"elements": {}}'])
def test_what_is_no_road_data_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnknownFormat):
        load_points(db.session(), path)
