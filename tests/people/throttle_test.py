from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import SignInTries
from driverapp.people.throttle import PER_ACCOUNT, PER_ADDRESS, WINDOW, Origin, TooManyTries, give_back, take_try
from driverapp.store.clock import now
from driverapp.store.database import db, writing

HERE = Origin("192.0.2.1")
KNOWN = Origin("192.0.2.1", device="mark")


@pytest.fixture(autouse=True)
def _writing(app: Flask) -> Iterator[None]:
    with writing():
        yield


def _take(times: int, account: str = "a@example.org", origin: Origin = HERE, step: str = "password") -> int:
    """How many of so many tries are allowed."""
    allowed = 0
    for _ in range(times):
        try:
            take_try(db.session(), step, account, origin)
            allowed += 1
        except TooManyTries:
            pass
    return allowed


def test_an_account_has_so_many_tries_from_one_address() -> None:
    assert _take(PER_ACCOUNT + 5) == PER_ACCOUNT


def test_other_accounts_addresses_and_steps_have_tries_of_their_own() -> None:
    _take(PER_ACCOUNT + 1)
    assert _take(1, account="b@example.org") == 1
    assert _take(1, origin=Origin("192.0.2.2")) == 1
    assert _take(1, step="code") == 1


def test_a_list_of_names_tried_from_one_address_ends() -> None:
    allowed = [_take(1, account=f"p{number}@example.org") for number in range(PER_ADDRESS + 3)]
    assert allowed == [1] * PER_ADDRESS + [0] * 3


def test_a_known_device_has_tries_that_nobody_else_uses_up() -> None:
    _take(PER_ACCOUNT * 4)
    assert _take(PER_ACCOUNT + 5, origin=KNOWN) == PER_ACCOUNT


def test_a_subscriber_has_one_network_of_ipv6_not_many_addresses() -> None:
    allowed = [_take(1, origin=Origin(f"2001:db8::{number:x}")) for number in range(1, PER_ACCOUNT + 3)]
    assert sum(allowed) == PER_ACCOUNT
    assert _take(1, origin=Origin("2001:db8:0:1::1")) == 1


def test_an_ipv4_address_is_the_same_one_written_as_ipv6() -> None:
    _take(PER_ACCOUNT, origin=Origin("::ffff:192.0.2.1"))
    assert _take(1) == 0
    assert _take(1, origin=Origin("::ffff:192.0.2.2")) == 1


def test_after_a_while_there_are_tries_again_and_nothing_old_is_kept() -> None:
    _take(PER_ACCOUNT + 1)
    with time_machine.travel(now() + WINDOW + timedelta(seconds=1), tick=False):
        assert _take(1) == 1
    assert len(db.session.scalars(select(SignInTries)).all()) == 2


def test_a_refusal_says_when_there_is_a_try_again_and_does_not_put_it_off() -> None:
    begin = now()
    with time_machine.travel(begin, tick=False):
        _take(PER_ACCOUNT)
    with time_machine.travel(begin + timedelta(minutes=5), tick=False):
        _take(3)
        with pytest.raises(TooManyTries) as refusal:
            take_try(db.session(), "password", "a@example.org", HERE)
    assert refusal.value.wait_s == 600


def test_a_right_answer_gives_the_tries_back() -> None:
    _take(PER_ACCOUNT - 1)
    give_back(db.session(), "password", "a@example.org", HERE)
    assert _take(PER_ACCOUNT + 1) == PER_ACCOUNT


def test_somebody_who_can_sign_in_wins_no_tries_at_others() -> None:
    for number in range(PER_ADDRESS):
        _take(1, account=f"p{number}@example.org")
        _take(1, account="own@example.org", origin=KNOWN)
        give_back(db.session(), "password", "own@example.org", KNOWN)
    assert _take(1, account="one-more@example.org") == 0


def test_no_address_and_no_name_is_stored() -> None:
    _take(1)
    stored = b"".join(row.bucket for row in db.session.scalars(select(SignInTries)))
    assert b"192.0.2.1" not in stored
    assert b"example" not in stored
