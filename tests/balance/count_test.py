import json
from collections import Counter
from dataclasses import astuple
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, not_, select, update

from driverapp.associations.models import Association, Enrolment
from driverapp.balance.count import Figures, count_both, count_periods, total
from driverapp.balance.periods import Period, weeks_of
from driverapp.reports.calls import record_call
from driverapp.reports.models import EmergencyCall, Event, Report, ReportAmendment, UndoneReports
from driverapp.reports.payload import parse_call
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db, writing
from driverapp.vocabulary.letters import as_read
from driverapp.vocabulary.states import EventKind, State
from tests.factories import Owned, call_body, make_amendment, make_call, make_owned_report, make_report

pytestmark = pytest.mark.usefixtures("app")


def today() -> Period:
    day = local_day(now())
    # The test may run across midnight.
    return Period(day - timedelta(days=1), day + timedelta(days=2))


def counted() -> Figures:
    return count_periods([today()])[0]


def make_code(slug: str) -> str:
    """An enrolment code of a new association."""
    association = Association(slug=slug, name=slug.title())
    db.session.add(association)
    db.session.flush()
    code = as_read(f"{slug.upper()}1")
    db.session.add(
        Enrolment(code=code, association_id=association.id, target_group="truck", expires_at=now() + timedelta(days=1))
    )
    db.session.commit()
    return code


def take_back(owned: Owned) -> None:
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()


def test_usable_reports_and_mere_taps_are_counted_apart() -> None:
    make_report(category="cargo_theft")
    make_report(text="Drei Personen")
    make_report()
    assert counted() == Figures(usable=2, taps=1)


def test_a_tap_that_gets_details_becomes_usable_once() -> None:
    owned = make_owned_report()
    make_amendment(owned, category="cargo_theft")
    make_amendment(owned, text="Drei Personen")
    assert counted() == Figures(usable=1)


def test_once_usable_a_report_stays_usable_whatever_is_taken_back() -> None:
    owned = make_owned_report()
    for category in ("cargo_theft", None) * 6:
        make_amendment(owned, category=category)
    assert counted() == Figures(usable=1)
    assert db.session.get_one(Report, owned.id).usable
    take_back(owned)
    assert counted() == Figures(withdrawn=1)


def rows() -> Figures:
    """What lies in the store of reports that are not practice."""
    undone = sum(db.session.scalars(select(UndoneReports.count)))
    found = db.session.execute(select(Report.state, Report.usable).where(not_(Report.practice)))
    kinds = Counter("gone" if state == State.WITHDRAWN else "usable" if usable else "tap" for state, usable in found)
    return Figures(usable=kinds["usable"], taps=kinds["tap"], withdrawn=kinds["gone"] - undone, undone=undone)


def detail(random: Random) -> dict[str, Any]:
    """Something that an amendment says or takes back."""
    said: list[dict[str, Any]] = [
        {"category": random.choice(["cargo_theft", "fuel_theft", None])},
        {"text": random.choice(["Drei Personen", None])},
        {"vehicle": random.choice([{"kind": "Transporter"}, {}, None])},
        {"place": random.choice([{"road": "A2"}, None])},
        {"ongoing": random.choice([True, False, None])},
    ]
    return random.choice(said) | random.choice(said)


@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_the_rows_after_any_amendments_and_withdrawals(seed: int) -> None:
    random, alive = Random(seed), list[Owned]()  # noqa: S311
    for _ in range(60):
        if not alive or random.random() < 0.2:
            alive.append(make_owned_report(visible=random.random() < 0.7, **detail(random)))
        elif random.random() < 0.15:
            take_back(alive.pop(random.randrange(len(alive))))
        else:
            make_amendment(random.choice(alive), **detail(random))
        assert counted() == rows()
        assert min(astuple(counted())) >= 0


def test_a_withdrawn_report_leaves_the_column_in_which_it_stood() -> None:
    take_back(make_owned_report(category="cargo_theft"))
    take_back(make_owned_report())
    make_report()
    assert counted() == Figures(taps=1, withdrawn=2)


def test_what_was_undone_unseen_is_in_a_counter_alone() -> None:
    take_back(make_owned_report(category="cargo_theft", visible=False))
    assert counted() == Figures(undone=1)


def test_practice_is_in_no_figure() -> None:
    take_back(make_owned_report(category="cargo_theft", practice=True))
    take_back(make_owned_report(category="cargo_theft", practice=True, visible=False))
    make_report(practice=True)
    make_call(practice=True)
    make_call(practice=True, outcome="spoke")
    assert counted() == Figures()


