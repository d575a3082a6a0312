from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.add import InvalidEmail, add_person
from driverapp.people.deactivate import deactivate
from driverapp.people.invite import VALID, InvitationOver, accept_invitation, invite, invite_first_administrator
from driverapp.people.invite import find_invitation as find
from driverapp.people.models import Invitation, Person
from driverapp.people.sessions import Stage, find_session, start_session
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role


@pytest.fixture
def person(app: Flask) -> Person:
    return add_person(db.session(), "a@example.org", Role.EDITOR, None)


def _accept(token: str, email: str = "") -> Person:
    return accept_invitation(db.session(), token, email, "hash")


def test_a_link_is_good_once(person: Person) -> None:
    token = invite(db.session(), person, person.id)
    assert _accept(token) is person
    assert person.password == "hash"
    with pytest.raises(InvitationOver):
        _accept(token)


def test_the_store_holds_a_hash_of_the_link(person: Person) -> None:
    token = invite(db.session(), person, person.id)
    assert token.encode() not in db.session.scalars(select(Invitation)).one().token_hash


def test_a_link_expires(person: Person) -> None:
    token = invite(db.session(), person, person.id)
    with time_machine.travel(now() + VALID + timedelta(seconds=1), tick=False), pytest.raises(InvitationOver):
        find(db.session(), token)


def test_a_newer_link_replaces_an_older_one(person: Person) -> None:
    old, new = (invite(db.session(), person, person.id) for _ in range(2))
    with pytest.raises(InvitationOver):
        find(db.session(), old)
    assert find(db.session(), new).person is person


def test_a_deactivated_person_has_no_link_any_more(person: Person) -> None:
    token = invite(db.session(), person, person.id)
    deactivate(db.session(), person, person.id)
    person.active = True
    with pytest.raises(InvitationOver):
        find(db.session(), token)


def test_a_new_link_changes_the_password_alone_and_nothing_before_its_use(person: Person) -> None:
    person.password, person.totp_secret, person.totp_last_counter = "old", "SECRET", 7
    session_token = start_session(db.session(), person.id, Stage.OPEN)
    token = invite(db.session(), person, person.id)
    assert [person.password, person.totp_secret, person.totp_last_counter] == ["old", "SECRET", 7]
    assert find_session(db.session(), session_token) is not None
    _accept(token)
    assert [person.password, person.totp_secret, person.totp_last_counter] == ["hash", "SECRET", 7]
    assert find_session(db.session(), session_token) is None


def test_the_first_administrator_names_their_own_address(app: Flask) -> None:
    token = invite_first_administrator(db.session())
    assert token is not None
    first = _accept(token, " Leitung@Example.org ")
    assert (first.email, first.role) == ("leitung@example.org", Role.ADMINISTRATOR)


def test_a_wrong_address_does_not_use_the_link_up(app: Flask) -> None:
    token = invite_first_administrator(db.session())
    assert token is not None
    with pytest.raises(InvalidEmail):
        _accept(token, "no address")
    assert _accept(token, "leitung@example.org").active


def test_each_start_gives_a_new_first_link_until_somebody_exists(app: Flask) -> None:
    old, new = (invite_first_administrator(db.session()) for _ in range(2))
    assert old is not None
    with pytest.raises(InvitationOver):
        find(db.session(), old)
    add_person(db.session(), "other@example.org", Role.ANALYST, None)
    assert new is not None
    with pytest.raises(InvitationOver):
        find(db.session(), new)
    assert invite_first_administrator(db.session()) is None


def test_of_two_uses_of_a_first_link_at_the_same_moment_one_wins(app: Flask) -> None:
    with writing():
        token = invite_first_administrator(db.session())
        db.session.commit()
    assert token is not None

    def accept(number: int) -> bool:
        with app.app_context(), writing():
            try:
                _accept(token, f"p{number}@example.org")
                db.session.commit()
            except InvitationOver:
                db.session.rollback()
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(accept, range(4))) == [False] * 3 + [True]
    assert len(db.session.scalars(select(Person)).all()) == 1
