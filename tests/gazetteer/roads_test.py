import pytest
from flask import Flask

from driverapp.gazetteer.ground import ground
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.near import near
from driverapp.gazetteer.roads import distance_km, roads
from driverapp.store.database import db, writing


def point(road: str, km: float | None, lat: float, lon: float, **more: str) -> RoadPoint:
    """A post, or with a name and a kind something else."""
    values = {"kind": PointKind.POST, "source": "geojson"} | more
    return RoadPoint(key=f"{road}/{km}/{lat}/{lon}", road=road, km=km, lat=lat, lon=lon, **values)


def imported(*points: RoadPoint) -> None:
    with writing():
        db.session.add_all(points)
        db.session.commit()


def test_a_kilometre_lies_between_the_posts_around_it(app: Flask) -> None:
    imported(point("A2", 420, 51.6, 7.6), point("A2", 424, 51.64, 7.68))
    place = roads()["A2"].at(421)
    assert place == pytest.approx((51.61, 7.62))


def test_across_a_gap_no_place_is_guessed(app: Flask) -> None:
    imported(point("A1", 10, 51.0, 7.0), point("A1", 60, 51.4, 7.2))
    road = roads()["A1"]
    assert road.at(10.8) == (51.0, 7.0)
    assert road.at(35) is None
    assert road.at(61.5) is None
    assert road.lines() == []


def test_the_posts_of_both_carriageways_are_one_mark(app: Flask) -> None:
    imported(point("A3", 5, 51.0, 7.0), point("A3", 5.1, 51.002, 7.0), point("A3", 6, 51.01, 7.0))
    [line] = roads()["A3"].lines()
    assert line == [pytest.approx((51.001, 7.0)), pytest.approx((51.01, 7.0))]


def test_without_posts_a_road_is_drawn_from_its_end_through_the_nearest(app: Flask) -> None:
    places = [(51.0, 7.0), (51.0, 7.3), (51.0, 7.1), (51.0, 7.2)]
    imported(*(point("A4", None, *place, kind=PointKind.JUNCTION, name="Erfunden") for place in places))
    [line] = roads()["A4"].lines()
    assert min(line, line[::-1]) == sorted(places)


def test_a_new_import_is_seen_at_once(app: Flask) -> None:
    assert roads() == {}
    imported(point("A5", 1, 51.0, 7.0))
    assert list(roads()) == ["A5"]


def test_what_lies_near_a_place(app: Flask) -> None:
    imported(
        point("A2", 330, 52.03, 8.53),
        point("A2", None, 52.032, 8.531, kind=PointKind.REST_AREA, name="Erfundene Rast"),
    )
    found = near((52.031, 8.531))
    assert (found.rest_area, found.road, found.km, found.town) == ("Erfundene Rast", "A2", 330, "Bielefeld")
    far = near((52.08, 8.60))
    assert (far.rest_area, far.road) == (None, None)
    assert near((48.1, 11.6)).town is None


def test_a_degree_of_latitude_is_about_111_kilometres() -> None:
    assert distance_km((51, 7), (52, 7)) == pytest.approx(111.2)
    assert distance_km((51, 7), (51, 8)) == pytest.approx(70, abs=1)


def test_the_ground_names_its_sources(app: Flask) -> None:
    imported(point("A2", 1, 51, 7, source="openstreetmap"), point("A2", 2, 51.01, 7, source="openstreetmap"))
    laid = ground()
    assert laid["attribution"] == ["GeoNames (CC BY 4.0)", "© OpenStreetMap (ODbL)"]
    assert laid["roads"] == [{"name": "A2", "lines": [[(51, 7), (51.01, 7)]]}]
    assert any(name == "Köln" for name, *_ in laid["towns"])
