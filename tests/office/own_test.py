import html
import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import Passkey
from driverapp.people.throttle import PER_ACCOUNT
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import Account, add_account, sign_in
from tests.people.authenticator import Authenticator

OWN = "/office/own"
MINUTE = timedelta(minutes=1)
NEW = "vier ganz neue Wörter"
CODES = re.compile(r"<code>([0-9A-Z]{5}-[0-9A-Z]{5})</code>")
ONCE = re.compile(r'name="once" value="([0-9a-f]+)"')
OPTIONS = re.compile(r'data-options="([^"]*)"')
SESSION = re.compile(r'name="session" value="([0-9a-f]{64})"')
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def account(app: Flask) -> Account:
    return add_account(Role.EDITOR)


@pytest.fixture
def own(app: Flask, account: Account) -> Client:
    return sign_in(Client(app, use_cookies=True), account)


def _options(client: Client, page: str) -> str:
    found = OPTIONS.search(client.get(page).text)
    assert found is not None
    return html.unescape(found[1])


def _once(client: Client) -> str:
    """What the form for new recovery codes is good for once."""
    found = ONCE.search(client.get(OWN).text)
    assert found is not None
    return found[1]


def _noted() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_recovery_codes_are_shown_once_and_let_somebody_in(app: Flask, own: Client, account: Account) -> None:
    assert "Keine." in own.get(OWN).text
    once = _once(own)
    codes = CODES.findall(own.send(OWN, f"{OWN}/recovery-codes", once=once).text)
    assert len(codes) == 10
    again = own.send(OWN, f"{OWN}/recovery-codes", once=once).text
    assert "gilt weiter" in again
    assert CODES.findall(again) == []
    assert "Noch 10 Codes übrig." in own.get(OWN).text
    typed = codes[0].lower().replace("-", " ")
    first, second = (Client(app, use_cookies=True) for _ in range(2))
    for client in (first, second):
        client.submit("/office/sign-in", email=account.email, password=account.password)
    assert first.submit("/office/sign-in/code", code=typed).location == "/office/"
    assert "Noch 9 Codes übrig." in first.get(OWN).text
    assert second.submit("/office/sign-in/code", code=typed).status_code == 200
    assert "recovery_code_used" in _noted()


def test_the_password_is_changed_with_the_old_one_and_others_are_signed_out(
    app: Flask, own: Client, account: Account
) -> None:
    elsewhere = sign_in(Client(app, use_cookies=True), account)
    page = f"{OWN}/password"
    assert "nicht Ihr jetziges Passwort" in own.submit(page, old="falsch", password=NEW, again=NEW).text
    assert "längeres Passwort" in own.submit(page, old=account.password, password="kurz", again="kurz").text
    assert own.submit(page, old=account.password, password=NEW, again=NEW).location == f"{OWN}?done=password"
    assert own.get(OWN).status_code == 200
    assert elsewhere.get(OWN).status_code == 302
    account.password = NEW
    with time_machine.travel(now() + MINUTE):
        sign_in(elsewhere, account)
    assert "password_changed" in _noted()


def test_another_app_takes_the_place_of_the_old_one_by_its_first_code(
    app: Flask, own: Client, account: Account
) -> None:
    page = own.send(OWN, f"{OWN}/app")
    found = re.search(r"<code>((?:[A-Z2-7]{4} ?)+)</code>", page.text)
    assert found is not None
    assert own.get(f"{OWN}/app/picture.svg").mimetype == "image/svg+xml"
    wrong = own.send(OWN, f"{OWN}/app/code", code="000000")
    assert "Der Code stimmt nicht" in wrong.text
    secret = found[1].replace(" ", "")
    done = own.send(OWN, f"{OWN}/app/code", code=pyotp.TOTP(secret).at(now()))
    assert done.location == f"{OWN}?done=app"
    assert own.get(f"{OWN}/app/picture.svg").status_code == 404
    old = account.code()
    account.secret, account.last_step = secret, account.last_step - 1
    client = Client(app, use_cookies=True)
    second = client.submit("/office/sign-in", email=account.email, password=account.password).location
    assert client.submit(second, code=old).status_code == 200
    assert client.submit(second, code=account.code()).location == "/office/"


