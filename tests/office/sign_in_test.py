import re
from collections.abc import Callable
from statistics import median
from time import thread_time

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.people.deactivate import deactivate
from driverapp.people.models import OfficeSession, Person
from driverapp.people.throttle import PER_ACCOUNT
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.office.accounts import add_account, sign_in

PAGE = "/office/sign-in"
CHALLENGE = re.compile(r'data-options="[^"]*"')
WRONG = "E-Mail-Adresse oder Passwort stimmen nicht."


def _elsewhere(app: Flask, address: str) -> Client:
    client = Client(app, use_cookies=True)
    client.environ_base["REMOTE_ADDR"] = address
    return client


def test_somebody_signs_in_with_both_factors(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.EDITOR).get("/office/guidance")
    assert page.status_code == 200
    assert "Redaktion" in page.text


def test_a_password_alone_opens_nothing(client: Client) -> None:
    account = add_account(Role.ADMINISTRATOR)
    assert client.submit(PAGE, email=account.email, password=account.password).location == "/office/sign-in/code"
    assert client.get("/office/people").location.startswith(PAGE)


def test_somebody_comes_to_the_page_that_they_wanted(client: Client) -> None:
    account = add_account(Role.ADMINISTRATOR)
    page = client.get("/office/people?page=1").location
    assert page == "/office/sign-in?next=%2Foffice%2Fpeople%3Fpage%3D1"
    second = client.submit(page, email=account.email, password=account.password).location
    assert client.submit(second, code=account.code()).location == "/office/people?page=1"


@pytest.mark.parametrize("wanted", ["https://other.example/", "//other.example", "/office/..//other.example", "/"])
def test_nobody_is_sent_to_another_place(client: Client, wanted: str) -> None:
    account = add_account(Role.EDITOR)
    second = client.submit(f"{PAGE}?next={wanted}", email=account.email, password=account.password).location
    assert client.submit(second, code=account.code()).location == "/office/"


def test_the_name_is_found_whatever_its_case(client: Client) -> None:
    account = add_account(Role.EDITOR)
    answer = client.submit(PAGE, email=f" {account.email.upper()} ", password=account.password)
    assert answer.location == "/office/sign-in/code"


def test_known_and_unknown_names_get_the_same_answer(client: Client) -> None:
    account = add_account(Role.EDITOR)
    known = client.submit(PAGE, email=account.email, password="falsch")
    unknown = client.submit(PAGE, email="nobody@example.org", password="falsch")
    assert known.status_code == unknown.status_code == 200
    assert WRONG in known.text
    assert _plain(known.text, account.email) == _plain(unknown.text, "nobody@example.org")
    assert sorted(known.headers.keys()) == sorted(unknown.headers.keys())


def test_known_and_unknown_names_take_the_same_time(app: Flask, client: Client) -> None:
    # Time of this thread on the processor: whatever else the machine does meanwhile counts for nothing.
    found = TOKEN.search(client.get(PAGE).text)
    assert found is not None
    times: dict[str, list[float]] = {add_account(Role.EDITOR).email: [], "nobody@example.org": []}
    for _ in range(7):
        for email, measured in times.items():
            begin = thread_time()
            client.post(PAGE, data={"csrf_token": found[1], "email": email, "password": "falsch"})
            measured.append(thread_time() - begin)
    known, unknown = (median(measured) for measured in times.values())
    assert 1 / 2 < known / unknown < 2


def test_the_right_password_of_a_deactivated_person_is_a_wrong_one(client: Client) -> None:
    account = add_account(Role.EDITOR)
    _deactivate(account.id)
    assert WRONG in client.submit(PAGE, email=account.email, password=account.password).text


def test_guessing_is_slowed_down_for_known_and_unknown_names_alike(client: Client) -> None:
    known = add_account(Role.EDITOR).email
    for email in (known, "nobody@example.org"):
        answers = [client.submit(PAGE, email=email, password="falsch").status_code for _ in range(PER_ACCOUNT + 2)]
        assert answers == [200] * PER_ACCOUNT + [429] * 2
    refused = client.submit(PAGE, email=known, password="falsch")
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60


def test_forty_wrong_tries_lock_the_rightful_person_out_nowhere_else(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    own = sign_in(_elsewhere(app, "192.0.2.1"), account)
    own.send("/office/guidance", "/office/sign-out")
    attacker = _elsewhere(app, "192.0.2.66")
    # Even from behind the same address as the person.
    neighbour = _elsewhere(app, "192.0.2.1")
    for _ in range(20):
        attacker.submit(PAGE, email=account.email, password="falsch")
        neighbour.submit(PAGE, email=account.email, password="falsch")
    assert neighbour.submit(PAGE, email=account.email, password="falsch").status_code == 429
    assert sign_in(own, account).get("/office/guidance").status_code == 200


def test_the_mark_of_a_device_counts_for_its_own_account_alone(app: Flask) -> None:
    device = sign_in(_elsewhere(app, "192.0.2.1"), add_account(Role.EDITOR))
    device.send("/office/guidance", "/office/sign-out")
    for _ in range(PER_ACCOUNT):
        device.submit(PAGE, email="other@example.org", password="falsch")
    assert _elsewhere(app, "192.0.2.1").submit(PAGE, email="other@example.org", password="x").status_code == 429


def test_a_sign_out_ends_the_session_on_the_server(app: Flask, signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.EDITOR)
    stolen = client.get_cookie("office")
    assert stolen is not None
    assert client.send("/office/guidance", "/office/sign-out").location == "/office/sign-in?done=1"
    thief = Client(app, use_cookies=True)
    thief.set_cookie("office", stolen.value)
    assert thief.get("/office/guidance").location.startswith(PAGE)


def test_the_audit_notes_who_came_in_and_that_somebody_failed_but_not_who(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    client = Client(app, use_cookies=True)
    client.submit(PAGE, email=account.email, password="falsch")
    sign_in(client, account)
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    noted = [(entry.action, entry.subject, entry.actor_id) for entry in entries]
    assert noted[-2:] == [("sign_in_failed", "office", None), ("signed_in", f"person:{account.id}", account.id)]


def test_nothing_is_done_without_the_token_of_the_page(app: Flask, signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.EDITOR)
    assert client.post("/office/sign-out").status_code == 400
    assert client.post(PAGE, data={"email": "a@example.org", "password": "x"}).status_code == 400
    assert db.session.scalar(select(OfficeSession)) is not None


def _plain(page: str, email: str) -> str:
    return CHALLENGE.sub("", TOKEN.sub("", page)).replace(email, "")


def _deactivate(person_id: int) -> None:
    with writing():
        deactivate(db.session(), db.session.get_one(Person, person_id), person_id)
        db.session.commit()
