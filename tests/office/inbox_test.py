from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from driverapp.reports.codes import new_reference
from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import make_report

ROWS = "/office/inbox/rows"


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


def test_the_inbox_shows_what_is_open_and_marks_what_is_unread(coordinator: Client) -> None:
    make_report(category="cargo_theft", language="pl", target_group="truck", place={"road": "A2", "km": 423.5})
    opened = make_report(category="fuel_theft")
    coordinator.get(f"/office/reports/{opened.id}")
    page = coordinator.get("/office/inbox").text
    assert page.count('class="row unread"') == 1
    assert "Ladungsdiebstahl" in page
    assert "Lkw · Polnisch" in page
    assert "A 2, km\N{NO-BREAK SPACE}423,5" in page
    assert "Kraftstoffdiebstahl" in page


def test_what_a_hold_keeps_bears_a_sign_that_is_said_as_well(coordinator: Client) -> None:
    report = make_report(category="fuel_theft")
    assert "festgehalten" not in coordinator.get("/office/inbox").text
    report.held_until = now() + timedelta(days=1)
    db.session.commit()
    assert '<span class="visually-hidden">festgehalten</span>' in coordinator.get("/office/inbox").text


def test_sealed_content_is_not_in_a_list(coordinator: Client) -> None:
    make_report(
        text="Drei Personen",
        place={"text": "Hinter der Waschhalle", "direction": "Hannover"},
        vehicle={"plate": "XX AB 12"},
        # Where the phone was is not all that is known: the words of the place are sealed.
        position={"lat": 51.5, "lon": 7.5},
    )
    page = coordinator.get("/office/inbox").text
    assert "Ohne Kategorie" in page
    assert "siehe Meldung" in page
    assert not any(word in page for word in ("Personen am", "Waschhalle", "Hannover", "XX AB 12"))


@pytest.mark.parametrize("page", ["/office/inbox", "/office/map"])
def test_an_empty_list_says_where_to_go(coordinator: Client, page: str) -> None:
    def way_out(query: str) -> str:
        return coordinator.get(f"{page}{query}").text.split('<p class="empty">')[1].split('href="')[1].split('"')[0]

    assert way_out("") == "/office/reports/new"
    assert way_out("?tab=closed") == f"{page}?tab=inbox"
    make_report(category="cargo_theft")
    assert way_out("?tab=inbox&category=fuel_theft&order=oldest") == f"{page}?tab=inbox"


def test_mere_taps_and_practice_have_tabs_of_their_own(coordinator: Client) -> None:
    tap, practice = make_report(), make_report(category="vandalism", practice=True)
    inbox = coordinator.get("/office/inbox").text
    assert "Keine offene Meldung." in inbox
    assert f"row-{tap.id}" in coordinator.get("/office/inbox?tab=taps").text
    page = coordinator.get("/office/inbox?tab=practice").text
    assert f"row-{practice.id}" in page
    assert f"row-{tap.id}" not in page


def test_a_long_list_comes_in_pages(coordinator: Client) -> None:
    first = make_report(category="cargo_theft")
    rows = [make_report(category="cargo_theft") for _ in range(50)]
    page = coordinator.get("/office/inbox").text
    assert page.count('id="row-') == 50
    assert f"row-{first.id}" not in page
    older = page.split('id="page-older" href="')[1].split('"')[0].replace("&amp;", "&")
    second = coordinator.get(older).text
    assert f"row-{first.id}" in second
    assert f"row-{rows[0].id}" not in second
    assert 'id="page-older"' not in second


@pytest.mark.parametrize("query", ["tab=nothing", "below=x", "below=2026-01-01~x", "since=yesterday"])
def test_an_address_that_we_never_wrote_is_unknown(coordinator: Client, query: str) -> None:
    assert coordinator.get(f"{ROWS}?{query}").status_code == 404


def test_a_refresh_costs_nothing_until_something_changed(coordinator: Client) -> None:
    make_report(category="cargo_theft")
    mark = coordinator.get(ROWS).headers["ETag"]
    known = {"If-None-Match": mark}
    unchanged = coordinator.get(ROWS, headers=known)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["Cache-Control"] == "no-store"
    report = make_report(category="fuel_theft")
    changed = coordinator.get(ROWS, headers=known)
    assert changed.status_code == 200
    assert f"row-{report.id}" in changed.text
    assert changed.headers["ETag"] != mark


def test_charts_stand_beside_the_heading_and_come_with_a_refresh(coordinator: Client) -> None:
    for category in ("cargo_theft", "fuel_theft"):
        make_report(category=category)
    for path in ("/office/inbox?language=pl", ROWS):
        page = coordinator.get(path).text
        assert "2 offen, davon 0 über 24 h; heute 2 angekommen" in page
        assert page.count('href="/office/inbox?tab=inbox&amp;age=1h"') == 2
        assert page.count('data-live="overview-glance"') == 1


def test_a_report_whose_time_to_undo_is_over_makes_a_refresh(coordinator: Client) -> None:
    report = make_report(category="cargo_theft", visible=False)
    mark = coordinator.get(ROWS).headers["ETag"]
    assert f"row-{report.id}" not in coordinator.get(ROWS).text
    db.session.execute(update(Report).values(visible_at=now()))
    db.session.commit()
    assert f"row-{report.id}" in coordinator.get(ROWS, headers={"If-None-Match": mark}).text


def test_a_refresh_says_how_many_are_new(coordinator: Client) -> None:
    old = make_report(category="cargo_theft")
    since = {"since": old.visible_at.isoformat()}
    make_report(category="cargo_theft")
    assert "1 neue Meldung" in coordinator.get(ROWS, query_string=since).text
    make_report(category="cargo_theft")
    assert "2 neue Meldungen" in coordinator.get(ROWS, query_string=since).text
    assert "neue Meldung" not in coordinator.get(ROWS, query_string=since | {"tab": "taps"}).text


def test_a_reference_leads_to_all_that_bear_it(coordinator: Client) -> None:
    reference = new_reference()
    made = [make_report(reference=reference), make_report(reference=reference, category="cargo_theft")]
    page = coordinator.get("/office/inbox", query_string={"reference": reference.lower()}).text
    assert all(f"row-{each.id}" in page for each in made)
    assert "Mehrere Meldungen tragen diese Kennung" in page


def test_a_slip_in_a_reference_is_explained(coordinator: Client) -> None:
    assert "Das ist keine Kennung" in coordinator.get("/office/inbox?reference=123").text
    unknown = coordinator.get("/office/inbox", query_string={"reference": new_reference()}).text
    assert "Keine Meldung mit dieser Kennung" in unknown


@pytest.mark.parametrize("path", ["/office/inbox", ROWS])
def test_nobody_but_a_coordinator_sees_the_inbox(signed_in: Callable[[Role], Client], path: str) -> None:
    for role in set(Role) - {Role.COORDINATOR}:
        assert signed_in(role).get(path).status_code == 403