def test_a_passkey_is_added_used_both_ways_and_removed(app: Flask, own: Client, account: Account) -> None:
    phone = Authenticator()
    page = f"{OWN}/passkeys/new"
    assert "Geben Sie dem Passkey einen Namen." in own.submit(page, name=" ", passkey="{}").text
    assert "nicht angenommen" in own.submit(page, name="Diensthandy", passkey="{}").text
    made = phone.make(_options(own, page))
    assert own.submit(page, name="Diensthandy", passkey=made).location == f"{OWN}?done=passkey"
    assert "Diensthandy" in own.get(OWN).text

    first = Client(app, use_cookies=True)
    entered = first.send(
        "/office/sign-in",
        "/office/sign-in/passkey?next=/office/guidance",
        passkey=phone.answer(_options(first, "/office/sign-in")),
    )
    assert entered.location == "/office/guidance"
    assert first.get("/office/guidance").status_code == 200

    second = Client(app, use_cookies=True)
    code = second.submit("/office/sign-in", email=account.email, password=account.password).location
    assert second.submit(code, passkey="{}").status_code == 200
    assert second.submit(code, passkey=phone.answer(_options(second, code))).location == "/office/"

    passkey = db.session.scalars(select(Passkey)).one()
    own.send(OWN, f"{OWN}/passkeys/{passkey.id}/removal")
    assert "Diensthandy" not in own.get(OWN).text
    refused = first.send(
        "/office/own", "/office/sign-in/passkey", passkey=phone.answer(_options(Client(app), "/office/sign-in"))
    )
    assert "Mit diesem Passkey ging es nicht" in refused.text
    assert [each for each in _noted() if "passkey" in each] == ["passkey_added", "passkey_removed"]


def test_sessions_are_listed_in_plain_words_and_ended(app: Flask, own: Client, account: Account) -> None:
    firefox = Client(app, use_cookies=True)
    firefox.environ_base["HTTP_USER_AGENT"] = FIREFOX
    sign_in(firefox, account)
    page = own.get(f"{OWN}/sessions").text
    assert "Firefox auf Linux" in page
    (name,) = SESSION.findall(page)
    own.send(f"{OWN}/sessions", f"{OWN}/sessions/end", session=name)
    assert firefox.get(OWN).status_code == 302
    assert own.get(OWN).status_code == 200
    with time_machine.travel(now() + MINUTE):
        sign_in(firefox, account)
    own.send(f"{OWN}/sessions", f"{OWN}/sessions/end", session="others")
    assert firefox.get(OWN).status_code == 302
    assert own.get(OWN).status_code == 200
    assert _noted().count("sessions_ended") == 2


def test_nobody_ends_somebody_elses_session(app: Flask, own: Client) -> None:
    other = sign_in(Client(app, use_cookies=True), add_account(Role.EDITOR))
    (name,) = SESSION.findall(
        sign_in(Client(app, use_cookies=True), account := add_account(Role.EDITOR)).get(f"{OWN}/sessions").text
        + sign_in(Client(app, use_cookies=True), account).get(f"{OWN}/sessions").text
    )
    own.send(f"{OWN}/sessions", f"{OWN}/sessions/end", session=name)
    own.send(f"{OWN}/sessions", f"{OWN}/sessions/end", session="nothing")
    assert other.get(OWN).status_code == 200


def test_an_administrator_ends_all_sessions_of_a_person(app: Flask, own: Client, account: Account) -> None:
    administrator = sign_in(Client(app, use_cookies=True), add_account(Role.ADMINISTRATOR))
    page = f"/office/people/{account.id}"
    assert "Gerade in einer Sitzung angemeldet." in administrator.get(page).text
    administrator.send(page, f"{page}/sessions/end")
    assert own.get(OWN).status_code == 302
    assert administrator.get(page).status_code == 200


def test_what_is_no_passkey_is_refused_and_ends(client: Client) -> None:
    page, action = "/office/sign-in", "/office/sign-in/passkey"
    answers = [client.send(page, action, passkey="{}").status_code for _ in range(PER_ACCOUNT + 1)]
    assert answers == [200] * PER_ACCOUNT + [429]
