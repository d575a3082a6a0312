"""TLS: a mail goes out only over a connection whose other end has proved who it is."""

import ssl
from pathlib import Path

import pytest
from flask import Flask

from driverapp.mail.outgoing import register_mail
from driverapp.mail.send import deliver_batch
from tests.mail.certificate import make_certificate
from tests.mail.desk import add_reader
from tests.mail.outage_test import deliveries, order_test_mail
from tests.mailbox import Mailbox


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """The mail server's side of TLS, with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture(params=["starttls"])
def security(mail_on: Flask, request: pytest.FixtureRequest) -> str:
    """The way to TLS for which the installation asks."""
    asked = {"mail_security": request.param}
    mail_on.config["DRIVERAPP"] = mail_on.config["DRIVERAPP"].model_copy(update=asked)
    register_mail(mail_on)
    return str(request.param)


@pytest.fixture
def secured(mailbox: Mailbox, tls: ssl.SSLContext, security: str) -> None:
    """The mail server speaks TLS in that way."""
    if security == "tls":
        mailbox.socket = tls.wrap_socket(mailbox.socket, server_side=True)
    else:
        mailbox.tls = tls


@pytest.mark.usefixtures("secured")
def test_a_server_that_is_believed_gets_the_mail_over_tls(
    mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"sent": 1}
    assert [str(mail["To"]) for mail in mailbox.mails] == ["anna@example.org"]
    assert mailbox.secured == 1


@pytest.mark.parametrize("security", ["starttls", "tls"], indirect=True)
@pytest.mark.usefixtures("secured")
def test_a_server_that_nobody_vouches_for_gets_nothing(mailbox: Mailbox) -> None:
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"failed": 1}
    assert [each.error for each in deliveries()] == ["SSLCertVerificationError"]
    assert (mailbox.mails, mailbox.secured) == ([], 0)


@pytest.mark.usefixtures("security")
def test_without_the_offer_nothing_is_sent_in_the_clear(mailbox: Mailbox) -> None:
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"failed": 1}
    assert [each.error for each in deliveries()] == ["SMTPNotSupportedError"]
    assert mailbox.mails == []
