"""Writes that two clients may attempt at the same moment: settled by a constraint, never by reading first."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, and_, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from driverapp.store.database import Base, db

# Rows that go to the database at once.
BATCH = 1000
DIALECT_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_once(model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its primary key exists already; whether it was inserted.

    Of two that insert the same key at once, one waits for the other's commit and then gets false.
    """
    connection = db.session.connection()
    return connection.execute(_insert_once(model, connection.dialect.name), values).first() is not None


def append(model: type[Base], values: dict[str, Any]) -> Any:
    """Insert a row that nobody else inserts, without making an object of it; the first part of its primary key."""
    inserted = db.session.connection().execute(_plain_insert(model), values).inserted_primary_key
    return inserted[0] if inserted else None


def append_all(model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows that nobody else inserts, in their order; each names the same columns."""
    connection = db.session.connection()
    for begin in range(0, len(rows), BATCH):
        connection.execute(_plain_insert(model), rows[begin : begin + BATCH])


def add_to_counter(model: type[Base], keys: dict[str, Any], column: str) -> None:
    """Add one to a counter's row, which begins at one.

    The keys need a unique index; for those that may be empty, another one over the rest where they are.
    """
    connection, columns = db.session.connection(), _table(model).c
    statement = DIALECT_INSERTS[connection.dialect.name](_table(model)).values({**keys, column: 1})
    given = [name for name, value in keys.items() if value is not None]
    empty = [columns[name].is_(None) for name in keys if name not in given]
    where = and_(*empty) if empty else None
    connection.execute(
        statement.on_conflict_do_update(index_elements=given, index_where=where, set_={column: columns[column] + 1})
    )


def put(session: Session, model: type[Base], keys: dict[str, Any], values: dict[str, Any]) -> None:
    """Insert the row of a primary key, or write over its other columns; of two at once one waits for the other."""
    statement = DIALECT_INSERTS[session.connection().dialect.name](_table(model)).values({**keys, **values})
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))


def exists(model: type[Base], **keys: Any) -> bool:
    """Whether there is a row with these values."""
    return db.session.scalar(select(literal(1)).select_from(model).filter_by(**keys).limit(1)) is not None


# A statement made anew each time is compared with the compiled ones part by part; intake makes these two always.
@cache
def _insert_once(model: type[Base], dialect: str) -> Any:
    keys = list(_table(model).primary_key)
    return DIALECT_INSERTS[dialect](_table(model)).on_conflict_do_nothing(index_elements=keys).returning(*keys)


@cache
def _plain_insert(model: type[Base]) -> Insert:
    return insert(_table(model))


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)
