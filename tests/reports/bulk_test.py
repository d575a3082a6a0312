from uuid import UUID

import pytest

from driverapp.reports.bulk import Pick, Why, find_bulk_step, take_steps, undo_steps
from driverapp.reports.check_entry import OfficeMissing
from driverapp.reports.hand_over import known_offices
from driverapp.reports.models import Report
from driverapp.reports.queries import load_timeline
from driverapp.reports.reads import unread_of
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import OutcomeMissing, take_step
from driverapp.reports.undo import CannotUndo, last_step
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind, Outcome, State
from tests.factories import make_report
from tests.office.accounts import add_account

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def actor() -> int:
    return add_account(Role.COORDINATOR).id


def pick(report: Report) -> Pick:
    return Pick(report.id, report.version)


def step(report: Report, step: Step, actor: int, outcome: Outcome | None = None) -> None:
    office = "Erfundene Wache" if step is Step.HAND_OVER else None
    with writing():
        event = last_step(load_timeline(report.id)) if step is Step.UNDO else None
        entry = Entry(step, report.version, outcome, office=office, event=event.id if event else None)
        take_step(report.id, entry, actor)
        db.session.commit()


def kinds(report_id: UUID) -> list[str]:
    return [event.kind for event, _email in load_timeline(report_id)]


def test_each_report_gets_an_event_of_its_own(actor: int) -> None:
    made = [make_report(category="other") for _ in range(3)]
    with writing():
        bulk = take_steps(map(pick, made), Step.SEE, actor)
        db.session.commit()
    assert sorted(bulk.done) == sorted([str(report.id), 2] for report in made)
    assert bulk.left == []
    for report in made:
        assert kinds(report.id) == [EventKind.RECEIVED, EventKind.SEEN]
        assert (report.state, report.version) == (State.SEEN, 2)
    assert unread_of([report.id for report in made], actor) == set()


def test_what_cannot_be_done_is_named_and_not_overwritten(actor: int) -> None:
    fits, changed, wrong = (make_report(category="other") for _ in range(3))
    picks = [pick(each) for each in (fits, changed, wrong)]
    step(changed, Step.SEE, add_account(Role.COORDINATOR).id)
    step(wrong, Step.SEE, actor)
    gone = Pick(UUID(int=7), 1)
    with writing():
        bulk = take_steps([*picks[:2], Pick(wrong.id, 2), gone], Step.SEE, actor)
        db.session.commit()
    assert bulk.done == [[str(fits.id), 2]]
    expected = {str(changed.id): Why.CHANGED, str(wrong.id): Why.NOT_POSSIBLE, str(gone.report_id): Why.GONE}
    assert dict(bulk.left) == expected
    assert kinds(changed.id) == kinds(wrong.id) == [EventKind.RECEIVED, EventKind.SEEN]


def test_sent_twice_it_is_done_once(actor: int) -> None:
    report = make_report(category="other")
    picks = [pick(report)]
    for _ in range(2):
        with writing():
            bulk = take_steps(picks, Step.SEE, actor)
            db.session.commit()
        assert bulk.done == [[str(report.id), 2]]
    assert kinds(report.id) == [EventKind.RECEIVED, EventKind.SEEN]


def test_to_close_needs_an_outcome(actor: int) -> None:
    report = make_report(category="other")
    step(report, Step.SEE, actor)
    with writing(), pytest.raises(OutcomeMissing):
        take_steps([pick(report)], Step.CLOSE, actor)
    db.session.rollback()
    with writing():
        take_steps([pick(report)], Step.CLOSE, actor, outcome=Outcome.HARMLESS)
        db.session.commit()
    assert (report.state, report.outcome) == (State.CLOSED, Outcome.HARMLESS)


def test_undo_takes_every_report_to_where_it_was(actor: int) -> None:
    seen, handed = make_report(category="other"), make_report(category="other")
    for report in (seen, handed):
        step(report, Step.SEE, actor)
    step(handed, Step.HAND_OVER, actor)
    with writing():
        bulk = take_steps([pick(seen), pick(handed)], Step.CLOSE, actor, outcome=Outcome.HARMLESS)
        db.session.commit()
    with writing():
        undone = undo_steps(bulk, actor)
        db.session.commit()
    assert len(undone.done) == 2
    assert (seen.state, handed.state) == (State.SEEN, State.HANDED_OVER)
    assert (seen.outcome, seen.closed_at, seen.version) == (None, None, 4)
    assert kinds(seen.id)[-2:] == [EventKind.CLOSED, EventKind.UNDONE]


def test_what_was_only_ticked_as_read_is_unread_again_after_undo(actor: int) -> None:
    report = make_report(category="other")
    with writing():
        bulk = take_steps([pick(report)], Step.SEE, actor)
        db.session.commit()
    assert unread_of([report.id], actor) == set()
    with writing():
        undo_steps(bulk, actor)
        db.session.commit()
    assert unread_of([report.id], actor) == {report.id}


def test_undo_leaves_alone_what_somebody_worked_since(actor: int) -> None:
    report, other = make_report(category="other"), make_report(category="other")
    with writing():
        bulk = take_steps([pick(report), pick(other)], Step.SEE, actor)
        db.session.commit()
    step(report, Step.HAND_OVER, add_account(Role.COORDINATOR).id)
    with writing():
        undone = undo_steps(bulk, actor)
        db.session.commit()
    assert undone.left == [[str(report.id), Why.CHANGED]]
    assert (report.state, other.state, other.seen_at) == (State.HANDED_OVER, State.RECEIVED, None)


def test_a_released_report_goes_back_into_quarantine(actor: int) -> None:
    report = make_report(category="other", quarantined=True)
    with writing():
        bulk = take_steps([pick(report)], Step.RELEASE, actor)
        db.session.commit()
    assert not report.quarantined
    with writing():
        undo_steps(bulk, actor)
        db.session.commit()
    assert (report.quarantined, report.state) == (True, State.RECEIVED)


def test_steps_back_and_forth_are_told_apart(actor: int) -> None:
    report = make_report(category="other")
    for each in (Step.SEE, Step.UNDO, Step.SEE, Step.HAND_OVER, Step.UNDO, Step.CLOSE, Step.UNDO):
        step(report, each, actor, Outcome.KNOWN if each is Step.CLOSE else None)
    assert report.state == State.SEEN
    step(report, Step.UNDO, actor)
    assert report.state == State.RECEIVED
    with writing(), pytest.raises(CannotUndo):
        step(report, Step.UNDO, actor)
    db.session.rollback()


def test_several_are_handed_over_to_an_office_that_has_a_name(actor: int) -> None:
    report = make_report(category="other")
    step(report, Step.SEE, actor)
    with writing(), pytest.raises(OfficeMissing):
        take_steps([pick(report)], Step.HAND_OVER, actor)
    db.session.rollback()
    with writing():
        take_steps([pick(report)], Step.HAND_OVER, actor, office="Erfundene Wache")
        db.session.commit()
    assert report.state == State.HANDED_OVER
    assert known_offices() == ["Erfundene Wache"]


def test_a_bulk_step_is_the_persons_own(actor: int) -> None:
    with writing():
        bulk = take_steps([pick(make_report(category="other"))], Step.SEE, actor)
        db.session.commit()
    assert find_bulk_step(bulk.id, actor) is not None
    assert find_bulk_step(bulk.id, add_account(Role.COORDINATOR).id) is None
