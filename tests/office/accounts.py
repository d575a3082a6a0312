"""Accounts of the office for tests, and their way in: through the real pages, with both factors."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

import pyotp

from driverapp.associations.models import Association
from driverapp.people.add import add_person
from driverapp.people.passwords import hash_password
from driverapp.people.second_factor import STEP_S, new_secret
from driverapp.people.sessions import Stage, start_session
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.clients import Client

PASSWORD = "sieben blaue Lastwagen"

_numbers: Iterator[int] = count(1)


@dataclass
class Account:
    """An account, with what its person knows and holds."""

    id: int
    email: str
    secret: str
    password: str = PASSWORD
    last_step: int = 0

    def code(self) -> str:
        """A code that was not used yet; two in a row are good."""
        self.last_step = max(int(now().timestamp()) // STEP_S, self.last_step + 1)
        return pyotp.HOTP(self.secret).at(self.last_step)


def add_account(role: Role, association: Association | None = None) -> Account:
    """Add somebody who can sign in; a partner without an association gets one."""
    email = f"{role}{next(_numbers)}@example.org"
    secret = new_secret()
    with writing():
        if association is None and role is Role.PARTNER:
            association = Association(slug=email.partition("@")[0], name="Erfundener Verband")
        person = add_person(db.session(), email, role, association)
        person.password, person.totp_secret = _hashed(), secret
        account = Account(person.id, email, secret)
        db.session.commit()
    return account


def sign_in(client: Client, account: Account) -> Client:
    """Sign in with both factors; the client with its session."""
    first = client.submit("/office/sign-in", email=account.email, password=account.password)
    assert first.location == "/office/sign-in/code", first.text
    second = client.submit("/office/sign-in/code", code=account.code())
    assert second.location == "/office/", second.text
    return client


def let_in(client: Client, account: Account) -> Client:
    """Open a session for an account as the sign-in would, which has tests of its own; the client with it."""
    with writing():
        token = start_session(db.session(), account.id, Stage.OPEN)
        db.session.commit()
    client.set_cookie("office", token)
    return client


@cache
def _hashed() -> str:
    return hash_password(PASSWORD, "nobody@example.org")
