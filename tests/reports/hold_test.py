"""A coordinator's hold: steps under a file number. What it keeps is proved in upkeep/hold_test.py."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from driverapp.reports import queries
from driverapp.reports.follow_up import follow_up
from driverapp.reports.hold import FileNumberMissing, is_held
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import Entry, Step, possible_steps
from driverapp.reports.triage import ChangedMeanwhile, StepNotPossible, UnknownReport, take_step
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind, Outcome, State
from tests.factories import Owned, make_owned_report
from tests.office.accounts import add_account
from tests.policies import decide

NUMBER = "12 UJs 345/26 (erfunden)"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WAYS = ((Step.SEE,), (Step.SEE, Step.HAND_OVER), (Step.SEE, Step.CLOSE))

Take = Callable[..., Report]


@pytest.fixture
def actor(app: Flask) -> int:
    return add_account(Role.COORDINATOR).id


@pytest.fixture
def take(actor: int) -> Take:
    """`take(owned, *steps)`: take steps as the actor would from fresh pages; the report afterwards."""

    def taken(owned: Owned, *steps: Step, number: str | None = NUMBER) -> Report:
        with writing():
            for step in steps:
                entry = Entry(
                    step,
                    db.session.scalars(select(Report.version).where(Report.id == owned.id)).one(),
                    outcome=Outcome.KNOWN if step is Step.CLOSE else None,
                    file_number=number if step is Step.HOLD else None,
                    office="Polizeiwache Erfunden" if step is Step.HAND_OVER else None,
                )
                take_step(owned.id, entry, actor)
            db.session.commit()
        return db.session.get_one(Report, owned.id)

    return taken


def kinds(owned: Owned) -> list[str]:
    return [event.kind for event, _ in queries.load_timeline(owned.id)]


def audited(owned: Owned) -> list[tuple[str, int | None]]:
    held = (AuditEntry.subject == f"report:{owned.id}", AuditEntry.action.in_(("report_held", "report_hold_ended")))
    query = select(AuditEntry).where(*held).order_by(AuditEntry.id)
    return [(entry.action, entry.actor_id) for entry in db.session.scalars(query)]


@pytest.mark.parametrize("way", WAYS)
def test_a_report_that_was_read_is_held_for_the_days_of_the_policy(take: Take, actor: int, way: tuple[Step]) -> None:
    decide(hold_days=40)
    owned = make_owned_report(text="x")
    before = take(owned, *way).state
    report = take(owned, Step.HOLD)
    assert report.held_until is not None
    assert abs(report.held_until - (now() + 40 * DAY)) < MINUTE
    assert (report.file_number, report.state, is_held(report)) == (NUMBER, before, True)
    event = db.session.scalars(select(Event).where(Event.kind == EventKind.HELD)).one()
    assert (event.report_id, event.actor_id) == (owned.id, actor)


def test_a_hold_outlives_the_next_steps_and_ends_by_one_of_its_own(take: Take) -> None:
    owned = make_owned_report(text="x")
    report = take(owned, Step.SEE, Step.HOLD, Step.HAND_OVER, Step.CLOSE, Step.REOPEN)
    assert is_held(report)
    report = take(owned, Step.END_HOLD)
    assert (report.held_until, is_held(report), report.state) == (None, False, State.SEEN)
    assert report.file_number == NUMBER, "with it the end can be taken back"
    assert kinds(owned)[-1] == EventKind.HOLD_ENDED
    assert Step.END_HOLD not in possible_steps(report)
    assert is_held(take(owned, Step.HOLD))


def test_to_hold_again_renews_and_may_change_the_number(take: Take) -> None:
    owned = make_owned_report(text="x")
    report = take(owned, Step.SEE, Step.HOLD)
    with writing():
        report.held_until = now() + DAY
        db.session.commit()
    report = take(owned, Step.HOLD, number="98 Js 7/26")
    assert report.held_until is not None
    assert abs(report.held_until - (now() + 90 * DAY)) < MINUTE
    assert report.file_number == "98 Js 7/26"
    assert kinds(owned).count(EventKind.HELD) == 2


def test_the_file_number_is_sealed_and_stands_in_no_event_and_no_audit(take: Take, actor: int) -> None:
    owned = make_owned_report(text="x")
    take(owned, Step.SEE, Step.HOLD, Step.END_HOLD)
    stored = db.session.execute(text("SELECT file_number FROM reports")).scalar_one()
    assert NUMBER.encode() not in bytes(stored)
    for table in ("events", "audit_entries"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - a name from the test
        assert rows
        assert NUMBER not in repr(rows)
    assert audited(owned) == [("report_held", actor), ("report_hold_ended", actor)]


@pytest.mark.parametrize("number", [None, "", "ab", "x" * 61])
def test_what_is_no_file_number_holds_nothing(take: Take, number: str | None) -> None:
    owned = make_owned_report(text="x")
    take(owned, Step.SEE)
    with pytest.raises(FileNumberMissing):
        take(owned, Step.HOLD, number=number)
    db.session.rollback()
    assert kinds(owned) == ["received", "seen"]


@pytest.mark.parametrize("number", ["abc", "x" * 60])
def test_a_file_number_has_three_to_sixty_characters(take: Take, number: str) -> None:
    assert take(make_owned_report(text="x"), Step.SEE, Step.HOLD, number=number).file_number == number


def test_what_nobody_read_and_what_is_not_held_offers_no_such_step(take: Take) -> None:
    owned = make_owned_report(text="x")
    with pytest.raises(StepNotPossible):
        take(owned, Step.HOLD)
    take(owned, Step.SEE)
    with pytest.raises(StepNotPossible):
        take(owned, Step.END_HOLD)


def test_what_was_withdrawn_or_erased_cannot_be_held(take: Take, actor: int) -> None:
    withdrawn, erased = make_owned_report(text="x"), make_owned_report(text="x")
    with writing():
        withdraw(withdrawn.id, withdrawn.secret)
        report = db.session.get_one(Report, erased.id)
        report.state, report.erased_at = State.SEEN, now()
        db.session.commit()
    assert possible_steps(report) == []
    with pytest.raises(ChangedMeanwhile):
        take_step(withdrawn.id, Entry(Step.HOLD, 1, file_number=NUMBER), actor)
    with pytest.raises(UnknownReport):
        take_step(erased.id, Entry(Step.HOLD, 1, file_number=NUMBER), actor)


def test_a_withdrawal_of_a_held_report_is_decided_and_takes_hold_and_number_along(take: Take) -> None:
    owned = make_owned_report(text="x")
    take(owned, Step.SEE, Step.HOLD)
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    report = db.session.get_one(Report, owned.id)
    assert (report.state, report.sealed, is_held(report)) == (State.SEEN, {"text": "x"}, True)
    report = take(owned, Step.ACCEPT_WITHDRAWAL)
    assert (report.state, report.sealed, report.held_until, report.file_number) == (State.WITHDRAWN, None, None, None)


def test_the_same_entry_again_is_one_step_and_another_number_is_none(take: Take, actor: int) -> None:
    owned = make_owned_report(text="x")
    version = take(owned, Step.SEE).version
    take(owned, Step.HOLD)
    take_step(owned.id, Entry(Step.HOLD, version, file_number=NUMBER), actor)
    with pytest.raises(ChangedMeanwhile):
        take_step(owned.id, Entry(Step.HOLD, version, file_number="98 Js 7/26"), actor)
    db.session.commit()
    assert kinds(owned) == ["received", "seen", "held"]
    assert audited(owned) == [("report_held", actor)]


def test_who_comes_second_changes_neither_hold_nor_number(take: Take) -> None:
    owned = make_owned_report(text="x")
    version = take(owned, Step.SEE).version
    take(owned, Step.HOLD)
    with pytest.raises(ChangedMeanwhile) as refusal:
        take_step(owned.id, Entry(Step.HOLD, version, file_number="98 Js 7/26"), add_account(Role.COORDINATOR).id)
    assert [event.kind for event, _ in refusal.value.meanwhile] == [EventKind.HELD]
    db.session.rollback()
    assert db.session.get_one(Report, owned.id).file_number == NUMBER


def test_the_reporter_learns_nothing_of_a_hold(take: Take) -> None:
    owned = make_owned_report(text="x")
    take(owned, Step.SEE)
    before = follow_up(owned.id, owned.secret)
    take(owned, Step.HOLD)
    assert follow_up(owned.id, owned.secret) == before
