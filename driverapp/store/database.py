"""The database: SQLite on one machine, PostgreSQL when outgrown; the same behaviour on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from driverapp.store.turns import PATIENT, take_turn

# Named constraints, so that a migration can change them on SQLite too.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UtcDateTime()},
    )


# A connection for each thread of a worker and one for what it notes apart; one that broke meanwhile is replaced.
ENGINE_OPTIONS = {"pool_size": 16, "max_overflow": 16, "pool_pre_ping": True}

db = SQLAlchemy(model_class=Base, engine_options=ENGINE_OPTIONS)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions that begin inside take SQLite's write lock at once.

    A transaction that reads first and writes later fails on SQLite when another one wrote in between;
    `BEGIN IMMEDIATE` waits its turn instead. PostgreSQL needs no such thing and ignores it.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Look something up before one writes, without holding SQLite's write lock until then.

    What the session has open ends here, before and after: nothing may have been written before.
    """
    db.session.rollback()
    token = _writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        _writing.reset(token)


@contextmanager
def separate_transaction() -> Iterator[Session]:
    """A short write transaction of its own, committed on leaving, for what a GET has to note.

    Whoever opens it inside a write transaction on SQLite would wait for themselves: only for reads.
    """
    with writing(), Session(db.engine) as session, session.begin():
        yield session


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver would begin transactions late and on its own; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", PATIENT):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        if _writing.get():
            take_turn(connection)
        else:
            connection.exec_driver_sql("BEGIN")
