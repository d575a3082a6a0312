"""Operator commands: each parses and calls one function."""

import click
from flask import Flask
from flask.cli import FlaskGroup

from driverapp import create_app
from driverapp.config import Config, InvalidSetting
from driverapp.trust.keys import MissingKey, create_keys


def _app() -> Flask:
    try:
        return create_app()
    except (InvalidSetting, MissingKey) as error:
        raise click.ClickException(str(error)) from None


@click.group(cls=FlaskGroup, create_app=_app, add_default_commands=False, add_version_option=False)
def main() -> None:
    """Run an installation of the driver app."""


@main.command(with_appcontext=False)
def prepare() -> None:
    """Make an installation ready to start: keys, tables, starter content, first administrator."""
    try:
        create_keys(Config.from_environment().driverapp_data / "keys")
    except InvalidSetting as error:
        raise click.ClickException(str(error)) from None
    with _app().app_context():
        _upgrade()


@main.group()
def db() -> None:
    """The store."""


@db.command()
def upgrade() -> None:
    """Bring the tables to this release."""
    _upgrade()


def _upgrade() -> None:
    from flask_migrate import upgrade as run_migrations

    run_migrations()
