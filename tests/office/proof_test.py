"""Risky steps: the second factor is asked for again, and nothing that was typed is lost."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from driverapp.people.models import Person
from driverapp.people.proof import FRESH
from driverapp.people.recovery import make_codes
from driverapp.people.throttle import PER_ACCOUNT
from driverapp.policy.settings_versions import current_settings, list_settings
from driverapp.reports.models import Event, Report
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.web.permissions import PROOF
from tests.clients import TOKEN, Client
from tests.factories import make_report
from tests.office.accounts import Account, add_account, let_in, sign_in
from tests.office.association_desk import FREIGHT, freight
from tests.office.report_test import address, take
from tests.web.addresses import addresses

ASKED = "Sind Sie es noch?"
LATER = FRESH + timedelta(seconds=5)
KEPT = re.compile(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)

# What somebody at an open desk must not do; whatever else is added here asks as well.
RISKY = {
    "POST /office/people/invite",
    "POST /office/people/<int:person_id>",
    "POST /office/people/<int:person_id>/link",
    "POST /office/people/<int:person_id>/deactivation",
    "POST /office/people/<int:person_id>/reactivation",
    "POST /office/people/<int:person_id>/sessions/end",
    "POST /office/policy",
    "POST /office/settings",
    "POST /office/settings/<int:number>/restoration",
    "POST /office/associations/<slug>/deactivation",
    "POST /office/own/app",
    "POST /office/own/app/code",
    "POST /office/own/passkeys/new",
    "POST /office/own/passkeys/<int:passkey_id>/removal",
    "POST /office/own/recovery-codes",
    "GET /office/audit/entries.csv",
}


def test_the_risky_steps_are_those_that_ask(app: Flask) -> None:
    marked = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if getattr(app.view_functions[rule.endpoint], PROOF, False)
        and (method == "POST" or "POST" not in (rule.methods or ()))
    }
    assert marked == RISKY
    assert marked <= set(addresses(app))


@pytest.fixture
def account(app: Flask) -> Account:
    return add_account(Role.ADMINISTRATOR)


@pytest.fixture
def client(app: Flask, account: Account) -> Client:
    return sign_in(Client(app, use_cookies=True), account)


def _invite(client: Client, email: str) -> str:
    return client.submit("/office/people/invite", email=email, role=Role.ANALYST, association="").text


def _again(client: Client, page: str, path: str = "/office/people/invite", **proof: str) -> str:
    """Send the page that asks, with all that it kept."""
    first_form = page.partition("<details>")[0]
    kept = [(name, html.unescape(value)) for name, value in KEPT.findall(first_form)]
    token = TOKEN.search(page)
    assert token is not None
    return client.post(path, data=MultiDict([("csrf_token", token[1]), *kept, *proof.items()])).text


def _exists(email: str) -> bool:
    return db.session.scalar(select(Person.id).where(Person.email == email)) is not None


def test_right_after_the_sign_in_nothing_is_asked(client: Client) -> None:
    assert ASKED not in _invite(client, "new@example.org")
    assert _exists("new@example.org")


def test_later_the_second_factor_is_asked_and_the_step_goes_on_with_what_was_typed(
    client: Client, account: Account
) -> None:
    with time_machine.travel(now() + LATER):
        page = _invite(client, "new@example.org")
        assert ASKED in page
        assert not _exists("new@example.org")
        assert "/office/welcome/" in _again(client, page, proof_code=account.code())
        assert _exists("new@example.org")
        assert ASKED not in _invite(client, "next@example.org")


@pytest.mark.parametrize(("step", "asks"), [("end_hold", True), ("undo", True), ("note", False)])
def test_a_hold_is_not_ended_at_an_open_desk(app: Flask, step: str, asks: bool) -> None:
    account, report = add_account(Role.COORDINATOR), make_report(category="other")
    client = let_in(Client(app, use_cookies=True), account)
    take(client, report, "see")
    take(client, report, "hold", file_number="12 UJs 345/26")
    event = db.session.scalars(select(Event.id).where(Event.kind == "held")).one()
    with time_machine.travel(now() + LATER):
        page = take(client, report, step, event=str(event), note="Rückruf")
        assert (ASKED in page) == asks
        assert _is_held(report)
        if asks:
            _again(client, page, f"{address(report)}/steps", proof_code=account.code())
            assert not _is_held(report)


def test_settings_are_not_changed_at_an_open_desk_and_keep_what_was_typed(client: Client, account: Account) -> None:
    second, first = (add_account(Role.COORDINATOR).id for _ in range(2))
    typed = {"escalation_minutes": "5", "imprint": "Erste Zeile\n\nZweite", "map_url": ""}
    places = {f"place-{second}": "2", f"place-{first}": "1"}
    with time_machine.travel(now() + LATER):
        token = TOKEN.search(client.get("/office/settings").text)
        assert token is not None
        languages = [("languages[]", each) for each in ("pl", "ar")]
        sent = [("csrf_token", token[1]), ("number", "0"), *typed.items(), *places.items(), *languages]
        page = client.post("/office/settings", data=MultiDict(sent)).text
        assert ASKED in page
        assert list_settings() == []
        _again(client, page, "/office/settings", proof_code=account.code())
    found = current_settings()
    assert found.escalation_order == (first, second)
    assert (found.escalation_minutes, (found.imprint or "").split()) == (5, ["Erste", "Zeile", "Zweite"])
    assert list(found.offered) == ["de", "en", "pl", "ar"]


def test_an_association_is_not_put_to_rest_at_an_open_desk(client: Client, account: Account) -> None:
    association = freight()
    with time_machine.travel(now() + LATER):
        page = client.send(FREIGHT, f"{FREIGHT}/deactivation").text
        assert ASKED in page
        db.session.refresh(association)
        assert association.deactivated_at is None
        _again(client, page, f"{FREIGHT}/deactivation", proof_code=account.code())
        db.session.refresh(association)
        assert association.deactivated_at is not None


def _is_held(report: Report) -> bool:
    db.session.refresh(report)
    return report.held_until is not None


def test_a_wrong_code_keeps_what_was_typed_as_well_and_is_noted(client: Client, account: Account) -> None:
    with time_machine.travel(now() + LATER):
        page = _again(client, _invite(client, "new@example.org"), proof_code="000000")
        assert "Der Code stimmt nicht" in page
        assert not _exists("new@example.org")
        _again(client, page, proof_code=account.code())
        assert _exists("new@example.org")
    noted = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [action for action in noted if action.startswith("proof")] == ["proof_failed", "proof_given"]


def test_a_used_code_proves_nothing(client: Client, account: Account) -> None:
    with time_machine.travel(now() + LATER):
        code = account.code()
        assert "/office/welcome/" in _again(client, _invite(client, "new@example.org"), proof_code=code)
    with time_machine.travel(now() + LATER + LATER):
        assert ASKED in _again(client, _invite(client, "next@example.org"), proof_code=code)


def test_a_recovery_code_proves_it_once(client: Client, account: Account) -> None:
    with writing():
        codes = make_codes(db.session(), db.session.get_one(Person, account.id))
        db.session.commit()
    with time_machine.travel(now() + LATER):
        assert "/office/welcome/" in _again(client, _invite(client, "new@example.org"), proof_code=codes[0])


def test_guessing_ends(client: Client, account: Account) -> None:
    with time_machine.travel(now() + LATER):
        page = _invite(client, "new@example.org")
        for _ in range(PER_ACCOUNT):
            page = _again(client, page, proof_code="000000")
        page = _again(client, page, proof_code=account.code())
        assert "Zu viele Versuche" in page
        assert not _exists("new@example.org")


def test_a_download_asks_and_goes_on(client: Client, account: Account) -> None:
    with time_machine.travel(now() + LATER):
        asked = client.get("/office/audit/entries.csv?action=signed_in").location
        assert asked == "/office/own/proof?next=%2Foffice%2Faudit%2Fentries.csv%3Faction%3Dsigned_in"
        assert ASKED in client.get(asked).text
        done = client.submit(asked, proof_code=account.code()).location
        begun = client.get(done)
        assert begun.headers["Refresh"] == "0; url=/office/audit/entries.csv?action=signed_in"
        assert ASKED not in begun.text
        assert client.get("/office/audit/entries.csv?action=signed_in").mimetype == "text/csv"


def test_a_download_leads_back_to_where_it_was_asked_for(client: Client, account: Account) -> None:
    came_from = {"Referer": "http://localhost/office/audit?action=signed_in"}
    with time_machine.travel(now() + LATER):
        asked = client.get("/office/audit/entries.csv?action=signed_in", headers=came_from).location
        begun = client.submit(asked, follow=True, proof_code=account.code()).text
    assert 'href="/office/audit?action=signed_in"' in begun
    assert 'href="/office/audit/entries.csv?action=signed_in"' in begun


def test_a_page_of_elsewhere_is_no_way_back(client: Client) -> None:
    page = client.get("/office/own/proof?next=//evil.example/a.csv&back=https://evil.example/")
    assert "evil.example" not in page.headers.get("Refresh", "")
    page = client.get("/office/own/proof?next=/office/audit/entries.csv&back=https://evil.example/")
    assert 'href="/office/"' in page.text
    assert 'href="https://evil.example/' not in page.text


def test_a_form_can_be_opened_without(client: Client) -> None:
    with time_machine.travel(now() + LATER):
        assert ASKED not in client.get("/office/people/invite").text


def test_whoever_lacks_the_right_is_refused_before_anything_is_asked(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.EDITOR)
    with time_machine.travel(now() + LATER):
        assert client.send("/office/own/password", "/office/people/invite", email="x").status_code == 403
