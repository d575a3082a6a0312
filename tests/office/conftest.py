"""Fixtures of the office's tests."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import Account, add_account, let_in


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Role], Client]:
    """`signed_in(role)`: a client of a new person of this role, signed in."""

    def signed_in_as(role: Role) -> Client:
        return let_in(Client(app, use_cookies=True), add_account(role))

    return signed_in_as


@pytest.fixture
def account(app: Flask) -> Account:
    """A coordinator."""
    return add_account(Role.COORDINATOR)


@pytest.fixture
def coordinator(app: Flask, account: Account) -> Client:
    """The client of that coordinator, signed in."""
    return let_in(Client(app, use_cookies=True), account)


@pytest.fixture
def broken_audit(app: Flask) -> Iterator[None]:
    """An audit that takes no entry."""
    with writing():
        db.session.execute(text("ALTER TABLE audit_entries RENAME TO audit_entries_away"))
        db.session.commit()
    yield
    db.session.rollback()
    with writing():
        db.session.execute(text("ALTER TABLE audit_entries_away RENAME TO audit_entries"))
        db.session.commit()
