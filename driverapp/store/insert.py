"""Writes that two clients may attempt at the same moment: settled by a constraint, never by reading first."""

from typing import Any, cast

from sqlalchemy import Table, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from driverapp.store.database import Base, db

DIALECT_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_once(model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its primary key exists already; whether it was inserted.

    Of two that insert the same key at once, one waits for the other's commit and then gets false.
    """
    keys = list(table_of(model).primary_key)
    statement = _insert(model).on_conflict_do_nothing(index_elements=keys).returning(*keys)
    return db.session.execute(statement, values).first() is not None


def add_to_counter(model: type[Base], keys: dict[str, Any], column: str) -> None:
    """Add one to a counter's row, which begins at one."""
    statement = _insert(model).values({**keys, column: 1})
    current = table_of(model).c[column]
    db.session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_={column: current + 1}))


def exists(model: type[Base], **keys: Any) -> bool:
    """Whether there is a row with these values."""
    return db.session.scalar(select(literal(1)).select_from(model).filter_by(**keys).limit(1)) is not None


def table_of(model: type[Base]) -> Table:
    """The table of a model: an insert into it is spared what the ORM does for objects."""
    return cast("Table", model.__table__)


def _insert(model: type[Base]) -> Any:
    return DIALECT_INSERTS[db.engine.dialect.name](table_of(model))
