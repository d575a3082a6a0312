from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports import queries
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import Entry, Step, possible_steps
from driverapp.reports.triage import (
    ChangedMeanwhile,
    OutcomeMissing,
    StepNotPossible,
    UnknownReport,
    take_step,
)
from driverapp.reports.withdraw import withdraw
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind, Outcome, State
from tests.factories import make_owned_report, make_report
from tests.office.accounts import add_account

Take = Callable[..., Report]


@pytest.fixture
def actor(app: Flask) -> int:
    return add_account(Role.COORDINATOR).id


@pytest.fixture
def take(actor: int) -> Take:
    """Take a step as the actor would from a fresh page; the report afterwards."""

    def taken(report: Report, step: Step, outcome: Outcome | None = None, *, helped: bool = False) -> Report:
        with writing():
            db.session.refresh(report)
            office = "Polizeiwache Erfunden" if step is Step.HAND_OVER else None
            take_step(report.id, Entry(step, report.version, outcome, helped, office=office), actor)
            db.session.commit()
        return report

    return taken


def kinds(report: Report) -> list[str]:
    return [event.kind for event, _ in queries.load_timeline(report.id)]


def test_a_report_goes_from_received_to_closed(take: Take, actor: int) -> None:
    report = make_report(category="cargo_theft")
    take(report, Step.SEE)
    assert (report.state, report.seen_at is not None) == (State.SEEN, True)
    take(report, Step.HAND_OVER)
    take(report, Step.CLOSE, Outcome.POLICE_ACTED, helped=True)
    assert (report.state, report.outcome, report.helped) == (State.CLOSED, Outcome.POLICE_ACTED, True)
    assert report.closed_at is not None
    assert kinds(report) == ["received", "seen", "handed_over", "closed"]
    steps = db.session.scalars(select(Event).where(Event.report_id == report.id).order_by(Event.id)).all()[1:]
    assert [event.actor_id for event in steps] == [actor] * 3
    assert steps[-1].outcome == Outcome.POLICE_ACTED


def test_reopening_takes_the_outcome_back_as_an_event_of_its_own(take: Take) -> None:
    report = make_report(category="cargo_theft")
    take(report, Step.SEE)
    take(report, Step.CLOSE, Outcome.POLICE_ACTED, helped=True)
    first_seen = report.seen_at
    take(report, Step.REOPEN)
    assert (report.state, report.outcome, report.helped, report.closed_at) == (State.SEEN, None, False, None)
    assert report.seen_at == first_seen
    (reopened,) = db.session.scalars(select(Event).where(Event.kind == EventKind.REOPENED))
    assert (reopened.outcome, reopened.previous_outcome) == (None, Outcome.POLICE_ACTED)


def test_a_report_that_was_handed_over_can_come_back(take: Take) -> None:
    report = make_report(category="cargo_theft")
    for step in (Step.SEE, Step.HAND_OVER, Step.REOPEN):
        take(report, step)
    assert report.state == State.SEEN


@pytest.mark.parametrize("step", [Step.HAND_OVER, Step.REOPEN, Step.RELEASE, Step.ACCEPT_WITHDRAWAL])
def test_a_step_that_the_state_does_not_allow_is_refused(take: Take, step: Step) -> None:
    report = make_report(category="cargo_theft")
    with pytest.raises(StepNotPossible):
        take(report, step)
    assert kinds(report) == ["received"]


def test_a_report_is_not_closed_without_its_outcome(take: Take) -> None:
    report = take(make_report(category="cargo_theft"), Step.SEE)
    with pytest.raises(OutcomeMissing):
        take(report, Step.CLOSE)


def test_what_is_not_visible_yet_cannot_be_worked(actor: int) -> None:
    hidden = make_report(category="cargo_theft", visible=False)
    for report_id in (hidden.id, uuid4()):
        with pytest.raises(UnknownReport):
            take_step(report_id, Entry(Step.SEE, 1), actor)


