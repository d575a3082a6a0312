"""An ongoing report that nobody sees wakes one coordinator after another."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from driverapp.people.messages import Wish, Wishes
from driverapp.people.models import Person
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import take_step
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.factories import make_report
from tests.mail.desk import add_reader, later, run_jobs, set_up
from tests.mailbox import Mailbox

pytestmark = pytest.mark.usefixtures("mail_on")

SECRET_WORDS: dict[str, Any] = {
    "text": "Plane geschlitzt am Heck",
    "vehicle": {"plate": "DO AB 123"},
    "place": {"text": "Lichtendorf"},
}


def recipients(mailbox: Mailbox) -> list[str]:
    return [str(mail["To"]) for mail in mailbox.mails]


def see(report_id: UUID, by: int) -> None:
    with writing():
        take_step(report_id, Entry(Step.SEE, version=1), by)
        db.session.commit()


def test_one_after_another_in_their_order_and_each_once(app: Flask, mailbox: Mailbox) -> None:
    first, second, third = add_reader("anna"), add_reader("bert"), add_reader("carl")
    set_up(escalation_order=(third, first, second))
    make_report(ongoing=True, category="cargo_theft")
    for minutes, woken in ((9, 0), (11, 1), (12, 1), (19, 1), (21, 2), (31, 3), (300, 3)):
        with later(minutes=minutes):
            run_jobs()
        assert len(mailbox.mails) == woken, minutes
    assert recipients(mailbox) == ["carl@example.org", "anna@example.org", "bert@example.org"]


def test_it_stops_as_soon_as_somebody_has_seen_it(app: Flask, mailbox: Mailbox) -> None:
    anna = add_reader("anna")
    add_reader("bert")
    report = make_report(ongoing=True).id
    with later(minutes=11):
        run_jobs()
    see(report, anna)
    with later(minutes=300):
        assert not run_jobs()["sent"]
    assert recipients(mailbox) == ["anna@example.org"]


def test_minutes_are_a_setting(app: Flask, mailbox: Mailbox) -> None:
    add_reader("anna")
    set_up(escalation_minutes=3)
    make_report(ongoing=True)
    with later(minutes=4):
        run_jobs()
    assert len(mailbox.mails) == 1


def test_who_wants_no_mail_is_passed_over(app: Flask, mailbox: Mailbox) -> None:
    silent, awake = add_reader("silent", Wishes(ongoing=Wish.NONE)), add_reader("awake")
    set_up(escalation_order=(silent, awake))
    make_report(ongoing=True)
    with later(minutes=11):
        run_jobs()
    assert recipients(mailbox) == ["awake@example.org"]


@pytest.mark.parametrize("gone", [{"active": False}, {"role": Role.EDITOR}, None])
def test_an_order_that_reaches_nobody_any_more_wakes_everybody_in_turn(
    app: Flask, mailbox: Mailbox, gone: dict[str, Any] | None
) -> None:
    left = add_reader("left", Wishes(ongoing=Wish.NONE) if gone is None else None)
    add_reader("anna"), add_reader("bert")
    set_up(escalation_order=(left,))
    with writing():
        for name, value in (gone or {}).items():
            setattr(db.session.get_one(Person, left), name, value)
        db.session.commit()
    make_report(ongoing=True)
    with later(minutes=21):
        run_jobs()
    assert recipients(mailbox) == ["anna@example.org", "bert@example.org"]


@pytest.mark.parametrize("other", [{"ongoing": False}, {"ongoing": None}, {"practice": True}, {"quarantined": True}])
def test_nobody_is_woken_for_anything_else(app: Flask, mailbox: Mailbox, other: dict[str, Any]) -> None:
    add_reader("anna", Wishes(unread=Wish.NONE))
    make_report(**({"ongoing": True} | other))
    with later(minutes=11):
        run_jobs()
    assert mailbox.mails == []


def test_many_at_once_are_one_mail_a_person(app: Flask, mailbox: Mailbox) -> None:
    add_reader("anna")
    for _ in range(5):
        make_report(ongoing=True)
    with later(minutes=11):
        run_jobs()
        run_jobs()
    [mail] = mailbox.mails
    assert mail["Subject"] == "Dauert an: 5 Meldungen warten ungelesen"


def test_a_mail_says_nothing_of_the_report(
    app: Flask, mailbox: Mailbox, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    add_reader("anna")
    report = make_report(ongoing=True, category="cargo_theft", **SECRET_WORDS)
    with later(minutes=11):
        run_jobs()
    [mail] = mailbox.mails
    whole = mail.as_string() + mail.get_content() + "".join(capfd.readouterr()) + caplog.text
    for secret in ("geschlitzt", "DO AB", "AB 123", "Lichtendorf", "cargo", str(report.id), report.reference or "?"):
        assert secret not in whole, secret
    assert "https://melden.example/office/inbox" in mail.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"


def test_a_mail_speaks_the_language_of_its_reader(app: Flask, mailbox: Mailbox) -> None:
    add_reader("ann", Wishes(unread=Wish.NONE), language="en")
    make_report(ongoing=True)
    with later(minutes=11):
        run_jobs()
    assert mailbox.mails[0]["Subject"] == "Ongoing: 1 report is waiting unread"


def test_what_was_seen_while_the_mail_server_was_out_is_not_sent(app: Flask, mailbox: Mailbox) -> None:
    anna = add_reader("anna")
    report = make_report(ongoing=True).id
    mailbox.refused.add("anna")
    with later(minutes=11):
        assert run_jobs()["failed"] == 1
    mailbox.refused.clear()
    see(report, anna)
    with later(minutes=15):
        assert run_jobs() == {"needless": 1}
    assert mailbox.mails == []


def test_who_lost_their_rights_meanwhile_gets_nothing(app: Flask, mailbox: Mailbox) -> None:
    anna = add_reader("anna", Wishes(unread=Wish.NONE))
    make_report(ongoing=True)
    mailbox.refused.add("anna")
    with later(minutes=11):
        run_jobs()
    mailbox.refused.clear()
    with writing():
        db.session.get_one(Person, anna).role = Role.EDITOR
        db.session.commit()
    with later(minutes=15):
        assert run_jobs() == {"needless": 1}
    assert mailbox.mails == []
