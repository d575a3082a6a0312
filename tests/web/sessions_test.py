from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp import create_app
from driverapp.people.models import OfficeSession
from driverapp.people.sessions import IDLE
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.office.accounts import add_account, sign_in

STEP = timedelta(minutes=20)


@pytest.fixture
def signed_in_client(app: Flask) -> Client:
    return sign_in(Client(app, use_cookies=True), add_account(Role.EDITOR))


@pytest.fixture
def https_client(app: Flask) -> Iterator[Client]:
    """A client of the same installation behind TLS."""
    secure = create_app(app.config["DRIVERAPP"].model_copy(update={"https": True}))
    secure.testing = True
    client = Client(secure, use_cookies=True)
    client.environ_base["wsgi.url_scheme"] = "https"
    yield client
    with secure.app_context():
        db.engine.dispose()


def _seen() -> datetime:
    return db.session.scalars(select(OfficeSession)).one().last_seen_at


def test_somebody_at_work_stays_signed_in(signed_in_client: Client) -> None:
    begin = now()
    for number in (1, 2, 3):
        with time_machine.travel(begin + number * STEP):
            assert signed_in_client.get("/office/guidance").status_code == 200


def test_somebody_who_went_away_is_signed_out(signed_in_client: Client) -> None:
    with time_machine.travel(now() + IDLE + timedelta(seconds=1)):
        assert signed_in_client.get("/office/").location == "/office/sign-in?next=%2Foffice%2F"


@pytest.mark.parametrize(
    ("before", "next_page"),
    [
        ("http://localhost/office/guidance?all=1", "&next=%2Foffice%2Fguidance%3Fall%3D1"),
        # No page that opens: what was refused stands at the address of its form.
        ("http://localhost/office/sign-out", ""),
        ("http://localhost/office/nowhere", ""),
        ("https://other.example/office/guidance", ""),
        ("http://localhost/", "&next=%2Foffice%2F"),
        ("", ""),
    ],
)
def test_who_sends_something_after_the_end_comes_back_to_where_it_was_written(
    signed_in_client: Client, before: str, next_page: str
) -> None:
    token = TOKEN.search(signed_in_client.get("/office/guidance").text)
    assert token is not None
    with time_machine.travel(now() + IDLE + timedelta(seconds=1)):
        headers = {"Referer": before, "X-CSRFToken": token[1]}
        sent = signed_in_client.post("/office/guidance/new", headers=headers)
        assert sent.location == f"/office/sign-in?ended=1{next_page}"


def test_what_a_page_fetches_by_itself_is_no_sign_of_life(signed_in_client: Client) -> None:
    before = _seen()
    with time_machine.travel(now() + STEP):
        signed_in_client.get("/office/", headers={"Sec-Fetch-Dest": "empty"})
        assert _seen() == before
        signed_in_client.get("/office/", headers={"Sec-Fetch-Dest": "document"})
        assert _seen() > before


def test_sending_something_is_a_sign_of_life(app: Flask) -> None:
    client = sign_in(Client(app, use_cookies=True), add_account(Role.ADMINISTRATOR))
    before = _seen()
    with time_machine.travel(now() + STEP):
        page = client.get("/office/people/invite", headers={"Sec-Fetch-Dest": "empty"})
        assert page.status_code == 200
        client.submit("/office/people/invite", email="nobody", role=Role.EDITOR, association="")
    assert _seen() > before


def test_behind_tls_the_cookies_are_bound_to_the_host(https_client: Client) -> None:
    account = add_account(Role.EDITOR)
    referrer = {"Referer": "https://localhost/office/sign-in"}
    https_client.environ_base["HTTP_REFERER"] = referrer["Referer"]
    page = https_client.get("/office/sign-in", base_url="https://localhost")
    cookies = page.headers.getlist("Set-Cookie")
    answers = [
        https_client.submit("/office/sign-in", email=account.email, password=account.password),
        https_client.submit("/office/sign-in/code", code=account.code()),
    ]
    cookies += [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-form", "__Host-office", "__Host-device"}
    for cookie in cookies:
        if "Max-Age=0" not in cookie:
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
            assert "Domain" not in cookie


def test_without_tls_no_cookie_is_read_by_script_or_sent_by_other_sites(client: Client) -> None:
    account = add_account(Role.EDITOR)
    answer = client.submit("/office/sign-in", email=account.email, password=account.password)
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_a_forged_mark_of_a_device_is_none(client: Client) -> None:
    client.set_cookie("device", "forged")
    account = add_account(Role.EDITOR)
    assert client.submit("/office/sign-in", email=account.email, password="x").status_code == 200


def test_nothing_of_the_office_is_stored_by_a_browser(signed_in_client: Client) -> None:
    assert signed_in_client.get("/office/").headers["Cache-Control"] == "no-store"