def test_release_brings_a_report_out_of_quarantine(take: Take) -> None:
    report = make_report(category="cargo_theft", quarantined=True)
    assert possible_steps(report) == [Step.RELEASE, Step.SEE]
    take(report, Step.RELEASE)
    assert (report.quarantined, report.state, kinds(report)[-1]) == (False, State.RECEIVED, "released")


def test_an_accepted_withdrawal_erases_the_content_and_leaves_the_events(take: Take) -> None:
    owned = make_owned_report(category="cargo_theft", text="Drei Personen")
    report = _with_request(owned.id, owned.secret, take)
    take(report, Step.ACCEPT_WITHDRAWAL)
    db.session.refresh(report)
    assert (report.state, report.sealed, report.category) == (State.WITHDRAWN, None, None)
    (withdrawn,) = db.session.scalars(select(Event).where(Event.kind == EventKind.WITHDRAWN))
    assert (withdrawn.usable, withdrawn.category) == (True, "cargo_theft")


def test_a_refused_withdrawal_leaves_the_report_as_it_was(take: Take) -> None:
    owned = make_owned_report(category="cargo_theft", text="Drei Personen")
    report = _with_request(owned.id, owned.secret, take)
    take(report, Step.REFUSE_WITHDRAWAL)
    assert (report.state, report.withdrawal_requested_at) == (State.SEEN, None)
    assert report.sealed == {"text": "Drei Personen"}
    assert kinds(report)[-2:] == ["withdrawal_requested", "withdrawal_refused"]


def test_who_comes_second_changes_nothing_and_learns_who_did_what(take: Take, actor: int) -> None:
    report = take(make_report(category="cargo_theft"), Step.SEE)
    second = add_account(Role.COORDINATOR)
    version = report.version
    take(report, Step.CLOSE, Outcome.HARMLESS)
    with pytest.raises(ChangedMeanwhile) as refusal:
        take_step(report.id, Entry(Step.HAND_OVER, version, office="Wache"), second.id)
    ((event, _email),) = refusal.value.meanwhile
    assert (event.kind, event.actor_id) == (EventKind.CLOSED, actor)
    db.session.refresh(report)
    assert (report.state, kinds(report)) == (State.CLOSED, ["received", "seen", "closed"])


def test_a_reporter_who_withdraws_meanwhile_is_not_overruled(actor: int) -> None:
    owned = make_owned_report(category="cargo_theft")
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    with pytest.raises(ChangedMeanwhile) as refusal:
        take_step(owned.id, Entry(Step.SEE, 1), actor)
    assert [event.kind for event, _ in refusal.value.meanwhile] == [EventKind.WITHDRAWN]


def test_the_same_entry_again_is_one_step(take: Take, actor: int) -> None:
    report = take(make_report(category="cargo_theft"), Step.SEE)
    version = report.version
    take(report, Step.CLOSE, Outcome.HARMLESS)
    take_step(report.id, Entry(Step.CLOSE, version, Outcome.HARMLESS), actor)
    db.session.commit()
    assert kinds(report) == ["received", "seen", "closed"]


def test_of_twelve_coordinators_at_once_one_gets_through(app: Flask) -> None:
    report = make_report(category="cargo_theft")
    actors = [add_account(Role.COORDINATOR).id for _ in range(12)]
    start = Barrier(len(actors))
    report_id = report.id
    db.session.commit()

    def attempt(actor_id: int) -> str:
        with app.app_context(), writing():
            start.wait()
            try:
                take_step(report_id, Entry(Step.SEE, 1), actor_id)
            except ChangedMeanwhile as refusal:
                db.session.rollback()
                return f"after {refusal.meanwhile[0][0].kind}"
            db.session.commit()
            return "through"

    with ThreadPoolExecutor(len(actors)) as pool:
        outcomes = sorted(pool.map(attempt, actors))
    assert outcomes == ["after seen"] * 11 + ["through"]
    db.session.refresh(report)
    assert (report.version, kinds(report)) == (2, ["received", "seen"])


def _with_request(report_id: UUID, secret: str, take: Take) -> Report:
    report = take(db.session.get_one(Report, report_id), Step.SEE)
    with writing():
        withdraw(report_id, secret)
        db.session.commit()
    return report
