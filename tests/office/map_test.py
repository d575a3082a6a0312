import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.add import add_association
from driverapp.associations.models import Site
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.policy.settings import MapTiles, Settings
from driverapp.policy.settings_versions import set_settings
from driverapp.reports.filters import EVERYTHING
from driverapp.reports.on_map import reports_on_map
from driverapp.reports.tabs import Tab
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import make_report
from tests.gazetteer.tile_server import tile_server
from tests.guidance.chain import committed
from tests.office.accounts import add_account

REPORTS = "/office/map/reports.json"
HERE = {"lat": 51.5, "lon": 7.5, "accuracy_m": 40.0}


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


@pytest.fixture
def motorway(app: Flask) -> None:
    with writing():
        for km in range(420, 431):
            place = {"lat": 51.6 + (km - 420) / 100, "lon": 7.6 + (km - 420) / 50}
            db.session.add(RoadPoint(key=f"p{km}", kind=PointKind.POST, road="A2", km=km, source="geojson", **place))
        rest = {"lat": 51.605, "lon": 7.611, "name": "Erfundene Rast"}
        db.session.add(RoadPoint(key="rest", kind=PointKind.REST_AREA, road="A2", source="geojson", **rest))
        db.session.commit()


def points(client: Client, query: str = "") -> dict[str, dict[str, Any]]:
    """The points of the map by the ids of their reports."""
    return {each["id"]: each for each in json.loads(client.get(f"{REPORTS}?{query}").text)["reports"]}


@pytest.mark.usefixtures("motorway")
def test_what_was_observed_lies_along_its_road_and_else_the_phone_is_shown(coordinator: Client) -> None:
    both = make_report(category="cargo_theft", place={"road": "A2", "km": 421}, position=HERE)
    phone = make_report(category="cargo_theft", position=HERE)
    found = points(coordinator)
    assert (found[str(both.id)]["observed"], found[str(both.id)]["at"]) == (True, [51.61, 7.62])
    assert found[str(both.id)]["phone"] == [51.5, 7.5, 40]
    assert (found[str(phone.id)]["observed"], found[str(phone.id)]["at"]) == (False, [51.5, 7.5])


@pytest.mark.usefixtures("motorway")
def test_a_site_lies_where_it_stands_on_its_road(coordinator: Client) -> None:
    with writing():
        association = add_association(db.session(), "erfunden", "Erfundener Verband")
        db.session.add(Site(association=association, slug="hof", name="Autohof Erfunden", road="A2", km=430))
        db.session.commit()
    report = make_report(category="cargo_theft", place={"site": "hof"})
    [point] = points(coordinator).values()
    assert (point["id"], point["place"], point["at"]) == (str(report.id), "Autohof Erfunden", [51.7, 7.8])


def test_what_has_no_place_is_counted(coordinator: Client) -> None:
    make_report(category="cargo_theft", position=HERE)
    make_report(category="cargo_theft")
    make_report(category="cargo_theft", place={"road": "A2", "km": 421})
    answer = json.loads(coordinator.get(REPORTS).text)
    assert answer["counts"] == ["1 auf der Karte", "1 ohne Ort", "1 mit einem Ort nur in Worten"]
    page = coordinator.get("/office/map").text
    assert page.count('id="row-') == 3


@pytest.mark.parametrize(
    "query",
    [
        "",
        "tab=taps",
        "category=fuel_theft",
        "ongoing=yes",
        "state=seen",
        "language=pl&order=oldest",
        "age=1h",
        "age=older",
    ],
)
def test_the_map_shows_the_reports_of_the_list(coordinator: Client, query: str) -> None:
    make_report(category="cargo_theft", position=HERE, language="pl")
    make_report(category="fuel_theft", position=HERE, ongoing=True)
    make_report(position=HERE)
    ids = {line.partition('"')[0] for line in coordinator.get(f"/office/inbox?{query}").text.split('id="row-')[1:]}
    assert points(coordinator, query).keys() == ids


def test_nothing_sealed_is_on_the_map(coordinator: Client) -> None:
    place = {"text": "Hinter der Waschhalle", "road": "A2", "direction": "Hannover"}
    make_report(text="Drei Personen", place=place, vehicle={"plate": "XX AB 12"}, position=HERE)
    for path in (REPORTS, "/office/map", "/office/map?view=table", "/office/map/rows"):
        page = coordinator.get(path).text
        assert not any(word in page for word in ("Waschhalle", "Hannover", "Drei Personen", "XX AB 12"))


@pytest.mark.parametrize("path", [REPORTS, "/office/map/rows"])
def test_a_refresh_costs_nothing_until_something_changed(coordinator: Client, path: str) -> None:
    make_report(category="cargo_theft", position=HERE)
    known = {"If-None-Match": coordinator.get(path).headers["ETag"]}
    unchanged = coordinator.get(path, headers=known)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    report = make_report(category="fuel_theft", position=HERE)
    changed = coordinator.get(path, headers=known)
    assert changed.status_code == 200
    assert str(report.id) in changed.text


