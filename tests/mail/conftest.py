"""Fixtures of the mail's tests: a mail server, and an app that uses it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from driverapp.mail.outgoing import register_mail
from tests.mailbox import Mailbox, run_mailbox

SENDER = "buero@partnerschaft.example"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server of this test."""
    with run_mailbox() as running:
        yield running


@pytest.fixture
def mail_on(app: Flask, mailbox: Mailbox) -> Iterator[Flask]:
    """The app with this mail server."""
    before = app.config["DRIVERAPP"]
    named = {"mail_server": "127.0.0.1", "mail_port": mailbox.port, "mail_security": "none", "mail_sender": SENDER}
    app.config["DRIVERAPP"] = before.model_copy(update=named | {"public_url": "https://melden.example"})
    register_mail(app)
    yield app
    app.config["DRIVERAPP"] = before
    register_mail(app)
