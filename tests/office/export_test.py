"""Whatever goes out of the inbox is what the screen shows."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.reports.models import Report
from driverapp.store.clock import BERLIN
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.factories import make_call, make_report

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATS = ("csv", "xlsx", "json", "geojson", "pdf")
SECRET = "Plane geschlitzt, Fahrer schläft"
MAKE: dict[str, Any] = {"place": {"road": "A2", "km": 423.5, "direction": "Hannover", "text": "hinten"}}


@pytest.fixture
def desk(signed_in: Callable[[Role], Client]) -> Client:
    """A coordinator's desk with three reports in the inbox, one of them about the A2, and a mere tap."""
    with writing():
        association = add_association(db.session(), "spedition", "=Erfundener Verband", 50)
        code = add_enrolment(db.session(), association, TargetGroup.TRUCK, None).code
        db.session.commit()
    vehicle = {"plate": "QQ-AB 0417", "kind": "van", "colour": "black"}
    position = {"lat": 51.57123, "lon": 7.45678, "accuracy_m": 12}
    said: dict[str, Any] = {"text": SECRET, "vehicle": vehicle, "position": position}
    cargo = make_report(category="cargo_theft", enrolment=code, target_group="truck", language="pl", **said, **MAKE)
    make_report(category="fuel_theft", text="=1+1", ongoing=True)
    make_report(category="scouting", text="@SUM(A1)", language="tr")
    make_report()
    make_call(report=str(cargo.id))
    return signed_in(Role.COORDINATOR)


def _screen(desk: Client, query: str = "") -> list[str]:
    """The ids of the rows on all pages of the screen, in their order."""
    found, page = [], desk.get(f"/office/inbox{query}").text
    while True:
        found += re.findall(r'id="row-([0-9a-f-]{36})"', page)
        older = re.search(r'id="page-older" href="([^"]+)"', page)
        if older is None:
            return found
        page = desk.get(unescape(older[1])).text


