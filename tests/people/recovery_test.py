from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import Person, RecoveryCode
from driverapp.people.recovery import COUNT, count_codes, looks_like_code, make_codes, use_recovery_code
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role


@pytest.fixture
def person(app: Flask) -> Person:
    with writing():
        person = Person(email="a@example.org", role=Role.EDITOR)
        db.session.add(person)
        db.session.commit()
    return person


def test_each_of_ten_codes_is_good_once(person: Person) -> None:
    codes = make_codes(db.session(), person)
    assert len(set(codes)) == count_codes(db.session(), person) == COUNT
    for number, code in enumerate(codes, 1):
        assert use_recovery_code(db.session(), person, code)
        assert not use_recovery_code(db.session(), person, code)
        assert count_codes(db.session(), person) == COUNT - number


def test_the_store_holds_none_of_them(person: Person) -> None:
    codes = make_codes(db.session(), person)
    kept = b"".join(db.session.scalars(select(RecoveryCode.code_hash)))
    assert not any(code.replace("-", "").encode() in kept for code in codes)


def test_new_codes_replace_the_old(person: Person) -> None:
    old, new = (make_codes(db.session(), person) for _ in range(2))
    assert not use_recovery_code(db.session(), person, old[0])
    assert use_recovery_code(db.session(), person, new[0])


def test_a_code_is_read_as_hands_write_it(person: Person) -> None:
    code = make_codes(db.session(), person)[0]
    written = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert looks_like_code(written)
    assert use_recovery_code(db.session(), person, written)


def test_nobody_uses_somebody_elses(person: Person) -> None:
    code = make_codes(db.session(), person)[0]
    other = Person(email="b@example.org", role=Role.EDITOR)
    db.session.add(other)
    db.session.flush()
    assert not use_recovery_code(db.session(), other, code)


def test_of_two_uses_at_the_same_moment_one_wins(app: Flask, person: Person) -> None:
    with writing():
        code = make_codes(db.session(), person)[0]
        db.session.commit()
    person_id = person.id
    db.session.remove()

    def use(_number: int) -> bool:
        with app.app_context(), writing():
            used = use_recovery_code(db.session(), db.session.get_one(Person, person_id), code)
            db.session.commit()
            return used

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, range(4))) == [False] * 3 + [True]


@pytest.mark.parametrize("typed", ["", "123456", "12345678901", "ABCDE"])
def test_six_digits_are_none(typed: str) -> None:
    assert not looks_like_code(typed)
