"""STARTTLS: a mail goes out only over a connection whose other end has proved who it is."""

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
def offers(mailbox: Mailbox, certificate: Path) -> None:
    """The mail server offers STARTTLS with this certificate."""
    mailbox.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    mailbox.tls.load_cert_chain(certificate)


@pytest.fixture
def asked(mail_on: Flask) -> None:
    """The installation asks for STARTTLS."""
    mail_on.config["DRIVERAPP"] = mail_on.config["DRIVERAPP"].model_copy(update={"mail_security": "starttls"})
    register_mail(mail_on)


@pytest.mark.usefixtures("asked", "offers")
def test_a_server_that_is_believed_gets_the_mail_over_tls(
    mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"sent": 1}
    assert [str(mail["To"]) for mail in mailbox.mails] == ["anna@example.org"]
    assert mailbox.secured == 1


@pytest.mark.usefixtures("asked", "offers")
def test_a_server_that_nobody_vouches_for_gets_nothing(mailbox: Mailbox) -> None:
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"failed": 1}
    assert [each.error for each in deliveries()] == ["SSLCertVerificationError"]
    assert (mailbox.mails, mailbox.secured) == ([], 0)


@pytest.mark.usefixtures("asked")
def test_without_the_offer_nothing_is_sent_in_the_clear(mailbox: Mailbox) -> None:
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {"failed": 1}
    assert [each.error for each in deliveries()] == ["SMTPNotSupportedError"]
    assert mailbox.mails == []
