"""What has to go out is written once, claimed by one, tried again and again, and given up in the end."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.store.deliveries import (
    LEASE,
    TRIED_FOR,
    Claimed,
    Delivery,
    claim,
    forget_deliveries,
    note_done,
    note_failed,
    pause_after,
    put,
    try_again,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def recipient(app: Flask) -> int:
    with writing():
        person = Person(email="wache@example.org", role="coordinator")
        db.session.add(person)
        db.session.commit()
        return person.id


def written(recipient: int, key: str) -> bool:
    with writing():
        new = put("test", key, recipient, {"about": "nothing"})
        db.session.commit()
    return new


def stored(key: str) -> Delivery:
    db.session.rollback()
    return db.session.execute(select(Delivery).where(Delivery.key == key)).scalar_one()


def test_a_key_is_written_once(recipient: int) -> None:
    assert [written(recipient, "same"), written(recipient, "same"), written(recipient, "other")] == [True, False, True]


def test_what_its_cause_takes_back_was_never_written(recipient: int) -> None:
    with writing():
        put("test", "undone", recipient)
        db.session.rollback()
    assert claim() == []


def test_of_many_workers_at_once_each_delivery_goes_to_one(app: Flask, recipient: int) -> None:
    for number in range(40):
        written(recipient, f"number {number}")

    def work() -> list[Claimed]:
        with app.app_context():
            return [each for _ in range(8) for each in claim(limit=5)]

    with ThreadPoolExecutor(4) as pool:
        claims = [each.result() for each in [pool.submit(Context().run, work) for _ in range(4)]]
    taken = [each.key for claimed in claims for each in claimed]
    assert sorted(taken) == sorted(f"number {number}" for number in range(40))


def test_what_a_dead_worker_had_is_free_again_after_its_lease(recipient: int) -> None:
    written(recipient, "key")
    assert [each.key for each in claim()] == ["key"]
    assert claim() == []
    with time_machine.travel(now() + LEASE + MINUTE, tick=False):
        [again] = claim()
        assert again.key == "key"


def test_whoever_outlived_their_lease_changes_nothing(recipient: int) -> None:
    written(recipient, "key")
    slow = claim()
    with time_machine.travel(now() + LEASE + MINUTE, tick=False):
        quick = claim()
        note_failed(slow, "TimeoutError")
        assert stored("key").tries == 0
        note_done(quick)
        note_failed(slow, "TimeoutError")
        assert (stored("key").tries, stored("key").done_at) == (0, now())


def test_done_is_done_and_says_no_more_what_it_was_about(recipient: int) -> None:
    written(recipient, "key")
    note_done(claim())
    assert (stored("key").payload, stored("key").error) == ({}, None)
    assert not written(recipient, "key")
    with time_machine.travel(now() + TRIED_FOR, tick=False):
        assert claim() == []


def test_it_is_tried_ever_more_rarely_for_two_days_and_then_given_up(recipient: int) -> None:
    written(recipient, "key")
    begun = now()
    tries = []
    with time_machine.travel(begun, tick=False) as clock:
        while stored("key").given_up_at is None:
            clock.move_to(max(stored("key").due_at, now()))
            tries.append(now())
            note_failed(claim(), "ConnectionRefusedError")
    assert tries[1] - tries[0] <= 2 * MINUTE
    assert tries[-1] - tries[-2] >= 45 * MINUTE
    assert TRIED_FOR <= tries[-1] - begun <= TRIED_FOR + timedelta(hours=2)
    assert (stored("key").error, stored("key").tries) == ("ConnectionRefusedError", len(tries))
    assert claim() == []


def test_pauses_are_never_quite_the_same() -> None:
    assert len({pause_after(3) for _ in range(20)}) > 1


def test_what_was_given_up_can_be_tried_again(recipient: int) -> None:
    written(recipient, "key")
    with time_machine.travel(now() + TRIED_FOR + MINUTE, tick=False):
        note_failed(claim(), "TimeoutError")
        assert stored("key").given_up_at is not None
        with writing():
            assert try_again(stored("key").id)
            db.session.commit()
        [again] = claim()
        note_failed([again], "TimeoutError")
        assert stored("key").given_up_at is None, "it has another two days"
        with time_machine.travel(now() + 3 * MINUTE, tick=False):
            note_done(claim())
            with writing():
                assert not try_again(stored("key").id)
                db.session.commit()


def test_only_what_is_settled_is_forgotten(recipient: int) -> None:
    for key in ("waits", "done"):
        written(recipient, key)
    note_done([each for each in claim() if each.key == "done"])
    with writing():
        assert forget_deliveries(now() + MINUTE, 10) == 1
        db.session.commit()
    assert stored("waits").done_at is None
