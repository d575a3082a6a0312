import html
import re

import pyotp
from flask import Flask

from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import Account, add_account
from tests.people.authenticator import Authenticator

PAGE = "/office/set-up-code"
SECRET = re.compile(r"<code>([A-Z2-7 ]+)</code>")
OPTIONS = re.compile(r'data-passkey="create" data-options="([^"]+)"')


def _new(role: Role = Role.EDITOR) -> Account:
    """Somebody with a password and no app yet."""
    account = add_account(role)
    with writing():
        db.session.get_one(Person, account.id).totp_secret = None
        db.session.commit()
    return account


def _begin(app: Flask, account: Account) -> tuple[Client, str]:
    client = Client(app, use_cookies=True)
    answer = client.submit("/office/sign-in", follow=True, email=account.email, password=account.password)
    assert answer.request.path == PAGE
    found = SECRET.search(answer.text)
    assert found is not None
    return client, found[1].replace(" ", "")


def test_somebody_without_an_app_connects_one_and_is_in(app: Flask) -> None:
    account = _new()
    client, secret = _begin(app, account)
    assert client.submit(PAGE, code=pyotp.TOTP(secret).at(now())).location == "/office/"
    assert client.get("/office/guidance").status_code == 200
    assert db.session.get_one(Person, account.id).totp_secret == secret


def _make_passkey(client: Client, phone: Authenticator) -> str:
    found = OPTIONS.search(client.get(PAGE).text)
    assert found is not None
    return phone.make(html.unescape(found[1]))


def test_a_passkey_is_enough_and_no_app_is_asked_for(app: Flask) -> None:
    account = _new()
    client, _secret = _begin(app, account)
    answer = _make_passkey(client, Authenticator())
    assert client.submit(PAGE, passkey=answer, name=" Diensthandy ").location == "/office/"
    assert client.get("/office/guidance").status_code == 200
    person = db.session.get_one(Person, account.id)
    assert (person.totp_secret, [each.name for each in person.passkeys]) == (None, ["Diensthandy"])
    again = Client(app, use_cookies=True)
    page = again.submit("/office/sign-in", follow=True, email=account.email, password=account.password)
    assert page.request.path == "/office/sign-in/code"


def test_a_passkey_from_elsewhere_opens_nothing(app: Flask) -> None:
    account = _new()
    client, _secret = _begin(app, account)
    answer = _make_passkey(client, Authenticator(origin="http://elsewhere.example"))
    assert "Dieser Passkey wurde nicht angenommen" in client.submit(PAGE, passkey=answer, name="Diensthandy").text
    assert client.get("/office/guidance").status_code == 302
    assert db.session.get_one(Person, account.id).passkeys == []


def test_whoever_knows_the_password_adds_no_app_to_a_passkey_made_meanwhile(app: Flask) -> None:
    account = _new()
    (owner, _), (thief, secret) = (_begin(app, account) for _ in range(2))
    assert owner.submit(PAGE, passkey=_make_passkey(owner, Authenticator()), name="Diensthandy").location == "/office/"
    assert thief.submit(PAGE, code=pyotp.TOTP(secret).at(now())).status_code == 200
    assert thief.submit(PAGE, passkey=_make_passkey(thief, Authenticator()), name="Fremd").status_code == 200
    person = db.session.get_one(Person, account.id)
    assert (person.totp_secret, [each.name for each in person.passkeys]) == (None, ["Diensthandy"])


def test_without_a_code_nothing_opens_and_nothing_is_connected(app: Flask) -> None:
    account = _new()
    client, _secret = _begin(app, account)
    assert "Der Code stimmt nicht" in client.submit(PAGE, code="000000").text
    assert client.get("/office/guidance").status_code == 302
    assert db.session.get_one(Person, account.id).totp_secret is None


def test_the_picture_says_what_the_letters_say_and_is_nobody_elses(app: Flask, client: Client) -> None:
    own, _secret = _begin(app, _new())
    picture = own.get(f"{PAGE}/picture.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "no-store"
    assert client.get(f"{PAGE}/picture.svg").status_code == 404


def test_of_two_set_ups_the_first_one_counts(app: Flask) -> None:
    account = _new()
    (first, first_secret), (second, second_secret) = (_begin(app, account) for _ in range(2))
    assert first.submit(PAGE, code=pyotp.TOTP(first_secret).at(now())).location == "/office/"
    assert second.submit(PAGE, code=pyotp.TOTP(second_secret).at(now())).status_code == 200
    assert db.session.get_one(Person, account.id).totp_secret == first_secret


def test_whoever_has_an_app_gets_no_new_one_by_a_password(app: Flask) -> None:
    account = add_account(Role.EDITOR)
    client = Client(app, use_cookies=True)
    client.submit("/office/sign-in", email=account.email, password=account.password)
    assert client.get(PAGE).location == "/office/sign-in"
    assert client.get(f"{PAGE}/picture.svg").status_code == 404


def test_the_secret_is_sealed_in_the_store(app: Flask) -> None:
    account = _new()
    client, secret = _begin(app, account)
    client.submit(PAGE, code=pyotp.TOTP(secret).at(now()))
    raw = db.session.connection().exec_driver_sql("SELECT totp_secret FROM people").scalar_one()
    assert secret.encode() not in bytes(raw)
