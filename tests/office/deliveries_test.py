from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.mail.outgoing import register_mail
from driverapp.mail.send import deliver_batch
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.deliveries import Delivery, claim, note_failed
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.mailbox import Mailbox, run_mailbox
from tests.office.policy_test import words

PAGE = "/office/deliveries"


@pytest.fixture
def mailbox(app: Flask) -> Iterator[Mailbox]:
    """A mail server that the installation names."""
    before = app.config["DRIVERAPP"]
    with run_mailbox() as running:
        named = {"mail_server": "127.0.0.1", "mail_port": running.port, "mail_security": "none"}
        app.config["DRIVERAPP"] = before.model_copy(update=named | {"mail_sender": "buero@partnerschaft.example"})
        register_mail(app)
        yield running
    app.config["DRIVERAPP"] = before
    register_mail(app)


@pytest.fixture
def administrator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def only_delivery() -> Delivery:
    db.session.rollback()
    return db.session.execute(select(Delivery)).scalar_one()


def test_a_test_mail_comes_to_whoever_asks(administrator: Client, mailbox: Mailbox) -> None:
    answer = administrator.send(PAGE, f"{PAGE}/test", follow=True)
    assert "innerhalb einer Minute" in answer.text
    shown = words(answer.text)
    assert "Testmail administrator" in shown
    assert deliver_batch() == {"sent": 1}
    assert [str(mail["Subject"]) for mail in mailbox.mails] == ["Testmail"]
    assert "Nichts. Alles ist hinausgegangen." in administrator.get(PAGE).text


def test_why_something_waits_is_said_in_plain_words(administrator: Client, mailbox: Mailbox) -> None:
    mailbox.refused.add("@example.org")
    administrator.send(PAGE, f"{PAGE}/test")
    deliver_batch()
    shown = words(administrator.get(PAGE).text)
    assert "Der Mailserver nimmt diese Adresse nicht an." in shown
    assert "Nächster Versuch:" in shown
    assert "Aufgegeben" not in shown


@pytest.mark.parametrize("error", ["ConnectionRefusedError", "SomethingNew"])
def test_what_was_given_up_is_tried_again_on_demand(administrator: Client, mailbox: Mailbox, error: str) -> None:
    administrator.send(PAGE, f"{PAGE}/test")
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        note_failed(claim(), error)
    shown = words(administrator.get(PAGE).text)
    assert "Aufgegeben nach zwei Tagen" in shown
    assert ("ist nicht erreichbar" in shown) == (error == "ConnectionRefusedError")
    assert ("SomethingNew" in shown) == (error == "SomethingNew")
    administrator.send(PAGE, f"{PAGE}/{only_delivery().id}/retry")
    assert deliver_batch() == {"sent": 1}
    assert administrator.send(PAGE, f"{PAGE}/{only_delivery().id}/retry").status_code == 303, "it went out already"
    assert deliver_batch() == {}
    retried = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "delivery_retried")).all()
    assert len(retried) == 1


def test_without_a_mail_server_it_says_so_and_writes_nothing(administrator: Client) -> None:
    assert "Es geht keine Mail hinaus" in administrator.get(PAGE).text
    administrator.send(PAGE, f"{PAGE}/test")
    assert db.session.scalars(select(Delivery)).all() == []