def test_a_map_that_cannot_show_all_says_so(app: Flask) -> None:
    for _ in range(3):
        make_report(category="cargo_theft", position=HERE)
    assert len(reports_on_map(Tab.INBOX, EVERYTHING, most=2).reports) == 2
    assert reports_on_map(Tab.INBOX, EVERYTHING, most=2).more
    assert not reports_on_map(Tab.INBOX, EVERYTHING, most=3).more


def test_a_search_on_the_map_is_noted(coordinator: Client) -> None:
    found = make_report(category="cargo_theft", text="Planen geschlitzt", position=HERE)
    make_report(category="cargo_theft", text="anderes", position=HERE)
    assert points(coordinator, "q=geschlitzt").keys() == {str(found.id)}
    noted = db.session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "reports_searched")).all()
    assert noted == ["reports:2"]


@pytest.mark.parametrize("path", [REPORTS, "/office/map?view=table", "/office/map/rows?view=table"])
def test_an_opening_of_places_is_noted_once_with_their_number_and_no_refresh_is(coordinator: Client, path: str) -> None:
    for _ in range(2):
        make_report(category="cargo_theft", position=HERE)
    mark = coordinator.get(path).headers.get("ETag", '"old"')
    make_report(category="cargo_theft", position=HERE)
    coordinator.get(path, headers={"If-None-Match": mark})
    noted = db.session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "map_opened")).all()
    assert noted == ["reports:2"]


@pytest.mark.parametrize("path", [REPORTS, "/office/map?view=table"])
def test_without_an_audit_no_place_is_shown(coordinator: Client, request: pytest.FixtureRequest, path: str) -> None:
    make_report(category="cargo_theft", position=HERE)
    request.getfixturevalue("broken_audit")
    assert coordinator.get(path).status_code == 503


def test_without_an_audit_there_is_no_search(coordinator: Client, request: pytest.FixtureRequest) -> None:
    make_report(category="cargo_theft", text="Planen geschlitzt", position=HERE)
    request.getfixturevalue("broken_audit")
    assert coordinator.get(f"{REPORTS}?q=geschlitzt").status_code == 503


@pytest.mark.usefixtures("motorway")
def test_the_table_tells_places_in_words(coordinator: Client) -> None:
    make_report(category="cargo_theft", place={"road": "A2", "km": 420.5}, position=HERE | {"age_s": 3.0})
    page = coordinator.get("/office/map?view=table").text
    for words in (
        "A 2, km\N{NO-BREAK SPACE}420,5",
        "Erfundene Rast",
        "km von ",
        "51.60500, 7.61000",
        "51.50000, 7.50000",
    ):
        assert words in page
    assert "auf 40 m genau, 3 s vor oder nach dem Tipp" in page
    assert "data-map" not in page


def test_the_way_back_from_a_report_leads_to_the_map(coordinator: Client) -> None:
    report = make_report(category="cargo_theft", position=HERE)
    page = coordinator.get("/office/map?category=cargo_theft").text
    address = page.split(f'id="report-{report.id}" href="')[1].split('"')[0].replace("&amp;", "&")
    assert 'href="/office/map?tab=inbox&amp;category=cargo_theft#from-' in coordinator.get(address).text


def test_the_way_back_to_the_table_leads_to_the_table(coordinator: Client) -> None:
    report = make_report(category="cargo_theft", position=HERE)
    other = make_report(category="cargo_theft", position=HERE)
    page = coordinator.get("/office/map?view=table&category=cargo_theft").text
    address = page.split(f'id="report-{report.id}" href="')[1].split('"')[0].replace("&amp;", "&")
    following = coordinator.get(address.replace("?", "/next?")).location
    assert str(other.id) in following
    for opened in (address, following):
        (back,) = re.findall(r'href="/office/map\?([^"#]*)#from-', coordinator.get(opened).text)
        assert sorted(back.split("&amp;")) == ["category=cargo_theft", "tab=inbox", "view=table"]


@pytest.mark.parametrize("query", ["tab=nothing", "below=x", "below=2026-01-01~x"])
def test_an_address_that_we_never_wrote_is_unknown(coordinator: Client, query: str) -> None:
    assert coordinator.get(f"/office/map?{query}").status_code == 404


def test_without_a_tile_server_there_are_no_tiles(coordinator: Client) -> None:
    assert coordinator.get("/office/map/tiles/7/66/42").status_code == 404
    assert "data-tiles" not in coordinator.get("/office/map").text


def test_tiles_come_through_our_server(app: Flask, coordinator: Client) -> None:
    with tile_server() as (url, asked):
        tiles = MapTiles(url=url + "/good/{z}/{x}/{y}", attribution="Erfundene <Karte>")
        with committed():
            by = add_account(Role.ADMINISTRATOR).id
            set_settings(db.session(), Settings(map_tiles=tiles), after=0, by=by)
        tile = coordinator.get("/office/map/tiles/7/66/42")
        assert (tile.status_code, tile.mimetype) == (200, "image/jpeg")
        assert tile.headers["Cache-Control"] == "no-store"
        assert [path for path, _ in asked] == ["/good/7/66/42"]
        assert coordinator.get("/office/map/tiles/3/9/0").status_code == 404
        page = coordinator.get("/office/map").text
    assert "Erfundene &lt;Karte&gt;" in page
    assert url not in page
