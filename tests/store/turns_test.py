import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as WaitedTooLong

from driverapp.store import turns
from driverapp.store.database import writing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "turns.sqlite3"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{path}")
    with writing(), made.begin() as connection:
        connection.execute(text("CREATE TABLE counted (number INTEGER)"))
    yield made
    made.dispose()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_S", 0.05)


def _add(engine: Engine) -> None:
    with writing(), engine.begin() as connection:
        last = connection.scalar(text("SELECT coalesce(max(number), 0) FROM counted"))
        connection.execute(text("INSERT INTO counted VALUES (:number)"), {"number": (last or 0) + 1})


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT max(number) FROM counted")) or 0


def test_writers_of_many_threads_all_get_their_turn(engine: Engine) -> None:
    with ThreadPoolExecutor(16) as pool:
        for done in [pool.submit(_add, engine) for _ in range(200)]:
            done.result()
    assert _count(engine) == 200


def test_who_waits_begins_when_the_other_has_ended(engine: Engine) -> None:
    holds, may_end = Event(), Event()

    def hold() -> None:
        with writing(), engine.begin() as connection:
            connection.execute(text("INSERT INTO counted VALUES (1)"))
            holds.set()
            may_end.wait(10)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(hold)
        holds.wait(10)
        second = pool.submit(_add, engine)
        assert not second.done()
        # Readers wait for nobody.
        assert _count(engine) == 0
        may_end.set()
        first.result()
        second.result()
    assert _count(engine) == 2


@pytest.mark.usefixtures("impatient")
def test_a_store_held_by_another_process_is_waited_for_and_then_given_up(engine: Engine, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WaitedTooLong):
            _add(engine)
        other.execute("ROLLBACK")
    _add(engine)
    assert _count(engine) == 1


@pytest.mark.usefixtures("impatient")
def test_a_turn_that_another_thread_keeps_is_given_up(engine: Engine) -> None:
    with writing(), engine.begin(), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(_add, engine)
        with pytest.raises(WaitedTooLong):
            waiting.result()
    _add(engine)
    assert _count(engine) == 1


def test_other_faults_are_not_mistaken_for_a_busy_store(engine: Engine) -> None:
    with engine.connect() as connection:
        sqlite: Any = connection.connection.dbapi_connection
        # A transaction within a transaction.
        sqlite.execute("BEGIN")
        with writing(), pytest.raises(OperationalError):
            connection.execute(text("SELECT 1"))
    _add(engine)
    assert _count(engine) == 1
