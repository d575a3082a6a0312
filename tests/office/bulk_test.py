from collections.abc import Callable

import pytest

from driverapp.reports.models import Report
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import Outcome, State
from tests.clients import Client
from tests.factories import make_report


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


def pick(report: Report) -> str:
    return f"{report.id}~{report.version}"


def token(client: Client) -> str:
    return client.get("/office/inbox").text.split('name="csrf_token" value="')[1].split('"')[0]


def send(client: Client, query: str, **fields: object) -> str:
    answer = client.post(f"/office/inbox/steps?{query}", data={"csrf_token": token(client), **fields})
    assert answer.status_code == 303, answer.text
    return answer.location


def test_ticked_reports_are_marked_and_the_list_tells_and_takes_it_back(coordinator: Client) -> None:
    made = [make_report(category="cargo_theft") for _ in range(2)]
    location = send(coordinator, "tab=inbox&category=cargo_theft", step="see", pick=[pick(each) for each in made])
    assert location.startswith("/office/inbox?tab=inbox&category=cargo_theft&bulk=")
    page = coordinator.get(location)
    assert "2 Meldungen als gelesen markiert." in page.text
    undo = page.text.split('class="bulk-told" method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    back = coordinator.post(undo, data={"csrf_token": token(coordinator)})
    assert "Bei 2 Meldungen rückgängig gemacht." in coordinator.get(back.location).text
    assert {report.state for report in made} == {State.RECEIVED}
    assert "category=cargo_theft" in back.location


def test_what_was_worked_meanwhile_is_listed_by_name(coordinator: Client) -> None:
    mine, theirs = make_report(category="cargo_theft"), make_report(category="vandalism", place={"road": "A2"})
    picks = [pick(mine), pick(theirs)]
    theirs.state, theirs.version = State.CLOSED, 3
    db.session.commit()
    page = coordinator.get(send(coordinator, "tab=inbox", step="see", pick=picks)).text
    assert "1 Meldung als gelesen markiert." in page
    told = page.split('class="bulk-left"')[1].split("</ul>")[0]
    assert "Sachbeschädigung, A 2" in told
    assert "inzwischen geändert" in told
    assert theirs.state == State.CLOSED


def test_to_close_needs_an_outcome_and_keeps_the_page(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    report.state = State.SEEN
    db.session.commit()
    assert "told=outcome" in send(coordinator, "tab=inbox", step="close", pick=pick(report))
    assert "Noch nichts abgeschlossen" in coordinator.get("/office/inbox?told=outcome").text
    send(coordinator, "tab=inbox", step="close", outcome="harmless", pick=pick(report))
    assert (report.state, report.outcome) == (State.CLOSED, Outcome.HARMLESS)


def test_who_closes_what_is_new_is_told_what_to_do_first(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    for step in ({"step": "close", "outcome": "harmless"}, {"step": "hand_over", "office": "PP Dortmund"}):
        page = coordinator.get(send(coordinator, "tab=inbox", pick=pick(report), **step)).text
        assert "erst als gelesen markieren (Stand jetzt: neu)" in page.split('class="bulk-left"')[1].split("</ul>")[0]
    assert report.state == State.RECEIVED


def test_nothing_ticked_is_said(coordinator: Client) -> None:
    assert "told=nobody" in send(coordinator, "tab=inbox", step="see")
    assert "Keine Meldung ausgewählt" in coordinator.get("/office/inbox?told=nobody").text


def test_what_no_form_of_ours_sends_is_refused(coordinator: Client) -> None:
    for fields in ({"step": "see", "pick": "x"}, {"step": "hold"}, {"step": "accept_withdrawal"}):
        answer = coordinator.post("/office/inbox/steps", data={"csrf_token": token(coordinator), **fields})
        assert answer.status_code == 400, fields


def test_nobody_undoes_for_somebody_else(signed_in: Callable[[Role], Client]) -> None:
    one, other = signed_in(Role.COORDINATOR), signed_in(Role.COORDINATOR)
    report = make_report(category="cargo_theft")
    number = send(one, "tab=inbox", step="see", pick=pick(report)).rpartition("=")[2]
    answer = other.post(f"/office/inbox/steps/{number}/undo", data={"csrf_token": token(other)})
    assert answer.status_code == 404
    assert report.state == State.SEEN
