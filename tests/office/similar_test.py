import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports.models import Report
from driverapp.reports.series_models import SeriesMember
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import make_report
from tests.office.accounts import Account
from tests.office.report_test import words
from tests.policies import decide
from tests.reports.similar_test import a2, seen_at

VAN: dict[str, Any] = {"plate": "WND 8K21", "colour": "white"}


@pytest.fixture
def pair(app: Flask) -> tuple[Report, Report]:
    """Two of one van along the A 2, half an hour apart."""
    first = make_report(**a2(0, 423.5, (51.637, 7.690), **VAN), text="Mann mit roter Jacke")
    return first, make_report(**a2(31, 385.5, (51.800, 8.230), kind="van", plate="W?? 8K?1", colour="white"))


def address(report: Report) -> str:
    return f"/office/reports/{report.id}/similar"


def fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(other|own|theirs)" value="([^"]+)"', page))


def audited(action: str) -> list[tuple[str, int | None]]:
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action))
    return [(entry.subject, entry.actor_id) for entry in entries]


def test_a_suggestion_tells_its_reasons_and_its_score(coordinator: Client, pair: tuple[Report, Report]) -> None:
    page = words(coordinator.get(address(pair[0])).text)
    told = (
        "+22 Kennzeichen passt in 4 von 7 Zeichen",
        "+20 38 km in 31 min, das sind 74 km/h in Fahrtrichtung Hannover",
        "+12 gleiche Kategorie: Ladungsdiebstahl",
        "+10 gleiche Fahrzeugart: Transporter",
        "+8 gleiche Farbe: weiß",
        "sehr ähnlich 80 80 von 100",
    )
    assert [each for each in told if each not in page] == []


def test_neither_the_text_nor_the_plate_of_another_report_is_shown_or_compared(
    coordinator: Client, pair: tuple[Report, Report]
) -> None:
    # Where the phone was is not all that is known of this one.
    make_report(**a2(30, 400, (51.80, 8.23), **VAN) | {"place": {"text": "Hinter der Waschhalle"}})
    page = coordinator.get(address(pair[1])).text
    assert "Jacke" not in page
    assert "siehe Meldung" in page
    assert "8K21" not in page
    alone = make_report(text="Mann mit roter Jacke", **seen_at(timedelta(days=60)))
    assert "Keine weitere Meldung passt" in coordinator.get(address(alone)).text


def test_a_search_is_one_entry_with_how_many_it_opened(
    coordinator: Client, account: Account, pair: tuple[Report, Report]
) -> None:
    make_report(**a2(5, 420, (51.64, 7.70)))
    coordinator.get(address(pair[0]))
    assert audited("similar_searched") == [(f"report:{pair[0].id} count:2", account.id)]
    assert audited("report_opened") == []


def test_without_an_entry_nothing_is_searched(
    coordinator: Client, pair: tuple[Report, Report], broken_audit: None
) -> None:
    answer = coordinator.get(address(pair[0]))
    assert (answer.status_code, "Kennzeichen" in answer.text) == (503, False)


def test_the_report_s_page_leads_there_and_opens_nothing_of_others(
    coordinator: Client, pair: tuple[Report, Report]
) -> None:
    page = coordinator.get(f"/office/reports/{pair[0].id}").text
    assert f'<a href="{address(pair[0])}">Ähnliche Meldungen suchen</a>' in page
    assert audited("similar_searched") == []


def test_linking_shows_the_series_and_the_suggestion_is_gone(
    coordinator: Client, account: Account, pair: tuple[Report, Report]
) -> None:
    sent = fields(coordinator.get(address(pair[0])).text)
    page = coordinator.send(address(pair[0]), f"/office/reports/{pair[0].id}/links", True, **sent).text
    member = db.session.get_one(SeriesMember, pair[1].id)
    assert f"Verknüpft in Serie {member.series_id} mit einer weiteren." in words(page)
    assert "Keine weitere Meldung passt" in page
    assert audited("series_linked")[0] == (f"series:{member.series_id} report:{pair[0].id}", account.id)


def test_who_links_second_is_told_what_happened(
    coordinator: Client, account: Account, pair: tuple[Report, Report], signed_in: Callable[[Role], Client]
) -> None:
    sent = fields(coordinator.get(address(pair[0])).text)
    action = f"/office/reports/{pair[0].id}/links"
    coordinator.send(address(pair[0]), action, False, **sent)
    late = signed_in(Role.COORDINATOR).send(f"/office/reports/{pair[0].id}", action, False, **sent)
    assert late.status_code == 409
    page = words(late.text)
    assert "Inzwischen hat jemand anderes diese Verknüpfungen geändert" in page
    assert f"2 Meldungen verknüpft {account.email}" in page
    # The same person pressed twice: nothing to tell.
    assert coordinator.send(f"/office/reports/{pair[0].id}", action, False, **sent).status_code == 303


@pytest.mark.parametrize("changes", [{"own": "x"}, {"theirs": ""}, {"other": "nobody"}])
def test_what_no_page_sends_is_refused(
    coordinator: Client, pair: tuple[Report, Report], changes: dict[str, str]
) -> None:
    sent = fields(coordinator.get(address(pair[0])).text) | changes
    assert coordinator.send(address(pair[0]), f"/office/reports/{pair[0].id}/links", False, **sent).status_code == 400


def test_where_the_policy_links_nothing_there_is_no_such_part(coordinator: Client, pair: tuple[Report, Report]) -> None:
    sent = fields(coordinator.get(address(pair[0])).text)
    decide(operator="police", linking=False)
    page = coordinator.get(f"/office/reports/{pair[0].id}").text
    assert "Ähnliche Meldungen" not in page
    assert "/office/series" not in page
    gone = (address(pair[0]), "/office/series", "/office/series/1")
    assert [coordinator.get(each).status_code for each in gone] == [404] * 3
    posts = (f"/office/reports/{pair[0].id}/links", "/office/series/1/steps")
    found = [coordinator.send(f"/office/reports/{pair[0].id}", each, False, **sent).status_code for each in posts]
    assert found == [404] * 2
    assert audited("series_linked") == []


@pytest.mark.parametrize("hidden", [{"practice": True}, {"visible": False}])
def test_what_is_not_compared_has_no_suggestions(coordinator: Client, hidden: dict[str, Any]) -> None:
    assert coordinator.get(address(make_report(**hidden))).status_code == 404


def test_nobody_but_a_coordinator_searches(signed_in: Callable[[Role], Client], pair: tuple[Report, Report]) -> None:
    for role in set(Role) - {Role.COORDINATOR}:
        assert signed_in(role).get(address(pair[0])).status_code == 403
    assert audited("similar_searched") == []
