import gzip
import json
import math
from collections import Counter
from pathlib import Path

from flask import Flask

from driverapp.gazetteer.load import load_file
from driverapp.gazetteer.locate import destination
from driverapp.gazetteer.models import RoadPoint
from driverapp.gazetteer.pack import packed
from driverapp.gazetteer.towns import towns
from driverapp.store.database import db, writing

FILES = Path(__file__).parent / "files"


def _marks(differences: list[int]) -> list[tuple[float, float, float]]:
    km = lat = lon = 0
    found = []
    for index in range(0, len(differences), 3):
        km, lat, lon = km + differences[index], lat + differences[index + 1], lon + differences[index + 2]
        found.append((km / 100, lat / 10_000, lon / 10_000))
    return found


def test_towns_of_the_state_ship_with_the_app() -> None:
    named = {town.name: town for town in towns()}
    bielefeld = named["Bielefeld"]
    assert (round(bielefeld.lat, 2), round(bielefeld.lon, 2), bielefeld.far) == (52.03, 8.53, False)
    assert {"Köln", "Münster", "Mönchengladbach", "Höxter", "Venlo"} <= set(named)
    assert named["Hannover"].far
    assert sum(not town.far for town in towns()) > 1000


def test_a_name_stands_for_one_place() -> None:
    names = [town.name for town in towns() if not town.far]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert {"Nippes", "Wahn-Heide", "Mülheim", "Wickede", "Opladen"} & set(names) == set()
    assert {"Köln-Nippes", "Köln-Wahnheide", "Mülheim an der Ruhr", "Dortmund-Wickede", "Hagen"} <= set(names)
    # Signs call it so.
    assert destination("Mülheim") == destination("Mülheim an der Ruhr") is not None


def test_posts_are_told_by_their_differences(app: Flask) -> None:
    with writing():
        for name in ("overpass.json", "autobahn.json"):
            load_file(db.session(), FILES / name)
        db.session.commit()
    road = packed()["roads"]["A2"]
    marks = _marks(road["posts"])
    assert (len(marks), marks[0], marks[-1]) == (21, (320, 52.045, 8.72), (330, 51.995, 8.56))
    assert ["Erfundene Rast Nord", "Dortmund", 520262, 86510, None] in road["rest_areas"]
    assert [name for name, *_ in road["junctions"]] == ["Erfundenes Kreuz", "Erfunden-Dorf", "Neuerfunden"]
    assert packed()["attribution"] == ["GeoNames (CC BY 4.0)", "© OpenStreetMap (ODbL)", "Autobahn GmbH"]


def test_a_whole_state_of_posts_fits_on_the_phone(app: Flask) -> None:
    """As many as the state's motorways can have: 2,200 km, a post of each carriageway every 500 metres."""
    with writing():
        db.session.add_all(_invented_posts())
        db.session.commit()
    content = json.dumps(packed(), ensure_ascii=False).encode()
    assert len(gzip.compress(content, 6)) <= 100_000


def _invented_posts() -> list[RoadPoint]:
    made = []
    for road in range(1, 23):
        for step in range(200):
            for side in (0, 1):
                lat = 51 + road / 20 + math.sin(step / 7) / 50 + math.sin(step * road) / 400
                lon = 6.5 + step / 140 + math.cos(step * road) / 400
                made.append(
                    RoadPoint(
                        key=f"invented/{road}/{step}/{side}",
                        kind="post",
                        road=f"A{road}",
                        km=step / 2,
                        lat=lat + side * 0.0002,
                        lon=lon,
                        source="geojson",
                    )
                )
    return made
