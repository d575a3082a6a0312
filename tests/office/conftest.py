"""Fixtures of the office's tests."""

from collections.abc import Callable

import pytest
from flask import Flask

from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account, sign_in


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Role], Client]:
    """`signed_in(role)`: a client of a new person of this role, signed in through the real forms."""

    def signed_in_as(role: Role) -> Client:
        return sign_in(Client(app, use_cookies=True), add_account(role))

    return signed_in_as
