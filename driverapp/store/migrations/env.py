"""How Alembic finds the store and the tables."""

from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator

# Every module with tables, so that the metadata is whole.
import driverapp.associations.models
import driverapp.balance.models
import driverapp.gazetteer.models
import driverapp.guidance.models
import driverapp.people.models
import driverapp.policy.models
import driverapp.reports.inbox_models
import driverapp.reports.models
import driverapp.trust.audit
import driverapp.trust.audit_check  # noqa: F401
from driverapp.store.database import db, writing


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write the stored type into migrations, so that they hold when our own types move."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return "sa.DateTime(timezone=True)" if isinstance(item.impl_instance, DateTime) else "sa.LargeBinary()"


def run() -> None:
    """Bring the store to the wanted revision inside one transaction."""
    # Alembic does not trust SQLite with it, and would begin anew for each revision.
    options = current_app.extensions["migrate"].configure_args | {"transactional_ddl": True}
    with writing(), db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata, render_item=plain_type, **options)
        with context.begin_transaction():
            context.run_migrations()


run()
