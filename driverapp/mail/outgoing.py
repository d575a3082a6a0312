"""The way out: flask-mailman over SMTP, with the server's certificate checked."""

import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.utils import formataddr

from flask import Flask, current_app
from flask_mailman import EmailMessage, Mail
from flask_mailman.backends.smtp import EmailBackend

from driverapp.config import Config

EXTENSION = "driverapp.mail"
USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
# A server that does not answer within this has no time for us now.
PATIENCE_S = 10

mail = Mail()


class CheckedBackend(EmailBackend):
    """flask-mailman's way over SMTP; its own would take any certificate after STARTTLS."""

    def open(self) -> bool | None:
        """Connect, over TLS and signed in as the settings say. Raises `OSError`, which `smtplib`'s errors are."""
        if self.connection is not None:
            return False
        context = ssl.create_default_context()
        if self.use_ssl:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_S, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_S)
        try:
            if self.use_tls:
                connection.starttls(context=context)
            if self.username:
                connection.login(self.username, self.password or "")
        except BaseException:
            connection.close()
            raise
        self.connection = connection
        return True

    def end(self) -> None:
        """End the connection; one that broke is no error."""
        with suppress(OSError):
            self.close()


def register_mail(app: Flask) -> None:
    """Attach flask-mailman with the installation's settings; without a server nothing ever goes out."""
    config: Config = app.config["DRIVERAPP"]
    app.config.update(
        MAIL_BACKEND="smtp" if config.mail_server else "dummy",
        MAIL_SERVER=config.mail_server,
        MAIL_PORT=config.mail_port or USUAL_PORTS[config.mail_security],
        MAIL_USE_TLS=config.mail_security == "starttls",
        MAIL_USE_SSL=config.mail_security == "tls",
        MAIL_USERNAME=config.mail_user,
        MAIL_PASSWORD=config.mail_password.get_secret_value() if config.mail_password else None,
        MAIL_DEFAULT_SENDER=config.mail_sender,
    )
    app.extensions[EXTENSION] = mail.init_app(app)


def is_mail_on() -> bool:
    """Whether the operator has named a mail server."""
    config: Config = current_app.config["DRIVERAPP"]
    return config.mail_server is not None


def open_way_out() -> CheckedBackend:
    """A connection to the mail server. Raises `OSError`."""
    connection = CheckedBackend(mailman=current_app.extensions["mailman"])
    connection.open()
    return connection


def make_message(subject: str, body: str, recipient: str, *, sender_name: str | None, mark: str) -> EmailMessage:
    """A mail of plain text. `mark`: the same for a mail that is sent again, so that a mail program shows it once.

    Raises `ValueError` for whatever would begin a header of its own.
    """
    config: Config = current_app.config["DRIVERAPP"]
    sender = config.mail_sender or ""
    _check_lines(subject, recipient, sender_name or "")
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=formataddr((sender_name or "", sender)),
        to=[Address(addr_spec=recipient).addr_spec],
        headers={
            # RFC 3834: nobody's holiday answers.
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<{mark}@{sender.rpartition('@')[2]}>",
        },
    )


def _check_lines(*values: str) -> None:
    if any(not value.isprintable() for value in values):
        raise ValueError("a header of one line")
