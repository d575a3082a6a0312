"""The alarm for what is unread, answers of reporters, and the digest: each as somebody wants it."""

from datetime import datetime
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from driverapp.people.messages import Wish, Wishes
from driverapp.reports.models import Report
from driverapp.store.clock import BERLIN, now
from driverapp.store.database import db, writing
from tests.factories import make_report
from tests.mail.desk import NOTHING, add_reader, later, run_jobs
from tests.mailbox import Mailbox
from tests.policies import decide

pytestmark = pytest.mark.usefixtures("mail_on")

ALL_AT_ONCE = Wishes(unread=Wish.AT_ONCE, answers=Wish.AT_ONCE)
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=BERLIN)


def subjects(mailbox: Mailbox) -> list[str]:
    return [str(mail["Subject"]) for mail in mailbox.mails]


def answered(report: Report) -> None:
    with writing():
        db.session.get_one(Report, report.id).unread_answer = uuid4()
        db.session.commit()


def test_the_alarm_comes_once_a_day_as_long_as_something_is_unread(app: Flask, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        add_reader("anna", ALL_AT_ONCE)
        add_reader("bert", NOTHING)
        make_report(category="cargo_theft")
        make_report(category="cargo_theft", practice=True)
    for hours, mails in ((23, 0), (25, 1), (26, 1), (30, 1), (49, 2)):
        with later(NOON, hours=hours):
            run_jobs()
        assert len(mailbox.mails) == mails, hours
    assert set(subjects(mailbox)) == {"1 Meldung ist zu lange ungelesen"}
    assert {str(mail["To"]) for mail in mailbox.mails} == {"anna@example.org"}
    assert "seit mehr als 24 Stunden" in mailbox.mails[0].get_content()
    assert "4. Mai, 12:00" in mailbox.mails[0].get_content()


def test_when_it_comes_is_the_policys_to_say(app: Flask, mailbox: Mailbox) -> None:
    add_reader("anna", ALL_AT_ONCE)
    decide(unread_alarm_hours=2)
    make_report(category="cargo_theft")
    with later(hours=3):
        run_jobs()
    assert subjects(mailbox) == ["1 Meldung ist zu lange ungelesen"]


def test_each_answer_is_told_once_to_who_wants_it(app: Flask, mailbox: Mailbox) -> None:
    add_reader("anna", ALL_AT_ONCE)
    add_reader("bert", NOTHING)
    report = make_report(category="cargo_theft")
    for _ in range(2):
        answered(report)
        run_jobs()
        run_jobs()
    assert subjects(mailbox) == ["Eine meldende Person wartet auf das Büro"] * 2
    assert {str(mail["To"]) for mail in mailbox.mails} == {"anna@example.org"}


def test_a_request_for_withdrawal_is_told_like_an_answer(app: Flask, mailbox: Mailbox) -> None:
    add_reader("anna", ALL_AT_ONCE)
    report = make_report(category="cargo_theft")
    answered(report)
    with writing():
        db.session.get_one(Report, report.id).withdrawal_requested_at = now()
        db.session.commit()
    run_jobs()
    run_jobs()
    assert subjects(mailbox) == ["2 meldende Personen warten auf das Büro"]


def test_a_digest_comes_at_its_hour_once_and_says_what_waits(app: Flask, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        add_reader("anna", Wishes(Wish.DIGEST, Wish.DIGEST, Wish.DIGEST, digest_hour=18))
        answered(make_report(category="cargo_theft", ongoing=True))
    for hours, mails in ((5.9, 0), (6.1, 1), (7, 1), (29, 1), (31, 2)):
        with later(NOON, hours=hours):
            run_jobs()
        assert len(mailbox.mails) == mails, hours
    first, second = (mail.get_content() for mail in mailbox.mails)
    assert "Dauert an und ist ungelesen: 1, die erste seit 4. Mai, 12:00" in first
    assert "Neue Antworten und Bitten um Rückzug: 1" in first
    assert "Stunden ungelesen" not in first
    assert "Seit mehr als 24 Stunden ungelesen: 1" in second


def test_an_empty_digest_is_not_sent(app: Flask, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        add_reader("anna", Wishes(digest_hour=7))
        assert run_jobs() == {"needless": 1}
    assert mailbox.mails == []
