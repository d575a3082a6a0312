from uuid import UUID

import pytest

from driverapp.reports.reads import last_read, note_read, unread_of
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import take_step
from driverapp.store.database import db, separate_transaction, writing
from driverapp.vocabulary.permissions import Role
from tests.factories import make_amendment, make_owned_report
from tests.office.accounts import add_account

pytestmark = pytest.mark.usefixtures("app")


def read(report_id: UUID, person_id: int) -> None:
    with separate_transaction() as session:
        note_read(session, report_id, person_id)
    db.session.rollback()


def test_a_report_is_unread_to_each_until_they_opened_it() -> None:
    one, other = add_account(Role.COORDINATOR).id, add_account(Role.COORDINATOR).id
    made = [make_owned_report(category="other").id for _ in range(2)]
    assert last_read(one) is None
    read(made[0], one)
    assert unread_of(made, one) == {made[1]}
    assert unread_of(made, other) == set(made)
    assert last_read(one) is not None


def test_what_the_reporter_adds_makes_it_unread_again_and_a_step_does_not() -> None:
    one = add_account(Role.COORDINATOR).id
    made = make_owned_report(category="other")
    read(made.id, one)
    with writing():
        take_step(made.id, Entry(Step.SEE, 1), add_account(Role.COORDINATOR).id)
        db.session.commit()
    assert unread_of([made.id], one) == set()
    make_amendment(made, text="Sie fahren weg")
    assert unread_of([made.id], one) == {made.id}
    read(made.id, one)
    assert unread_of([made.id], one) == set()