def test_a_tap_on_the_number_is_no_conversation() -> None:
    for outcome in ("opened", "opened", "spoke", "not_reached", "not_needed"):
        make_call(outcome=outcome)
    figures = counted()
    assert figures == Figures(calls_tapped=5, calls_spoke=1, calls_not_reached=1, calls_not_needed=1)
    assert figures.calls_without_statement == 2


def test_a_changed_outcome_moves_the_call_and_does_not_count_it_twice() -> None:
    call_id, body = uuid4(), call_body()
    for outcome in ("opened", "not_reached", "spoke", "spoke"):
        payload, _ = parse_call(json.dumps(body | {"outcome": outcome}).encode())
        with writing():
            record_call(call_id, "A" * 43, payload)
            db.session.commit()
    assert counted() == Figures(calls_tapped=1, calls_spoke=1)


def test_a_changed_waiting_time_is_counted_once() -> None:
    call_id, body = uuid4(), call_body(outcome="spoke")
    for waiting in ("none", "longer"):
        payload, _ = parse_call(json.dumps(body | {"waiting": waiting}).encode())
        with writing():
            record_call(call_id, "A" * 43, payload)
            db.session.commit()
    make_call(outcome="spoke", waiting="up_to_30_min")
    assert counted() == Figures(calls_tapped=2, calls_spoke=2, waited_up_to_30_min=1, waited_longer=1)


def test_no_phone_chooses_the_week_of_its_call() -> None:
    call_id, body = uuid4(), call_body(tapped_at="2026-01-05T12:00:00+01:00")
    for outcome in ("opened", "spoke"):
        payload, _ = parse_call(json.dumps(body | {"outcome": outcome}).encode())
        with writing():
            record_call(call_id, "A" * 43, payload)
            db.session.commit()
    assert counted() == Figures(calls_tapped=1, calls_spoke=1)
    assert count_periods([Period(date(2026, 1, 1), date(2026, 2, 1))]) == [Figures()]


def test_figures_stay_when_content_and_ids_are_erased() -> None:
    make_report(category="cargo_theft", text="Drei Personen", enrolment=make_code("logistik"))
    owned = make_owned_report()
    make_amendment(owned, category="fuel_theft")
    take_back(make_owned_report(category="cargo_theft"))
    make_call(outcome="spoke")
    before = counted(), count_both([today()])[1]
    db.session.execute(update(Event).values(report_id=None, call_id=None))
    for table in (ReportAmendment, EmergencyCall, Report):
        db.session.execute(delete(table))
    db.session.commit()
    assert (counted(), count_both([today()])[1]) == before


def test_each_association_has_its_own_and_nobodys_are_named() -> None:
    code = make_code("logistik")
    make_code("taxi")
    make_report(category="cargo_theft", enrolment=code)
    make_call(enrolment=code, outcome="spoke")
    make_report(category="cargo_theft")
    found = {each.slug if each else None: figures for each, figures in count_both([today()])[1]}
    assert found == {
        "logistik": Figures(usable=1, calls_tapped=1, calls_spoke=1),
        "taxi": Figures(),
        None: Figures(usable=1),
    }


def test_one_association_sees_nothing_of_others_and_no_undone_ones() -> None:
    make_report(category="cargo_theft", enrolment=make_code("logistik"))
    make_report(category="cargo_theft")
    take_back(make_owned_report(visible=False))
    association = db.session.query(Association).one()
    assert count_periods([today()], association) == [Figures(usable=1)]


def test_a_week_begins_at_midnight_in_berlin_and_holds_what_was_received_in_it() -> None:
    monday = date(2026, 3, 30)  # summer time began the day before
    midnight = datetime(2026, 3, 30, tzinfo=BERLIN)
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(days=7, seconds=-1)):
        db.session.add(Event(kind=EventKind.RECEIVED, subject_at=moment, at=now(), usable=True, practice=False))
    db.session.commit()
    weeks = weeks_of(Period(monday - timedelta(days=7), monday + timedelta(days=14)))
    figures = count_periods(weeks)
    assert [each.usable for each in figures] == [1, 2, 0]
    assert total(figures) == Figures(usable=3)


def test_no_period_has_no_figures() -> None:
    assert count_periods([]) == []


def test_what_is_said_of_the_wait_changes_no_count_of_calls() -> None:
    make_call(outcome="spoke")
    before = counted()
    make_call(outcome="spoke", waiting="longer")
    assert (counted().calls_tapped, counted().calls_spoke) == (before.calls_tapped + 1, before.calls_spoke + 1)
    assert counted().calls_without_statement == 0
