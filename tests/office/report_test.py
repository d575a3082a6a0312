import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from babel.dates import format_date
from sqlalchemy import select

from driverapp.gazetteer.load import load_file
from driverapp.gazetteer.models import RoadPoint
from driverapp.reports.models import Event, Report
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import BERLIN, now
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import Outcome, State
from tests.clients import Client
from tests.factories import make_amendment, make_call, make_owned_report, make_report
from tests.office.accounts import Account

DISTRICTS = Path(__file__).parents[1] / "gazetteer" / "files" / "districts.geojson"


def address(report: Report) -> str:
    return f"/office/reports/{report.id}"


def take(client: Client, report: Report, step: str, version: int | None = None, **fields: str) -> str:
    """Take a step as from a page that showed `version`; the text of the page that follows."""
    shown = str(report.version if version is None else version)
    return client.send(
        address(report), f"{address(report)}/steps", follow=True, step=step, version=shown, **fields
    ).text


def words(page: str) -> str:
    """What a page says, without its markup."""
    said = re.sub(r"</?(bdi|time|strong|b)\b[^>]*>", "", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", said)).split())


def entries() -> list[tuple[str, str, int | None]]:
    found = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "report_opened"))
    return [(each.action, each.subject, each.actor_id) for each in found]


def test_the_page_shows_every_field_apart(coordinator: Client) -> None:
    report = make_report(
        category="cargo_theft",
        language="pl",
        target_group="truck",
        text="Trzy osoby",
        ongoing=True,
        position={"lat": 51.5, "lon": 7.1, "accuracy_m": 12, "age_s": 3},
        place={"road": "A2", "direction": "Hannover", "km": 423.5, "text": "Reihe 4"},
        vehicle={"kind": "Transporter", "colour": "weiß", "plate": "?? AB 12?", "country": "PL"},
    )
    page = coordinator.get(address(report)).text
    shown = ("Ladungsdiebstahl", "A 2 Ri. Hannover, km\N{NO-BREAK SPACE}423,5", "Reihe 4", "51.50000, 7.10000")
    assert all(word in page for word in shown)
    assert "auf 12 m genau, 3 s vor oder nach dem Tipp" in page
    assert "Ort des Telefons, nicht der Beobachtung" in page
    assert "Transporter, weiß, ?? AB 12? (PL)" in page
    assert '<span class="fact-value" lang="pl" dir="auto">Trzy osoby</span>' in page
    assert "Sprache: Polnisch" in page
    assert "nicht zugeordnet" in page
    assert "dauert an" in page


def test_beside_the_coordinates_stands_what_lies_near_and_the_way_to_the_map(coordinator: Client) -> None:
    with writing():
        place = {"lat": 51.6005, "lon": 7.6}
        db.session.add(RoadPoint(key="p", kind="post", road="A2", km=421.0, source="test", **place))
        db.session.commit()
    report = make_report(category="cargo_theft", position={"lat": 51.6, "lon": 7.6})
    page = coordinator.get(address(report)).text
    assert "bei A 2, km\N{NO-BREAK SPACE}421" in page
    assert "km von " in page
    assert 'href="/office/map#at=51.60000,7.60000"' in page


def test_the_district_stands_beside_the_position(coordinator: Client) -> None:
    with writing():
        load_file(db.session(), DISTRICTS)
        db.session.commit()
    report = make_report(category="cargo_theft", position={"lat": 52.15, "lon": 8.6})
    assert "Landkreis Erfunden" in coordinator.get(address(report)).text


def test_the_words_of_the_app_are_shown_in_the_language_of_the_office(coordinator: Client) -> None:
    report = make_report(
        vehicle={"kind": "articulated_lorry", "colour": "silver", "plate": "??"},
        place={"road": "A2", "text": "Am Standort des Telefons: Parkplatz Erfunden"},
    )
    assert "Sattelzug, silbern, ??" in coordinator.get(address(report)).text
    coordinator.set_cookie("language", "en")
    page = coordinator.get(address(report)).text
    assert "Articulated lorry, silver, ??" in page
    assert "At the phone’s location: Parkplatz Erfunden" in page


def test_what_stands_for_a_road_is_shown_as_it_was_written(coordinator: Client) -> None:
    report = make_report(place={"road": "Rasthof", "direction": "Hannover", "text": "Reihe 4"})
    page = coordinator.get(address(report)).text
    assert "Rasthof Ri. Hannover" in page
    assert "Reihe 4" in page


def test_a_wrong_clock_and_a_late_arrival_are_noted(coordinator: Client) -> None:
    moment = (now() - timedelta(hours=5)).isoformat()
    report = make_report(category="cargo_theft", observed_at=moment, captured_at=moment)
    report.clock_skew_s = 3 * 3600
    db.session.commit()
    page = coordinator.get(address(report)).text
    assert "Die Uhr des Telefons geht 3 h nach." in page
    assert "2 h nach dem Tipp" in page


