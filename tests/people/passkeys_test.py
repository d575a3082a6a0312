from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.challenges import VALID
from driverapp.people.models import Passkey, Person
from driverapp.people.passkey_answers import Site, WrongPasskey
from driverapp.people.passkey_register import (
    MOST,
    LastFactor,
    TooManyPasskeys,
    add_passkey,
    registration_options,
    remove_passkey,
)
from driverapp.people.passkey_use import proof_options, sign_in_by_passkey, sign_in_options, use_passkey
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.people.authenticator import Authenticator

SITE = Site("localhost", "http://localhost")


@pytest.fixture
def person(app: Flask) -> Person:
    return _person("a@example.org")


@pytest.fixture
def phone(person: Person) -> Authenticator:
    """A telephone with a passkey of the person's."""
    return _registered(person, Authenticator())


def _person(email: str) -> Person:
    with writing():
        person = Person(email=email, role=Role.EDITOR)
        db.session.add(person)
        db.session.commit()
    return person


def _registered(person: Person, phone: Authenticator) -> Authenticator:
    with writing():
        answer = phone.make(registration_options(person, SITE))
        add_passkey(db.session(), person, answer, name="Diensthandy", site=SITE)
        db.session.commit()
    return phone


def _enter(answer: str) -> Person:
    return sign_in_by_passkey(db.session(), answer, SITE)


def test_a_passkey_is_password_and_second_factor_in_one(person: Person, phone: Authenticator) -> None:
    assert _enter(phone.answer(sign_in_options(SITE))) is person
    assert person.passkeys[0].last_used_at is not None


def test_a_passkey_is_a_second_factor_also_where_the_device_checked_nobody(person: Person) -> None:
    phone = _registered(person, Authenticator())
    phone.verifies = False
    assert use_passkey(db.session(), person, phone.answer(proof_options(person, SITE)), SITE)


def test_without_the_devices_own_check_it_is_no_first_factor(phone: Authenticator) -> None:
    phone.verifies = False
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(sign_in_options(SITE)))


def test_an_unchecked_passkey_is_not_registered(person: Person) -> None:
    with pytest.raises(WrongPasskey):
        _registered(person, Authenticator(verifies=False))


def test_an_answer_is_good_once(phone: Authenticator) -> None:
    phone.counts = False
    phone.count = 1
    answer = phone.answer(sign_in_options(SITE))
    with pytest.raises(WrongPasskey):
        _enter(answer[:-10])
    phone.count, phone.counts = 1, True
    answer = phone.answer(sign_in_options(SITE))
    _enter(answer)
    with pytest.raises(WrongPasskey):
        _enter(answer)


def test_an_answer_without_a_count_is_good_once_as_well(person: Person) -> None:
    phone = _registered(person, Authenticator(counts=False))
    answer = phone.answer(sign_in_options(SITE))
    assert _enter(answer) is person
    with pytest.raises(WrongPasskey):
        _enter(answer)
    assert _enter(phone.answer(sign_in_options(SITE))) is person


def test_a_count_that_does_not_grow_tells_of_a_copy(phone: Authenticator) -> None:
    _enter(phone.answer(sign_in_options(SITE)))
    phone.count = 0
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(sign_in_options(SITE)))


def test_of_one_answer_sent_twice_at_once_one_wins(app: Flask, person: Person) -> None:
    answer = _registered(person, Authenticator(counts=False)).answer(sign_in_options(SITE))
    db.session.remove()

    def enter(_number: int) -> bool:
        with app.app_context(), writing():
            try:
                _enter(answer)
                db.session.commit()
            except WrongPasskey:
                db.session.rollback()
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(enter, range(4))) == [False] * 3 + [True]


def test_an_answer_comes_too_late(phone: Authenticator) -> None:
    options = sign_in_options(SITE)
    with time_machine.travel(now() + VALID + timedelta(seconds=1), tick=False), pytest.raises(WrongPasskey):
        _enter(phone.answer(options))


def test_a_challenge_is_good_for_what_it_was_made_for(person: Person, phone: Authenticator) -> None:
    other = _person("b@example.org")
    assert not use_passkey(db.session(), person, phone.answer(sign_in_options(SITE)), SITE)
    assert not use_passkey(db.session(), person, phone.answer(proof_options(other, SITE)), SITE)
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(proof_options(person, SITE)))


def test_another_page_than_ours_gets_nobody_in(phone: Authenticator) -> None:
    phone.origin = "https://localhost.example"
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(sign_in_options(SITE)))


def test_somebody_elses_passkey_is_no_second_factor(phone: Authenticator) -> None:
    other = _person("b@example.org")
    assert not use_passkey(db.session(), other, phone.answer(proof_options(other, SITE)), SITE)


def test_a_key_that_nobody_registered_is_refused(person: Person, phone: Authenticator) -> None:
    stranger = Authenticator(handle=phone.handle, id=phone.id)
    with pytest.raises(WrongPasskey):
        _enter(stranger.answer(sign_in_options(SITE)))
    with pytest.raises(WrongPasskey):
        _enter(Authenticator(handle=phone.handle).answer(sign_in_options(SITE)))
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(sign_in_options(SITE), userHandle=b"somebody else"))


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"response": {}}', '{"response": {"clientDataJSON": "e30"}}']
)
def test_what_is_no_answer_is_refused(person: Person, answer: str) -> None:
    with pytest.raises(WrongPasskey):
        _enter(answer)
    assert not use_passkey(db.session(), person, answer, SITE)
    with pytest.raises(WrongPasskey):
        add_passkey(db.session(), person, answer, name="x", site=SITE)


def test_a_deactivated_person_gets_nowhere(person: Person, phone: Authenticator) -> None:
    person.active = False
    db.session.flush()
    with pytest.raises(WrongPasskey):
        _enter(phone.answer(sign_in_options(SITE)))


def test_a_passkey_is_registered_once(person: Person, phone: Authenticator) -> None:
    with pytest.raises(WrongPasskey):
        _registered(_person("b@example.org"), phone)


def test_there_are_only_so_many(person: Person) -> None:
    for _ in range(MOST):
        _registered(person, Authenticator())
    with pytest.raises(TooManyPasskeys):
        _registered(person, Authenticator())


def test_the_last_factor_stays(person: Person, phone: Authenticator) -> None:
    second = _registered(person, Authenticator())
    first, _second = person.passkeys
    remove_passkey(db.session(), person, first.id)
    remove_passkey(db.session(), person, first.id)
    with pytest.raises(LastFactor):
        remove_passkey(db.session(), person, person.passkeys[0].id)
    assert _enter(second.answer(sign_in_options(SITE))) is person
    person.totp_secret = "SECRET"
    remove_passkey(db.session(), person, person.passkeys[0].id)
    assert not db.session.scalars(select(Passkey)).all()


def test_nobody_removes_somebody_elses(person: Person, phone: Authenticator) -> None:
    other = _person("b@example.org")
    remove_passkey(db.session(), other, person.passkeys[0].id)
    assert len(db.session.scalars(select(Passkey)).all()) == 1


def test_phones_laptops_and_keys_are_asked_for_alike(person: Person) -> None:
    assert "authenticatorAttachment" not in registration_options(person, SITE)
