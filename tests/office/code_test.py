from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine
from flask import Flask

from driverapp.people.sessions import PENDING
from driverapp.people.throttle import PER_ACCOUNT
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.office.accounts import Account, add_account, sign_in

FIRST = "/office/sign-in"
SECOND = "/office/sign-in/code"
WRONG = "Der Code stimmt nicht"


def _halfway(app: Flask, account: Account) -> Client:
    client = Client(app, use_cookies=True)
    assert client.submit(FIRST, email=account.email, password=account.password).location == SECOND
    return client


def test_without_a_right_password_there_is_no_second_step(client: Client) -> None:
    assert client.get(SECOND).location == FIRST


def test_a_wrong_code_opens_nothing(app: Flask) -> None:
    client = _halfway(app, add_account(Role.EDITOR))
    assert WRONG in client.submit(SECOND, code="000000").text
    assert client.get("/office/guidance").status_code == 302


def test_what_is_no_code_is_told_apart_and_costs_no_try(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    client = _halfway(app, account)
    for _ in range(PER_ACCOUNT + 1):
        assert "Der Code hat sechs Ziffern." in client.submit(SECOND, code="12345").text
    assert client.submit(SECOND, code=account.code()).location == "/office/"


def test_a_used_code_is_refused_in_a_second_sign_in(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    first, second = _halfway(app, account), _halfway(app, account)
    code = account.code()
    assert first.submit(SECOND, code=code).location == "/office/"
    assert WRONG in second.submit(SECOND, code=code).text


def test_of_two_sign_ins_with_one_code_at_the_same_moment_one_gets_in(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    clients = [_halfway(app, account) for _ in range(2)]
    tokens = [TOKEN.search(client.get(SECOND).text) for client in clients]
    code = account.code()
    db.session.remove()

    def send(number: int) -> str | None:
        token = tokens[number]
        assert token is not None
        return clients[number].post(SECOND, data={"csrf_token": token[1], "code": code}).location

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2)), key=str) == ["/office/", None]


def test_codes_cannot_be_guessed_one_after_another(app: Flask) -> None:
    client = _halfway(app, add_account(Role.EDITOR))
    answers = [client.submit(SECOND, code="000000").status_code for _ in range(PER_ACCOUNT)]
    assert answers == [200] * PER_ACCOUNT
    token = TOKEN.search(client.get(SECOND).text)
    assert token is not None
    refused = client.post(SECOND, data={"csrf_token": token[1], "code": "000000"})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_the_second_step_does_not_wait_for_ever(app: Flask) -> None:
    client = _halfway(app, add_account(Role.EDITOR))
    with time_machine.travel(now() + PENDING + timedelta(seconds=1)):
        assert client.get(SECOND).location == FIRST


def test_the_session_has_a_token_of_its_own_after_each_step(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    client = _halfway(app, account)
    before = client.get_cookie("office")
    client.submit(SECOND, code=account.code())
    after = client.get_cookie("office")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    thief = Client(app, use_cookies=True)
    thief.set_cookie("office", before.value)
    assert thief.get(SECOND).location == FIRST


def test_a_token_against_cross_site_posting_does_not_outlive_the_sign_in(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    client = Client(app, use_cookies=True)
    old = TOKEN.search(client.get(FIRST).text)
    assert old is not None
    sign_in(client, account)
    assert client.post("/office/sign-out", data={"csrf_token": old[1]}).status_code == 400