def test_calls_of_the_report_are_shown_and_a_tap_is_never_called_a_connection(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    make_call(report=str(report.id))
    make_call(report=str(report.id), outcome="spoke")
    page = coordinator.get(address(report)).text
    assert page.count("110 angetippt") == 2
    assert "keine Angabe" in page
    assert "mit der Polizei gesprochen" in page
    assert "Angetippt heißt nicht verbunden." in page


def test_each_opening_is_in_the_audit(coordinator: Client, account: Account) -> None:
    report = make_report(category="cargo_theft")
    coordinator.get(address(report))
    coordinator.get(address(report))
    assert entries() == [("report_opened", f"report:{report.id}", account.id)] * 2


def test_without_an_audit_entry_there_is_no_content(coordinator: Client, request: pytest.FixtureRequest) -> None:
    report = make_report(category="cargo_theft", text="Drei Personen")
    path = address(report)
    assert "Drei Personen" in coordinator.get(path).text
    db.session.rollback()
    request.getfixturevalue("broken_audit")
    answer = coordinator.get(path)
    assert answer.status_code == 503
    assert "Drei Personen" not in answer.text
    assert "Ladungsdiebstahl" not in answer.text


def test_looking_changes_nothing(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    before = (report.state, report.version, report.seen_at)
    coordinator.get(address(report))
    db.session.refresh(report)
    assert (report.state, report.version, report.seen_at) == before
    assert len(db.session.scalars(select(Event)).all()) == 1


def test_a_report_is_worked_to_its_end(coordinator: Client, account: Account) -> None:
    report = make_report(category="cargo_theft")
    assert "An die Polizei übergeben" in take(coordinator, report, "see")
    take(coordinator, report, "hand_over", office="Polizeiwache Erfunden")
    page = take(coordinator, report, "close", outcome="police_acted", helped="yes")
    told = "abgeschlossen: Polizei wurde tätig; der meldenden Person gesagt, dass es geholfen hat"
    assert told in " ".join(page.split())
    assert page.count(f'<p class="who">{account.email}</p>') == 3
    db.session.refresh(report)
    assert (report.state, report.outcome, report.helped) == (State.CLOSED, Outcome.POLICE_ACTED, True)
    assert "Wieder öffnen" in page


def test_closing_asks_for_the_outcome(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "see")
    assert "Wählen Sie, was daraus wurde." in take(coordinator, report, "close", outcome="")


def test_who_comes_second_keeps_the_entry_and_sees_who_was_first(
    coordinator: Client, account: Account, signed_in: Callable[[Role], Client]
) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "see")
    shown = report.version
    take(coordinator, report, "hand_over", office="Polizeiwache Erfunden")
    second = signed_in(Role.COORDINATOR)
    page = take(second, report, "close", version=shown, outcome="police_acted", helped="yes")
    assert "Inzwischen hat jemand anderes die Meldung bearbeitet" in page
    assert account.email in page
    assert "Abschließen: Polizei wurde tätig" in page
    assert 'name="outcome" value="police_acted"' in page
    assert 'name="helped" value="yes"' in page
    db.session.refresh(report)
    assert (report.state, report.outcome) == (State.HANDED_OVER, None)
    take(second, report, "close", outcome="police_acted", helped="yes")
    db.session.refresh(report)
    assert (report.state, report.helped) == (State.CLOSED, True)
    page = take(coordinator, report, "reopen", version=report.version - 1)
    assert "Polizei wurde tätig; der meldenden Person gesagt, dass es geholfen hat" in page


def test_a_withdrawal_is_decided(coordinator: Client) -> None:
    owned = make_owned_report(category="cargo_theft", text="Drei Personen")
    report = db.session.get_one(Report, owned.id)
    take(coordinator, report, "see")
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    assert "möchte die Meldung zurückziehen" in coordinator.get(address(report)).text
    page = take(coordinator, report, "accept_withdrawal")
    assert "Der Inhalt ist gelöscht." in page
    assert "Drei Personen" not in page


def test_details_that_came_later_are_shown_as_they_came(coordinator: Client) -> None:
    owned = make_owned_report()
    make_amendment(
        owned, category="fuel_theft", place={"road": "A1"}, ongoing=None, vehicle=None, text=None, language="ro"
    )
    make_amendment(owned, text="Kanister", position={"lat": 51.0, "lon": 7.0}, observed_at=now().isoformat())
    page = coordinator.get(f"/office/reports/{owned.id}").text
    added = page.partition("Ergänzungen")[2]
    nothing = ("weiß nicht", "keins gesehen", "Angabe zurückgenommen")
    shown = (*nothing, "Kraftstoffdiebstahl", "A 1", "Rumänisch", "Kanister", "51.00000")
    assert all(word in added for word in shown)
    assert '<span class="fact-value" lang="ro" dir="auto">Kanister</span>' in added


def test_what_is_not_visible_yet_does_not_exist(coordinator: Client) -> None:
    hidden = make_report(category="cargo_theft", visible=False)
    assert coordinator.get(address(hidden)).status_code == 404
    visible = make_report(category="cargo_theft")
    sent = coordinator.send(address(visible), f"{address(hidden)}/steps", step="see", version="1")
    assert sent.status_code == 404
    assert entries() == [("report_opened", f"report:{visible.id}", entries()[0][2])]


def test_a_step_that_was_never_offered_is_refused(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    for step, version in (("reopen", "1"), ("burn", "1"), ("see", "")):
        sent = coordinator.send(address(report), f"{address(report)}/steps", step=step, version=version)
        assert sent.status_code == 400


def test_nobody_but_a_coordinator_opens_a_report(signed_in: Callable[[Role], Client]) -> None:
    report = make_report(category="cargo_theft")
    for role in set(Role) - {Role.COORDINATOR}:
        assert signed_in(role).get(address(report)).status_code == 403
    assert entries() == []


def test_a_report_is_held_renewed_and_let_go(coordinator: Client, account: Account) -> None:
    report = make_report(category="cargo_theft")
    assert "Aktenzeichen" not in coordinator.get(address(report)).text
    page = take(coordinator, report, "see")
    assert "Wird dann 90 Tage lang nicht gelöscht." in page
    page = take(coordinator, report, "hold", file_number="  12 UJs \t345/26 ")
    day = format_date(now().astimezone(BERLIN) + timedelta(days=90), "dd.MM.yyyy", locale="de")
    assert f"Festgehalten bis {day} unter Aktenzeichen 12 UJs 345/26. Wird bis dahin nicht gelöscht." in words(page)
    assert 'name="file_number" autocomplete="off"' in page
    assert all(f"<span>{label}</span>" in page for label in ("Verlängern", "Nicht mehr festhalten"))
    page = take(coordinator, report, "hold", file_number="98 Js 7/26")
    assert "unter Aktenzeichen 98 Js 7/26." in words(page)
    page = take(coordinator, report, "end_hold")
    assert "Nicht mehr festgehalten: Es gelten die üblichen Fristen." in page
    assert 'value="98 Js 7/26"' in page
    assert "<span>Nicht mehr festhalten</span>" not in page
    happened = words(page).partition("Verlauf")[2]
    assert happened.count(f"mit Aktenzeichen festgehalten {account.email}") == 2
    assert happened.count(f"nicht mehr festgehalten {account.email}") == 1


def test_a_hold_that_is_over_says_so(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "see")
    take(coordinator, report, "hold", file_number="12 UJs 345/26")
    with writing():
        db.session.get_one(Report, report.id).held_until = now() - timedelta(minutes=1)
        db.session.commit()
    page = coordinator.get(address(report)).text
    assert "Nicht mehr festgehalten: Es gelten die üblichen Fristen." in page
    assert "Festgehalten bis" not in page


@pytest.mark.parametrize("number", ["", "  a ", "x" * 61])
def test_holding_asks_for_the_file_number_and_keeps_the_last_one(coordinator: Client, number: str) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "see")
    take(coordinator, report, "hold", file_number="12 UJs 345/26")
    sent = coordinator.send(address(report), f"{address(report)}/steps", step="hold", version="3", file_number=number)
    assert (sent.status_code, sent.location) == (303, f"{address(report)}?hold=missing#hold")
    page = coordinator.get(sent.location).text
    assert "Geben Sie das Aktenzeichen ein: 3 bis 60 Zeichen." in page
    assert 'value="12 UJs 345/26"' in page
    assert "unter Aktenzeichen 12 UJs 345/26." in words(page)


def test_who_comes_second_keeps_the_file_number(coordinator: Client, signed_in: Callable[[Role], Client]) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "see")
    shown = report.version
    take(coordinator, report, "hand_over", office="Polizeiwache Erfunden")
    page = take(signed_in(Role.COORDINATOR), report, "hold", version=shown, file_number="12 UJs 345/26")
    assert "Inzwischen hat jemand anderes die Meldung bearbeitet" in page
    assert "Festhalten: 12 UJs 345/26" in words(page)
    assert 'name="file_number" value="12 UJs 345/26"' in page


def test_who_decides_a_withdrawal_is_told_of_the_hold(coordinator: Client) -> None:
    owned = make_owned_report(category="cargo_theft")
    report = db.session.get_one(Report, owned.id)
    take(coordinator, report, "see")
    take(coordinator, report, "hold", file_number="12 UJs 345/26")
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    assert "Die Meldung ist festgehalten; Annehmen beendet auch das." in coordinator.get(address(report)).text
    assert "12 UJs 345/26" not in take(coordinator, report, "accept_withdrawal")
