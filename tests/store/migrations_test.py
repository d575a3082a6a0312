from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from driverapp.store.database import db


def test_migrations_make_exactly_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
