"""Writes that two clients may attempt at the same moment: settled by a constraint, never by reading first."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from driverapp.store.database import Base, db

DIALECT_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_once(model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its primary key exists already; whether it was inserted.

    Of two that insert the same key at once, one waits for the other's commit and then gets false.
    """
    keys = list(model.__table__.primary_key)
    statement = _insert(model).on_conflict_do_nothing(index_elements=keys).returning(*keys)
    return db.session.execute(statement, values).first() is not None


def add_to_counter(model: type[Base], keys: dict[str, Any], column: str) -> None:
    """Add one to a counter's row, which begins at one."""
    statement = _insert(model).values({**keys, column: 1})
    current = model.__table__.c[column]
    db.session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_={column: current + 1}))


def _insert(model: type[Base]) -> Any:
    return DIALECT_INSERTS[db.engine.dialect.name](model)
