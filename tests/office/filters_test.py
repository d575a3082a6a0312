from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from driverapp.mail.waiting import unread_since
from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import State
from tests.clients import Client
from tests.factories import make_report
from tests.policies import decide

EVERY_FILTER = (
    "state=received&category=cargo_theft&target_group=truck&association=none&attributed=no&from=2026-01-01"
    "&to=2099-01-01&road=A2&km_from=1&km_to=500&ongoing=no&call=no&language=pl&untranslated=yes"
    "&held=yes&reply=yes&order=oldest"
)


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


def fitting() -> Report:
    told: dict[str, Any] = {
        "target_group": "truck",
        "place": {"road": "A2", "km": 100},
        "language": "pl",
        "text": "Trzy osoby",
    }
    report = make_report(category="cargo_theft", **told)
    report.held_until, report.withdrawal_requested_at = now() + timedelta(days=1), now()
    db.session.commit()
    return report


def link(page: str, before: str) -> str:
    return page.split(before)[1].split('"', maxsplit=1)[0].replace("&amp;", "&")


def test_every_filter_survives_paging_the_refresh_and_the_way_to_a_report_and_back(coordinator: Client) -> None:
    made = [fitting() for _ in range(51)]
    other = make_report(category="fuel_theft")
    page = coordinator.get(f"/office/inbox?{EVERY_FILTER}").text
    assert page.count('id="row-') == 50
    refreshed = coordinator.get(link(page, 'data-refresh="')).text
    assert refreshed.count('id="row-') == 50
    assert f"row-{other.id}" not in refreshed
    second = coordinator.get(link(page, 'id="page-older" href="')).text
    assert second.count('id="row-') == 1
    report = coordinator.get(link(second, f'id="report-{made[-1].id}" href="')).text
    back = coordinator.get(link(report, '<p class="back"><a href="')).text
    assert [back.count('id="row-'), f"row-{made[-1].id}" in back] == [1, True]


def test_what_cannot_be_read_is_shown_beside_its_field_and_filters_nothing(coordinator: Client) -> None:
    make_report(category="cargo_theft")
    wrong = "category=nix&from=gestern&road=Holzweg&km_from=x&ongoing=eben&association=nirgends&order=quer&q=a"
    page = coordinator.get(f"/office/inbox?{wrong}").text
    assert page.count('id="row-') == 1
    assert 'value="Holzweg"' in page
    assert "So heißt keine Straße." in page
    assert "Diesen Verband gibt es nicht." in page
    assert page.count("field-wrong") == 6
    assert "Schreiben Sie mindestens zwei Zeichen." in page


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-02-01&to=2026-01-01",
        "road=A2&km_from=9&km_to=3",
        "km_to=3",
        "from=0001-01-01",
        "to=9999-12-31",
        "site=%00",
    ],
)
def test_fields_that_make_no_sense_together_or_at_all_are_told(coordinator: Client, query: str) -> None:
    assert "field-wrong" in coordinator.get(f"/office/inbox?{query}").text


def test_a_search_tells_how_far_it_looked_and_the_audit_notes_no_word(coordinator: Client) -> None:
    report = make_report(text="Plane geschlitzt")
    make_report(category="other")
    page = coordinator.get("/office/inbox?q=GESCHLITZT").text
    assert f"row-{report.id}" in page
    assert "2 Meldungen durchsucht" in page
    assert "data-refresh=" not in page
    entries = db.session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
    assert [tuple(each) for each in entries if each.action == "reports_searched"] == [("reports_searched", "reports:2")]


