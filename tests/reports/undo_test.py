"""What a compensation leaves in the figures: states add up to how reports stand, also when they are erased."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports.entries import ReportEntry
from driverapp.reports.models import Event, Report, ReportAmendment
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import take_step
from driverapp.reports.withdraw import withdraw
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import Outcome
from tests.factories import Owned, make_amendment, make_owned_report
from tests.office.accounts import add_account
from tests.phones import Phone
from tests.policies import decide
from tests.upkeep.passing import OFFICE, aged, erase

DAY = timedelta(days=1)
EXACT = {"lat": 51.41234, "lon": 7.01234, "accuracy_m": 12}


@pytest.fixture
def actor(app: Flask) -> int:
    return add_account(Role.COORDINATOR).id


def take(owned: Owned | Phone, actor: int, *steps: Step) -> None:
    """Take steps from fresh pages; to undo is to take the last event that can be undone back. Committed."""
    with writing():
        for step in steps:
            version = db.session.scalars(select(Report.version).where(Report.id == owned.id)).one()
            last = select(ReportEntry.event_id).where(
                ReportEntry.report_id == owned.id,
                ReportEntry.event_id.not_in(select(Event.undoes).where(Event.undoes > 0)),
            )
            entry = Entry(
                step,
                version,
                outcome=Outcome.HARMLESS if step is Step.CLOSE else None,
                office=OFFICE if step is Step.HAND_OVER else None,
                event=db.session.scalars(last.order_by(ReportEntry.event_id.desc())).first()
                if step is Step.UNDO
                else None,
            )
            take_step(owned.id, entry, actor)
        db.session.commit()


def states() -> Counter[str]:
    """How many reports stand how, by the events alone."""
    counted: Counter[str] = Counter()
    for event in db.session.scalars(select(Event)):
        counted.update([event.state] if event.state else [])
        counted.subtract([event.previous_state] if event.previous_state else [])
    return +counted


def outcomes() -> Counter[str]:
    counted: Counter[str] = Counter()
    for event in db.session.scalars(select(Event)):
        counted.update([event.outcome] if event.outcome else [])
        counted.subtract([event.previous_outcome] if event.previous_outcome else [])
    return +counted


def test_states_and_outcomes_add_up_after_undo_and_after_erasure(actor: int) -> None:
    closed, reopened, undone, back, gone = (make_owned_report(category="other") for _ in range(5))
    take(closed, actor, Step.SEE, Step.HAND_OVER, Step.CLOSE)
    take(reopened, actor, Step.SEE, Step.CLOSE, Step.REOPEN, Step.UNDO, Step.UNDO)
    take(undone, actor, Step.SEE, Step.HAND_OVER, Step.UNDO)
    take(back, actor, Step.SEE, Step.UNDO)
    with writing():
        withdraw(gone.id, gone.secret)
        db.session.commit()
    stand = Counter(db.session.scalars(select(Report.state)).all())
    assert stand == {"closed": 1, "seen": 2, "received": 1, "withdrawn": 1}
    assert (states(), outcomes()) == (stand, {"harmless": 1})
    for owned in (closed, reopened, undone, back, gone):
        aged(owned, 60 * DAY)
    erase()
    assert (states(), outcomes()) == (stand, {"harmless": 1})
    assert {(event.report_id, event.undoes) for event in db.session.scalars(select(Event))} == {(None, None)}
    assert db.session.scalars(select(ReportEntry)).all() == []


def test_what_was_undone_is_kept_from_that_step_on(actor: int) -> None:
    owned = make_owned_report(category="other")
    take(owned, actor, Step.SEE, Step.CLOSE)
    aged(owned, 29 * DAY)
    take(owned, actor, Step.UNDO)
    assert erase() == Counter()


def test_the_position_before_an_amendment_becomes_coarse_too(app: Flask) -> None:
    decide(exact_position_days=1)
    owned = make_owned_report(category="other", position=EXACT)
    make_amendment(owned, position=EXACT | {"lat": 51.51234})
    aged(owned, 2 * DAY)
    assert erase()["position"] == 1
    (amendment,) = db.session.scalars(select(ReportAmendment)).all()
    assert amendment.before is not None
    assert amendment.before["position"]["accuracy_m"] == 1000.0
    assert amendment.before["position"]["lat"] != EXACT["lat"]
