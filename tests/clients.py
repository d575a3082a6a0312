"""A test client whose requests stand alone, as those of a browser do."""

import re
from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from driverapp.store.database import db

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Client(FlaskClient):
    """Each request gets an app context of its own: what a test has open around it would leak language, token and rows.

    What a test wants the request to see has to be committed; afterwards the test sees what the request has written.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.rollback()
        return Context().run(super().open, *args, **kwargs)

    def submit(self, path: str, follow: bool = False, **fields: str) -> TestResponse:
        """Fill in the form of a page and send it with the token that the page holds."""
        return self.send(path, path, follow=follow, **fields)

    def send(self, page: str, action: str, follow: bool = False, **fields: str) -> TestResponse:
        """Send to another address than the page's own, with the token that the page holds."""
        found = TOKEN.search(self.get(page).text)
        assert found is not None, f"{page} holds no token against cross-site posting"
        return self.post(action, data={"csrf_token": found[1], **fields}, follow_redirects=follow)
