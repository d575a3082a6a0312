"""A hold keeps a report past its period and no longer than itself."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from driverapp.reports.models import Event, Report
from driverapp.reports.steps import Step
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from tests.factories import Owned, make_owned_report
from tests.upkeep.passing import FILE_NUMBER, aged, erase, stepped

pytestmark = pytest.mark.usefixtures("app")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ((Step.SEE,), "seen"),
        ((Step.SEE, Step.HAND_OVER), "handed_over"),
        ((Step.SEE, Step.CLOSE), "closed"),
    ],
)
@pytest.mark.parametrize("ended", [True, False])
def test_a_held_report_outlives_its_period_and_goes_with_its_hold(
    steps: tuple[Step, ...], why: str, *, ended: bool
) -> None:
    owned = aged(stepped(make_owned_report(text="x"), *steps), 60 * DAY)
    stepped(owned, Step.HOLD)
    assert erase() == Counter()
    report = db.session.get_one(Report, owned.id)
    assert (report.sealed, report.file_number) == ({"text": "x"}, FILE_NUMBER)
    if ended:
        stepped(owned, Step.END_HOLD)
    else:
        _let_expire(owned)
    assert erase() == Counter({why: 1})
    row = db.session.execute(text("SELECT sealed, held_until, file_number FROM reports")).one()
    assert tuple(row) == (None, None, None)
    assert {event.report_id for event in db.session.scalars(select(Event))} == {None}


def test_renewing_a_hold_keeps_a_report_further() -> None:
    owned = aged(stepped(make_owned_report(text="x"), Step.SEE, Step.HOLD), 60 * DAY)
    _let_expire(owned)
    stepped(owned, Step.HOLD)
    assert erase() == Counter()


def test_a_hold_is_no_step_from_which_a_period_begins_anew() -> None:
    owned = aged(stepped(make_owned_report(text="x"), Step.SEE), 31 * DAY)
    stepped(owned, Step.HOLD, Step.END_HOLD)
    assert erase()["seen"] == 1


def _let_expire(owned: Owned) -> None:
    with writing():
        db.session.get_one(Report, owned.id).held_until = now() - HOUR
        db.session.commit()