@pytest.mark.parametrize("page", ["inbox", "map"])
def test_a_search_that_found_none_so_far_leads_on(
    coordinator: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("driverapp.reports.search.SEARCHED_AT_MOST", 1)
    oldest = make_report(text="Plane geschlitzt")
    make_report(category="other")
    answer = coordinator.get(f"/office/{page}?q=geschlitzt")
    assert "Keine Meldung passt" not in answer.text
    told = answer.text.partition("Bisher keine Meldung gefunden.")[2].partition("</p>")[0]
    assert "Ältere durchsuchen" in told
    assert f"row-{oldest.id}" in coordinator.get(unescape(told.split('href="')[1].split('"')[0])).text


def test_without_an_audit_nothing_is_searched(coordinator: Client, request: pytest.FixtureRequest) -> None:
    make_report(text="Plane geschlitzt")
    request.getfixturevalue("broken_audit")
    assert coordinator.get("/office/inbox?q=geschlitzt").status_code == 503


def test_a_reference_leads_to_its_report_from_the_same_field(coordinator: Client) -> None:
    report = make_report(category="other")
    answer = coordinator.get("/office/inbox", query_string={"q": report.reference}, follow_redirects=True)
    assert f"row-{report.id}" in answer.text


def test_what_waits_for_more_than_a_day_is_an_alarm(coordinator: Client) -> None:
    report = make_report(category="other")
    assert 'class="alarm"' not in coordinator.get("/office/inbox").text
    report.received_at = report.visible_at = now() - timedelta(hours=25)
    db.session.commit()
    make_report(category="other")
    page = coordinator.get("/office/inbox").text
    assert "1 Meldung wartet seit mehr als 24 Stunden" in page
    narrowed = coordinator.get(link(page, 'class="alarm" id="alarm"><a href="')).text
    assert [narrowed.count('id="row-'), f"row-{report.id}" in narrowed] == [1, True]


def test_the_alarm_goes_by_the_policy_and_counts_what_mails_count(coordinator: Client) -> None:
    decide(unread_alarm_hours=2)
    waits = [make_report(category="other"), make_report(), make_report(category="other", quarantined=True)]
    for report in (*waits, make_report(category="other", practice=True)):
        report.received_at = report.visible_at = now() - timedelta(hours=3)
    db.session.commit()
    page = coordinator.get("/office/inbox").text
    line = page.split('id="alarm">')[1].split("</p>")[0]
    assert line.startswith("3 Meldungen warten seit mehr als 2 Stunden")
    assert unread_since(now() - timedelta(hours=2))[0] == 3
    assert page.count('class="row unread late"') == 1
    taps = coordinator.get(line.split('href="')[2].split('"')[0].replace("&amp;", "&")).text
    assert f"row-{waits[1].id}" in taps


def test_a_request_for_withdrawal_is_told_wherever_it_stands(coordinator: Client) -> None:
    made = [make_report(category="other") for _ in range(3)]
    assert 'id="replies"' not in coordinator.get("/office/inbox").text
    for report, state in zip(made, (State.SEEN, State.CLOSED, State.CLOSED), strict=True):
        report.state, report.withdrawal_requested_at = state, now()
    db.session.commit()
    line = coordinator.get("/office/inbox?category=vandalism").text.split('id="replies">')[1].split("</p>")[0]
    assert "3 Meldungen warten auf Sie" in line
    closed = coordinator.get(line.split('href="')[2].split('"')[0].replace("&amp;", "&")).text
    assert [closed.count('id="row-'), closed.count('class="row unread"')] == [2, 2]
    answer = coordinator.get(f"/office/reports/{made[2].id}/next?list=tab%3Dclosed%26reply%3Dyes")
    assert str(made[1].id) in answer.location


def next_of(client: Client, report_id: UUID) -> str:
    answer = client.get(f"/office/reports/{report_id}/next?list=tab%3Dinbox%26category%3Dother")
    assert answer.status_code == 302
    return answer.location


def test_the_next_one_is_the_next_unanswered_one_of_the_list(coordinator: Client) -> None:
    made = [make_report(category="other") for _ in range(3)]
    make_report(category="vandalism")
    assert str(made[1].id) in next_of(coordinator, made[2].id)
    assert str(made[2].id) in next_of(coordinator, made[0].id)
    made[1].state = State.SEEN
    db.session.commit()
    assert str(made[0].id) in next_of(coordinator, made[1].id)
    made[0].state = State.SEEN
    db.session.commit()
    location = next_of(coordinator, made[2].id)
    assert location.startswith("/office/inbox?tab=inbox&category=other")
    assert "Keine weitere neue Meldung" in coordinator.get(location).text


def test_a_step_keeps_the_way_back(coordinator: Client) -> None:
    report = make_report(category="other")
    page = coordinator.get(f"/office/reports/{report.id}?list=tab%3Dinbox%26road%3DA2").text
    form = link(page, 'class="step" method="post" action="')
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = coordinator.post(form, data={"csrf_token": token, "step": "see", "version": 1})
    assert 'href="/office/inbox?tab=inbox&amp;road=A2#from-' in coordinator.get(answer.location).text


def test_a_way_back_that_we_never_wrote_leads_to_the_inbox(coordinator: Client) -> None:
    report = make_report(category="other")
    page = coordinator.get(f"/office/reports/{report.id}?list=tab%3Dnowhere%26next%3Dhttps://example.org").text
    assert link(page, '<p class="back"><a href="').startswith("/office/inbox")
    assert "example.org/" not in link(page, '<p class="back"><a href="')
