"""Brings the tables of a store to this release."""

from pathlib import Path

import flask_migrate
from flask import Flask

from driverapp.store.database import db

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(app: Flask, revision: str = "head") -> None:
    """Run the migrations that are missing up to a revision, inside the app's context."""
    # Not with the app itself: whoever only serves need not wait for all of Alembic.
    flask_migrate.Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    flask_migrate.upgrade(revision=revision)
