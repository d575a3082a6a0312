"""Those who write guidance and agree to it, at their desks; and what their pages say."""

import re
from html import unescape

from flask import Flask

from driverapp.associations.models import Association
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account, let_in

LIST = "/office/guidance"


def desk(app: Flask, role: Role, association: Association | None = None) -> Client:
    """A client of a new person of this role, signed in."""
    return let_in(Client(app, use_cookies=True), add_account(role, association))


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hidden(page: str, name: str = "seen") -> str:
    """What a page sends along without showing it."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, f"the page holds no {name}"
    return unescape(found[1])
