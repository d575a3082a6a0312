import re

import pyotp
from flask import Flask

from driverapp.people.invite import invite, invite_first_administrator
from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import PASSWORD, Account, add_account, sign_in

NEW = "vier ganz neue Wörter"


def _first_link() -> str:
    with writing():
        token = invite_first_administrator(db.session())
        db.session.commit()
    return f"/office/welcome/{token}"


def _link(account: Account) -> str:
    with writing():
        token = invite(db.session(), db.session.get_one(Person, account.id), account.id)
        db.session.commit()
    return f"/office/welcome/{token}"


def test_the_first_administrator_comes_in_by_the_link(client: Client) -> None:
    page = client.submit(_first_link(), follow=True, email="leitung@example.org", password=PASSWORD, again=PASSWORD)
    assert page.request.path == "/office/set-up-code"
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert secret is not None
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(now())
    assert client.submit("/office/set-up-code", follow=True, code=code).request.path == "/office/first-steps"


def test_a_link_is_good_once(client: Client) -> None:
    link = _first_link()
    client.submit(link, email="leitung@example.org", password=PASSWORD, again=PASSWORD)
    again = client.get(link)
    assert again.status_code == 410
    assert "Dieser Link gilt nicht mehr" in again.text


def test_an_unknown_link_says_what_an_old_one_says(client: Client) -> None:
    assert client.get("/office/welcome/nothing").status_code == 410


def test_a_link_is_not_used_up_by_mistakes(client: Client) -> None:
    link = _first_link()
    good = {"email": "leitung@example.org", "password": PASSWORD, "again": PASSWORD}
    for mistake in ({"password": "kurz", "again": "kurz"}, {"again": "anders"}, {"email": "nobody"}, {"email": ""}):
        assert client.submit(link, follow=False, **(good | mistake)).status_code == 200
    assert client.submit(link, follow=False, **good).location == "/office/set-up-code"


def test_looking_at_a_link_changes_nothing(client: Client) -> None:
    link = _first_link()
    assert client.get(link).status_code == client.get(link).status_code == 200


def test_a_link_alone_opens_nothing_to_whoever_has_no_second_factor(client: Client) -> None:
    page = client.submit(_link(add_account(Role.COORDINATOR)), follow=True, password=NEW, again=NEW)
    assert page.request.path == "/office/sign-in/code"
    assert client.get("/office/set-up-code").location == "/office/sign-in"
    assert client.get("/office/inbox").location.startswith("/office/sign-in")


def test_with_a_new_link_all_sessions_end_and_the_second_factor_stays(app: Flask, client: Client) -> None:
    account = add_account(Role.EDITOR)
    lost = sign_in(Client(app, use_cookies=True), account)
    page = client.submit(_link(account), follow=True, password=NEW, again=NEW)
    assert client.submit(page.request.path, code=account.code()).location == "/office/"
    assert lost.get("/office/guidance").status_code == 302
    old = Client(app, use_cookies=True).submit("/office/sign-in", email=account.email, password=account.password)
    assert old.status_code == 200


def test_the_address_of_an_account_is_not_for_the_holder_of_its_link_to_choose(client: Client) -> None:
    account = add_account(Role.EDITOR)
    client.submit(_link(account), email="other@example.org", password=PASSWORD, again=PASSWORD)
    assert db.session.get_one(Person, account.id).email == account.email
