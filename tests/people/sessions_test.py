from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import OfficeSession, Person
from driverapp.people.sessions import (
    IDLE,
    LONGEST,
    PENDING,
    Stage,
    end_session,
    end_sessions_of,
    find_session,
    is_due,
    start_session,
    touch_session,
)
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role

MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(app: Flask) -> Person:
    person = Person(email="a@example.org", role=Role.EDITOR)
    db.session.add(person)
    db.session.flush()
    return person


def _lives(token: str) -> bool:
    return find_session(db.session(), token) is not None


def test_a_session_is_found_by_its_token_which_the_store_does_not_hold(person: Person) -> None:
    token = start_session(db.session(), person.id, Stage.OPEN)
    assert _lives(token)
    assert not _lives(token + "x")
    assert token.encode() not in db.session.scalars(select(OfficeSession)).one().token_hash


def test_a_session_that_nobody_uses_ends(person: Person) -> None:
    token = start_session(db.session(), person.id, Stage.OPEN)
    with time_machine.travel(now() + IDLE - MINUTE, tick=False):
        assert _lives(token)
    with time_machine.travel(now() + IDLE, tick=False):
        assert not _lives(token)


def test_a_session_in_use_ends_after_half_a_day(person: Person) -> None:
    begin = now()
    token = start_session(db.session(), person.id, Stage.OPEN)
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            assert _lives(token)
            touch_session(db.session(), token)
    with time_machine.travel(begin + LONGEST + MINUTE, tick=False):
        assert not _lives(token)


@pytest.mark.parametrize("stage", [Stage.CODE, Stage.SET_UP])
def test_the_second_step_does_not_wait_for_long(person: Person, stage: Stage) -> None:
    token = start_session(db.session(), person.id, stage)
    with time_machine.travel(now() + PENDING, tick=False):
        assert not _lives(token)


def test_not_every_request_is_worth_a_note(person: Person) -> None:
    token = start_session(db.session(), person.id, Stage.OPEN)
    found = find_session(db.session(), token)
    assert found is not None
    assert not is_due(found)
    with time_machine.travel(now() + 2 * MINUTE, tick=False):
        assert is_due(found)


def test_an_ended_session_is_over_and_ending_it_again_is_no_error(person: Person) -> None:
    token = start_session(db.session(), person.id, Stage.OPEN)
    for _ in range(2):
        end_session(db.session(), token)
        touch_session(db.session(), token)
    assert not _lives(token)


def test_all_sessions_of_a_person_end_together(person: Person) -> None:
    tokens = [start_session(db.session(), person.id, Stage.OPEN) for _ in range(3)]
    end_sessions_of(db.session(), person)
    assert not any(_lives(token) for token in tokens)


def test_a_deactivated_person_is_out_at_once(person: Person) -> None:
    token = start_session(db.session(), person.id, Stage.OPEN)
    person.active = False
    assert not _lives(token)


def test_what_has_ended_is_cleared_away_by_the_next_sign_in(person: Person) -> None:
    start_session(db.session(), person.id, Stage.OPEN)
    with time_machine.travel(now() + LONGEST, tick=False):
        start_session(db.session(), person.id, Stage.OPEN)
    assert len(db.session.scalars(select(OfficeSession)).all()) == 1
