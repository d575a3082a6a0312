"""A series is handed over as a whole, and leaves as one file."""

import re
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from driverapp.reports.models import Report
from driverapp.reports.series_link import NOWHERE, link, standing
from driverapp.vocabulary.states import State
from tests.clients import Client
from tests.factories import make_report
from tests.office.accounts import Account
from tests.office.report_test import take, words
from tests.office.series_test import audited
from tests.reports.series_test import done

OFFICE, NUMBER = "Autobahnpolizeiwache Erfunden", "12 UJs 345/26"


@pytest.fixture
def three(app: Flask) -> list[Report]:
    """Three of one matter, two hours one after the other."""
    hours = ("20:00", "20:40", "21:30")
    here = {"lat": 51.5, "lon": 7.1, "accuracy_m": 12, "age_s": 3}
    return [
        make_report(category="cargo_theft", observed_at=f"2026-11-22T{each}:00+01:00", position=here) for each in hours
    ]


@pytest.fixture
def address(three: list[Report], account: Account) -> str:
    """The page of their series."""
    first, second, third = (each.id for each in three)
    number = done(lambda: link(first, second, (NOWHERE, NOWHERE), account.id))
    done(lambda: link(first, third, (standing(first), NOWHERE), account.id))
    return f"/office/series/{number}"


def _hand_over(client: Client, address: str, **fields: str) -> str:
    """Send the form of the page as it stands there; the page that follows."""
    found = re.search(r'name="picks" value="([^"]+)"', client.get(address).text)
    assert found is not None
    sent = {"office": OFFICE, "file_number": NUMBER, "picks": found[1]} | fields
    return client.send(address, f"{address}/hand-over", True, **sent).text


def test_all_go_to_one_office_and_who_was_faster_is_not_overwritten(
    coordinator: Client, three: list[Report], address: str
) -> None:
    take(coordinator, three[0], "see")
    picks = " ".join(f"{each.id}~{each.version}" for each in three)
    take(coordinator, three[2], "see")
    page = words(_hand_over(coordinator, address, picks=picks))
    assert "2 Meldungen übergeben." in page
    assert "inzwischen geändert (Stand jetzt: gelesen)" in page
    assert [report.state for report in three] == [State.HANDED_OVER, State.HANDED_OVER, State.SEEN]
    assert f"Übergeben an {OFFICE}" in words(coordinator.get(f"/office/reports/{three[1].id}").text)


def test_it_is_taken_back_from_the_page_of_the_series(
    coordinator: Client, account: Account, three: list[Report], address: str
) -> None:
    page = _hand_over(coordinator, address)
    assert page.count("steps/") == 1
    # Whoever comes back later reads what was done, and can take it back as well.
    page = coordinator.get(address).text
    told = f"3 Meldungen sind übergeben. Übergeben an {OFFICE} , "
    assert told.replace(" ,", ",") in words(page)
    assert f"Aktenzeichen {NUMBER} {account.email}" in words(page)
    undo = page.split('class="undo-entry" method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    back = words(coordinator.send(address, undo, True).text)
    assert "Bei 3 Meldungen rückgängig gemacht." in back
    assert "3 Meldungen an die Polizei übergeben" in back
    assert {report.state for report in three} == {State.SEEN}
    assert 'class="undo-entry"' not in coordinator.get(address).text


def test_nothing_is_handed_over_to_nobody_nor_what_is_in_another_series(
    coordinator: Client, three: list[Report], address: str
) -> None:
    assert "Nennen Sie die Dienststelle" in _hand_over(coordinator, address, office=" ")
    stranger = make_report(category="cargo_theft")
    _hand_over(coordinator, address, picks=f"{stranger.id}~1")
    assert {report.state for report in (*three, stranger)} == {State.RECEIVED}


def test_one_file_holds_all_of_it_and_the_audit_each(
    coordinator: Client, account: Account, three: list[Report], address: str
) -> None:
    _hand_over(coordinator, address)
    told = coordinator.get(f"{address}/handover.json").json
    assert told is not None
    assert (told["kind"], told["observers"], told["invented"]) == ("driverapp.hand-over-series", 1, False)
    assert [each["reference"] for each in told["reports"]] == [report.reference for report in three]
    assert {each["hand_overs"][0]["file_number"] for each in told["reports"]} == {NUMBER}
    paper = PdfReader(BytesIO(coordinator.get(f"{address}/handover.pdf").data))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert [each for each in (*(report.reference for report in three), OFFICE, NUMBER) if str(each) not in said] == []
    number = address.rpartition("/")[2]
    assert audited("series_exported") == [(f"series:{number}", account.id)] * 2
    exported = audited("report_exported")
    assert sorted(exported) == sorted([(f"report:{report.id}", account.id) for report in three] * 2)
    assert coordinator.get("/office/series/999999999/handover.json").status_code == 404


def test_a_map_shows_each_observation_and_where_its_phone_was(
    coordinator: Client, three: list[Report], address: str
) -> None:
    answer = coordinator.get(f"{address}/handover.geojson")
    told = answer.get_json(force=True)
    assert answer.mimetype == "application/geo+json"
    assert (told["series"]["number"], told["series"]["observers"]) == (int(address.rpartition("/")[2]), 1)
    roles = [(each["properties"]["role"], each["properties"]["reference"]) for each in told["features"]]
    assert roles == [(role, report.reference) for report in three for role in ("observation", "phone")]
    places = [each["geometry"]["coordinates"] for each in told["features"] if each["geometry"]]
    assert places == [[7.1, 51.5]] * 3
    assert len(audited("report_exported")) == 3


def test_without_an_entry_nothing_goes_out(coordinator: Client, address: str, broken_audit: None) -> None:
    assert coordinator.get(f"{address}/handover.json").status_code == 503