def _get(desk: Client, kind: str, query: str = "") -> bytes:
    answer = desk.get(f"/office/inbox/export.{kind}{query}", buffered=True)
    assert answer.status_code == 200, answer.text
    assert re.fullmatch(rf"attachment; filename=reports-\w+-[\d-]+\.{kind}", answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"
    return bytes(answer.data)


def _csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def _sheets(content: bytes) -> list[list[list[str | None]]]:
    """The cells of every sheet, as they stand in the file; every formula would fail."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        return [[_cells(row) for row in _root(book.read(name)).iter(f"{SHEET}row")] for name in names]


def _root(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - written by ourselves


def _cells(row: ET.Element) -> list[str | None]:
    assert not list(row.iter(f"{SHEET}f"))
    return ["".join(cell.itertext()) or None for cell in row.iter(f"{SHEET}c")]


def _ids(kind: str, content: bytes) -> list[str]:
    if kind == "csv":
        return [row["Nummer"] for row in _csv(content)]
    if kind == "xlsx":
        head, *rows = _sheets(content)[0]
        assert "Nummer" in head
        return [next(cell for cell in row if cell and re.fullmatch(r"[0-9a-f-]{36}", cell)) for row in rows]
    value = json_of(content)
    return [each["id"] for each in value["reports" if kind == "json" else "features"]]


def json_of(content: bytes) -> dict[str, Any]:
    """A file as JSON."""
    found: dict[str, Any] = json.loads(content)
    return found


@pytest.mark.parametrize("kind", FORMATS[:4])
@pytest.mark.parametrize("query", ["", "?tab=taps", "?road=A2", "?order=oldest", "?q=geschlitzt", "?language=tr"])
def test_a_file_holds_exactly_the_rows_of_the_screen(desk: Client, kind: str, query: str) -> None:
    shown = _screen(desk, query)
    assert shown
    assert _ids(kind, _get(desk, kind, query)) == shown


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_a_file_holds_all_pages(desk: Client, kind: str) -> None:
    for _ in range(60):
        make_report(category="burglary")
    assert len(_ids(kind, _get(desk, kind, "?category=burglary"))) == 60
    assert _ids(kind, _get(desk, kind)) == _screen(desk)


def test_a_list_without_reports_is_a_file_without_rows(desk: Client) -> None:
    for kind in FORMATS[:4]:
        assert _ids(kind, _get(desk, kind, "?category=stowaways")) == []
    assert _get(desk, "pdf", "?category=stowaways").startswith(b"%PDF")


@pytest.mark.parametrize("kind", FORMATS[:4])
def test_what_is_sealed_goes_out_only_where_somebody_asked_for_it(desk: Client, kind: str) -> None:
    def text(content: bytes) -> str:
        return str(_sheets(content)) if kind == "xlsx" else content.decode()

    closed, opened = text(_get(desk, kind)), text(_get(desk, kind, "?content=yes"))
    for secret in (SECRET, "QQ-AB 0417", "hinten", "Hannover"):
        assert secret not in closed
        assert secret in opened
    # Where somebody stood, to the metre, is content as well.
    for exact in ("51.57123", "51,57123"):
        assert exact not in closed
    assert ("51.57123" in opened) or ("51,57123" in opened)


def test_times_bear_their_distance_and_are_berlins(desk: Client) -> None:
    received = {str(each.id): each.received_at for each in db.session.scalars(select(Report))}
    for row in _csv(_get(desk, "csv")):
        read = datetime.fromisoformat(row["Eingegangen"])
        assert read.utcoffset() in (timedelta(hours=1), timedelta(hours=2))
        assert read == received[row["Nummer"]].replace(microsecond=0)


def test_no_cell_is_a_formula(desk: Client) -> None:
    rows = _csv(_get(desk, "csv", "?content=yes"))
    assert {row["Text"] for row in rows} == {SECRET, "'=1+1", "'@SUM(A1)"}
    assert {row["Verband"] for row in rows} == {"", "'=Erfundener Verband"}
    cells = [cell for row in _sheets(_get(desk, "xlsx", "?content=yes"))[0] for cell in row]
    assert {"=1+1", "@SUM(A1)", "=Erfundener Verband"} <= set(cells)


def test_a_german_excel_reads_the_numbers(desk: Client) -> None:
    (row,) = _csv(_get(desk, "csv", "?road=A2"))
    assert (row["Straße"], row["Kilometer"], row["110 angetippt"], row["Was"]) == (
        "A2",
        "423,5",
        "ja",
        "Ladungsdiebstahl",
    )


def test_json_says_what_the_api_says_and_what_it_means(desk: Client) -> None:
    found = json_of(_get(desk, "json", "?road=A2&content=yes"))
    (report,) = found["reports"]
    assert (report["category"], report["state"], report["association"]) == ("cargo_theft", "received", "spedition")
    assert report["emergency_call"] is True
    assert set(found["columns"]) == set(report)
    assert (found["tab"], found["filters"]) == ("inbox", {"road": ["A2"]})


def test_geojson_is_a_map_of_the_phones(desk: Client) -> None:
    found = json_of(_get(desk, "geojson", "?content=yes"))
    assert found["type"] == "FeatureCollection"
    points = [each["geometry"] for each in found["features"]]
    assert {"type": "Point", "coordinates": [7.45678, 51.57123]} in points
    assert points.count(None) == 2


def test_the_columns_are_described(desk: Client) -> None:
    described = _csv(desk.get("/office/inbox/export-columns.csv").data)
    titles = list(_csv(_get(desk, "csv", "?content=yes"))[0])
    assert [row["Spalte"] for row in described] == titles
    assert all(row["Bedeutung"] for row in described)
    first, second = _sheets(_get(desk, "xlsx", "?content=yes"))
    assert [row[0] for row in second[1:]] == first[0]


def _paper(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("query", ["", "?road=A2", "?order=oldest"])
def test_paper_holds_the_rows_of_the_screen(desk: Client, query: str) -> None:
    words = _paper(_get(desk, "pdf", query))
    references = {row["Nummer"]: row["Kennung"] for row in _csv(_get(desk, "csv", query))}
    shown = [references[report] for report in _screen(desk, query)]
    assert [word for word in re.findall(r"[0-9A-Z]{11}", words) if word in references.values()] == shown


def test_paper_says_what_its_columns_mean_and_content_only_where_asked_for(desk: Client) -> None:
    closed, opened = (_paper(_get(desk, "pdf", f"?road=A2{more}")) for more in ("", "&content=yes"))
    assert SECRET not in closed
    assert SECRET in opened
    assert "Was die Spalten bedeuten" in closed
    assert "423,5" in closed
    (received,) = db.session.scalars(select(Report.received_at).where(Report.road == "A2"))
    assert f"{received.astimezone(BERLIN):%d.%m.%Y, %H:%M}" in " ".join(closed.split())
    assert "+01:00" not in closed


def test_an_export_leaves_one_entry_that_holds_no_value_of_a_filter(desk: Client) -> None:
    _get(desk, "csv", "?road=A2&language=pl&order=newest")
    assert _entries() == [("reports_exported_csv", "reports:1:inbox,road,language")]


def test_with_content_every_report_is_an_opened_one(desk: Client) -> None:
    _get(desk, "xlsx", "?content=yes&q=geschlitzt")
    (report,) = _screen(desk, "?road=A2")
    assert _entries() == [
        ("reports_searched", "reports:3"),
        ("report_opened", f"report:{report}"),
        ("reports_exported_xlsx", "reports:1:inbox,q"),
    ]


def test_every_filter_at_once_leaves_an_entry_too(desk: Client) -> None:
    every = "state=seen&category=scouting&target_group=bus&association=none&attributed=no&from=2026-01-01&to=2026-02-01"
    _get(desk, "csv", f"?{every}&road=A2&km_from=1&km_to=2&ongoing=no&call=no&language=pl&overdue=yes")
    ((action, subject),) = _entries()
    assert action == "reports_exported_csv"
    assert len(subject) <= 80


@pytest.mark.parametrize("most", [2, 3])
def test_a_search_that_leaves_reports_unopened_says_so_in_the_menu_and_in_every_file(
    desk: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    for module in ("driverapp.reports.export", "driverapp.office.presenters.export"):
        monkeypatch.setattr(f"{module}.SEARCHED_AT_MOST", most)
    is_cut = most < 3
    menu = desk.get("/office/inbox?q=SUM").text
    assert ("die Treffer unter den neuesten 2 Meldungen" in menu) is is_cut
    assert ("Hinaus gehen alle Treffer der Suche." in menu) is not is_cut
    for kind in FORMATS:
        answer = desk.get(f"/office/inbox/export.{kind}?q=SUM", buffered=True)
        assert (f"-incomplete.{kind}" in answer.headers["Content-Disposition"]) is is_cut
        if kind.endswith("json"):
            assert json_of(answer.data)["complete"] is not is_cut
        elif kind == "pdf":
            assert ("Unvollständig" in _paper(answer.data)) is is_cut
        elif kind == "xlsx":
            written = zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet2.xml").decode()
            assert ("Unvollständig" in written) is is_cut
    assert ("reports_searched", f"reports:{most}") in _entries()


def test_without_an_entry_nothing_goes_out(desk: Client, request: pytest.FixtureRequest) -> None:
    assert SECRET in _get(desk, "csv", "?content=yes").decode()
    db.session.rollback()
    request.getfixturevalue("broken_audit")
    for kind in FORMATS:
        answer = desk.get(f"/office/inbox/export.{kind}?content=yes")
        assert answer.status_code == 503
        assert SECRET not in answer.text


def test_the_menu_says_how_many_go_out(desk: Client) -> None:
    page = desk.get("/office/inbox?road=A2").text
    assert "Hinaus geht 1 Meldung." in page
    assert '<input type="hidden" name="road" value="A2">' in page
    assert "Hinaus gehen 3 Meldungen." in desk.get("/office/inbox").text


def test_a_tab_that_there_is_not_is_no_file(desk: Client) -> None:
    assert desk.get("/office/inbox/export.csv?tab=nothing").status_code == 404
    assert desk.get("/office/inbox/export.exe").status_code == 404


def _entries() -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(each.action, each.subject) for each in found if each.action.startswith("report")]
