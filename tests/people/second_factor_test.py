from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
import time_machine
from flask import Flask

from driverapp.people.models import Passkey, Person
from driverapp.people.recovery import count_codes, make_codes
from driverapp.people.second_factor import (
    InvalidSecret,
    check_secret,
    confirm_secret,
    matching_counter,
    new_secret,
    provisioning_uri,
    reset_second_factor,
    use_code,
)
from driverapp.people.sessions import Stage, find_session, start_session
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role

# RFC 6238, appendix B, cut to six digits: 20 bytes "12345678901234567890" at second 59.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def _person(secret: str | None) -> int:
    with writing():
        person = Person(email="a@example.org", role=Role.EDITOR, totp_secret=secret)
        db.session.add(person)
        db.session.commit()
        return person.id


def _use(person_id: int, code: str) -> bool:
    with writing():
        used = use_code(db.session(), db.session.get_one(Person, person_id), code)
        db.session.commit()
    return used


def test_codes_are_those_of_the_standard() -> None:
    with time_machine.travel(59, tick=False):
        assert matching_counter(RFC_SECRET, "287082") == 1
        assert matching_counter(RFC_SECRET, "287 082") == 1


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_clock_may_be_one_step_off(seconds: int) -> None:
    with time_machine.travel(1_800_000_000 + seconds, tick=False):
        code = pyotp.TOTP(RFC_SECRET).now()
    with time_machine.travel(1_800_000_000, tick=False):
        assert matching_counter(RFC_SECRET, code) is not None


@pytest.mark.parametrize("seconds", [-90, 90])
def test_a_code_of_another_time_is_wrong(seconds: int) -> None:
    with time_machine.travel(1_800_000_000 + seconds, tick=False):
        code = pyotp.TOTP(RFC_SECRET).now()
    with time_machine.travel(1_800_000_000, tick=False):
        assert matching_counter(RFC_SECRET, code) is None


def test_a_code_is_good_once_and_older_ones_are_over_with_it(app: Flask) -> None:
    person_id = _person(RFC_SECRET)
    present = int(now().timestamp()) // 30
    before, code = (pyotp.HOTP(RFC_SECRET).at(step) for step in (present - 1, present))
    with time_machine.travel(present * 30 + 1, tick=False):
        assert _use(person_id, code)
        assert not _use(person_id, code)
        assert not _use(person_id, before)


def test_of_two_uses_at_the_same_moment_one_wins(app: Flask) -> None:
    person_id = _person(RFC_SECRET)
    code = pyotp.TOTP(RFC_SECRET).at(now())
    db.session.remove()

    def use(_number: int) -> bool:
        with app.app_context():
            return _use(person_id, code)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == [False] * 7 + [True]


def test_nobody_without_a_secret_gets_in_by_a_code(app: Flask) -> None:
    assert not _use(_person(None), "000000")


def test_a_secret_becomes_the_persons_by_its_first_code_and_never_a_second_one(app: Flask) -> None:
    person = db.session.get_one(Person, _person(None))
    offered, other = new_secret(), new_secret()
    assert not confirm_secret(db.session(), person, offered, "12345")
    assert confirm_secret(db.session(), person, offered, pyotp.TOTP(offered).at(now()))
    assert not confirm_secret(db.session(), person, other, pyotp.TOTP(other).at(now()))
    db.session.expire_all()
    assert person.totp_secret == offered
    assert not use_code(db.session(), person, pyotp.TOTP(offered).at(now()))


def test_a_secret_is_taken_as_apps_show_it() -> None:
    assert check_secret("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == RFC_SECRET


@pytest.mark.parametrize("secret", ["", "GEZDGNBV", "not base32!", "11111111111111111111111111111111"])
def test_what_is_no_secret_is_refused(secret: str) -> None:
    with pytest.raises(InvalidSecret):
        check_secret(secret)


def test_an_app_reads_who_and_where_from_the_picture() -> None:
    uri = provisioning_uri(RFC_SECRET, "a@example.org")
    assert pyotp.parse_uri(uri).secret == RFC_SECRET
    assert "a%40example.org" in uri


def test_a_reset_takes_everything_away_by_which_somebody_proves_themselves(app: Flask) -> None:
    person = db.session.get_one(Person, _person(RFC_SECRET))
    make_codes(db.session(), person)
    db.session.add(Passkey(person_id=person.id, credential_id=b"id", public_key=b"key", sign_count=0, name="x"))
    token = start_session(db.session(), person.id, Stage.OPEN)
    reset_second_factor(db.session(), person, by=None)
    assert not person.has_second_factor
    assert count_codes(db.session(), person) == 0
    assert find_session(db.session(), token) is None
