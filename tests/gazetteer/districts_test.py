import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from driverapp.gazetteer.districts import district_at, districts
from driverapp.gazetteer.ground import ground
from driverapp.gazetteer.load import load_file
from driverapp.gazetteer.simplify import simplified
from driverapp.gazetteer.taken import DISTRICT, Taken
from driverapp.store.database import db, writing

FILE = Path(__file__).parent / "files" / "districts.geojson"
SQUARE = [[8.5, 52.0], [8.5, 52.2], [8.7, 52.2], [8.7, 52.0], [8.5, 52.0]]

pytestmark = pytest.mark.usefixtures("app")


def _load(path: Path, attribution: str | None = None) -> Taken:
    with writing():
        result = load_file(db.session(), path, attribution)
        db.session.commit()
    return result


def _load_features(folder: Path, *features: dict[str, Any]) -> Taken:
    path = folder / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return _load(path)


def _feature(*rings: object, **properties: object) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"properties": {"ags": "99003", "name": "Erfunden"} | properties, "geometry": geometry}


def test_districts_are_taken_by_the_usual_names_of_their_properties() -> None:
    assert _load(FILE).taken == {DISTRICT: 3}
    assert {each.key: each.name for each in districts()} == {
        "99001": "Landkreis Erfunden",
        "99002": "Neuerfunden",
        "enclave": "Erfundene Enklave",
    }


def test_a_place_lies_in_one_district_or_in_none() -> None:
    _load(FILE)
    places = [(52.15, 8.6), (52.02, 8.32), (52.07, 8.57), (52.1, 8.705), (52.1, 8.715), (52.1, 8.45), (53.0, 8.6)]
    found = [district_at(place) for place in places]
    assert [each.key if each else None for each in found] == ["99001", "99001", "enclave", "99001", "99002", None, None]


def test_the_ground_draws_districts_and_names_their_source() -> None:
    _load(FILE)
    laid = ground()
    assert laid["attribution"][1:] == ["Erfundenes Landesamt, erfunden"]
    assert [len(each["polygons"]) for each in laid["districts"]] == [2, 1, 1]
    for each in laid["districts"]:
        named = district_at(each["at"])
        assert named is not None
        assert named.name == each["name"]
    assert _load(FILE, "© Andere").changed == 3
    assert ground()["attribution"][1:] == ["© Andere"]


def test_a_file_replaces_the_one_before_unless_it_has_faults(tmp_path: Path) -> None:
    _load(FILE)
    open_ring = _feature(SQUARE[:-1], ags="99001")
    faulty = _load_features(tmp_path, _feature(SQUARE), open_ring)
    assert (faulty.new, faulty.removed, len(districts())) == (1, 0, 4)
    whole = _load_features(tmp_path, _feature(SQUARE))
    assert (whole.changed, whole.removed) == (0, 3)
    assert [each.key for each in districts()] == ["99003"]


def test_parts_of_a_district_become_one(tmp_path: Path) -> None:
    island = [[lon + 1, lat] for lon, lat in SQUARE]
    _load_features(tmp_path, _feature(SQUARE), _feature(island))
    assert [len(each.polygons) for each in districts()] == [2]


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        (_feature(SQUARE, name=None), "a district without a name"),
        (_feature(SQUARE, name="x" * 81), "the name of a district is too long"),
        (_feature(), "a district without an outline"),
        ({"properties": {"ags": "99003", "name": "Erfunden"}, "geometry": None}, "a district without an outline"),
        (_feature(SQUARE[:-1]), "an outline that is not closed"),
        (_feature([*SQUARE[:2], SQUARE[0]]), "an outline around nothing"),
        (_feature([*SQUARE[:3], *SQUARE[1::-1]]), "an outline around nothing"),
        (_feature([[8.5, None], *SQUARE]), "an outline with a place that is none"),
        (_feature([5, *SQUARE]), "an outline with a place that is none"),
        (_feature([place[::-1] for place in SQUARE]), "an outline far from Germany, or not in degrees of WGS84"),
    ],
)
def test_a_broken_district_is_refused_and_the_next_is_taken(
    tmp_path: Path, feature: dict[str, Any], reason: str
) -> None:
    result = _load_features(tmp_path, feature, _feature(SQUARE, ags="99004"))
    assert (result.refused, result.taken.total()) == ({reason: 1}, 1)


def test_neighbours_keep_one_border_when_it_is_made_simple() -> None:
    border = [(52 + step / 1000, 8.7 + (step * 7 % 11) / 10_000) for step in range(101)]
    corners = [(52.0, 8.5), (52.1, 8.5)], [(52.1, 8.9), (52.0, 8.9)]
    west = [*border, *corners[0][::-1], border[0]]
    # Begun elsewhere, and the other way round.
    east = [border[50], *border[49::-1], *corners[1][::-1], *border[:49:-1]]
    thin_west, thin_east = simplified([west, east])
    assert 8 < len(thin_west) < len(west)
    shared = [{frozenset(side) for side in pairwise(ring)} for ring in (thin_west, thin_east)]
    assert len(shared[0] & shared[1]) == len(thin_west) - 4
    assert set(corners[0]) <= set(thin_west)
