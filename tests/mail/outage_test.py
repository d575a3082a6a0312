"""The mail server is out, refuses, or is not there at all: nothing is lost, and nothing is sent twice."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.mail.kinds import Kind, key_of_its_own
from driverapp.mail.outgoing import make_message
from driverapp.mail.send import deliver_batch
from driverapp.people.models import Person
from driverapp.store.database import db, writing
from driverapp.store.deliveries import Delivery, put
from driverapp.vocabulary.permissions import Role
from tests.mail.desk import add_reader, later, run_jobs, set_up
from tests.mailbox import Mailbox, run_mailbox


def order_test_mail(person_id: int) -> None:
    with writing():
        put(Kind.TEST, key_of_its_own(Kind.TEST, person_id), person_id)
        db.session.commit()


def deliveries() -> list[Delivery]:
    db.session.rollback()
    return list(db.session.scalars(select(Delivery).order_by(Delivery.id)))


@pytest.fixture
def dead_port(mail_on: Flask, mailbox: Mailbox) -> int:
    """The port of a mail server that went away."""
    mailbox.shutdown()
    mailbox.server_close()
    return mailbox.port


def test_it_waits_while_the_server_is_away_and_arrives_once(mail_on: Flask, dead_port: int) -> None:
    person = add_reader("anna")
    for _ in range(2):
        order_test_mail(person)
    assert deliver_batch() == {"failed": 2}
    assert [(each.tries, each.error, each.done_at) for each in deliveries()] == [
        (1, "ConnectionRefusedError", None)
    ] * 2
    assert deliver_batch() == {}, "not at once again"
    with run_mailbox(dead_port) as back:
        with later(minutes=2):
            assert deliver_batch() == {"sent": 2}
            assert deliver_batch() == {}
        assert [str(mail["Subject"]) for mail in back.mails] == ["Testmail"] * 2
        assert len({mail["Message-ID"] for mail in back.mails}) == 2


def test_an_outage_of_days_gives_nothing_up(mail_on: Flask, dead_port: int) -> None:
    order_test_mail(add_reader("anna"))
    for days in range(5):
        with later(days=days):
            assert deliver_batch() == {"failed": 1}, days
    with run_mailbox(dead_port) as back, later(days=4, hours=2):
        assert deliver_batch() == {"sent": 1}
        assert len(back.mails) == 1


def test_one_who_is_refused_keeps_nobody_else_waiting(mail_on: Flask, mailbox: Mailbox) -> None:
    mailbox.refused.add("anna@")
    for name in ("anna", "bert", "carl"):
        order_test_mail(add_reader(name))
    assert deliver_batch() == {"sent": 2, "failed": 1}
    assert {str(mail["To"]) for mail in mailbox.mails} == {"bert@example.org", "carl@example.org"}
    assert [each.error for each in deliveries()] == ["SMTPRecipientsRefused", None, None]


def test_two_workers_at_once_send_each_mail_once(mail_on: Flask, mailbox: Mailbox) -> None:
    people = [add_reader(f"person{number}") for number in range(20)]
    for person in people:
        order_test_mail(person)

    def work() -> int:
        with mail_on.app_context():
            return sum(deliver_batch().total() for _ in range(3))

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(Context().run, work) for _ in range(2)]:
            each.result()
    assert sorted(str(mail["To"]) for mail in mailbox.mails) == sorted(f"person{n}@example.org" for n in range(20))


def test_without_a_mail_server_nothing_is_claimed(app: Flask) -> None:
    order_test_mail(add_reader("anna"))
    assert deliver_batch() == {}
    assert [each.leased_until for each in deliveries()] == [None]


def test_who_was_deactivated_gets_nothing(mail_on: Flask, mailbox: Mailbox) -> None:
    person = add_reader("anna")
    order_test_mail(person)
    with writing():
        db.session.get_one(Person, person).active = False
        db.session.commit()
    assert deliver_batch() == {"needless": 1}
    assert mailbox.mails == []


def test_an_administrator_can_be_written_to(mail_on: Flask, mailbox: Mailbox) -> None:
    set_up(sender_name="Büro der Partnerschaft")
    order_test_mail(add_reader("admin", role=Role.ADMINISTRATOR))
    run_jobs()
    [mail] = mailbox.mails
    assert mail["From"].addresses[0].display_name == "Büro der Partnerschaft"
    assert mail["From"].addresses[0].addr_spec == "buero@partnerschaft.example"


@pytest.mark.parametrize("injected", ["\r\nBcc: all@example.org", "\nBcc: all@example.org", "\r", "\x00", "\u2028x"])
@pytest.mark.parametrize("place", ["subject", "recipient", "sender_name"])
def test_no_line_of_a_header_can_be_smuggled_in(mail_on: Flask, injected: str, place: str) -> None:
    fine = {"subject": "Betreff", "recipient": "anna@example.org", "sender_name": "Büro"}
    changed = fine | {place: fine[place] + injected}
    with pytest.raises(ValueError, match="one line"):
        make_message(
            changed["subject"], "Text", changed["recipient"], sender_name=changed["sender_name"], mark="a" * 32
        )


def test_an_address_that_is_none_is_told_and_stops_nothing(mail_on: Flask, mailbox: Mailbox) -> None:
    bad, good = add_reader("bad"), add_reader("good")
    with writing():
        db.session.get_one(Person, bad).email = "bad@example.org\r\nBcc: all@example.org"
        db.session.commit()
    order_test_mail(bad)
    order_test_mail(good)
    assert deliver_batch() == {"failed": 1, "sent": 1}
    assert [str(mail["To"]) for mail in mailbox.mails] == ["good@example.org"]
    assert deliveries()[0].error == "ValueError"
