"""Operator commands: each parses and calls one function."""

import os

import click
from flask import current_app

from driverapp.cli.associations import associations, enrolment, sites
from driverapp.cli.audit import audit
from driverapp.cli.balance import balance
from driverapp.cli.content import content
from driverapp.cli.demo import demo
from driverapp.cli.gazetteer import gazetteer
from driverapp.cli.installation import installation
from driverapp.cli.people import people
from driverapp.cli.retention import retention
from driverapp.cli.serve import serve
from driverapp.cli.work import work
from driverapp.config import Config, InvalidSetting
from driverapp.guidance.load import STARTER, load_content
from driverapp.people.invite import invite_first_administrator
from driverapp.store.database import db as store
from driverapp.store.upgrade import upgrade as upgrade_tables
from driverapp.trust.keys import create_keys


@click.group()
def main() -> None:
    """Run an installation of the driver app."""
    # What a command writes, the store above all, is its owner's alone.
    os.umask(0o077)


@main.command()
def prepare() -> None:
    """Make an installation ready to start: keys, tables, starter content, first administrator."""
    try:
        config = Config.from_environment()
        create_keys(config.driverapp_data / "keys")
    except InvalidSetting as error:
        raise click.ClickException(str(error)) from None
    with installation():
        upgrade_tables(current_app)
        load_content(STARTER)
        token = invite_first_administrator(store.session())
    if token is not None:
        click.echo("Nobody has an account yet. The first administrator is set up here, once, within three days:")
        click.echo(f"{config.base_url}/office/welcome/{token}")


main.add_command(people)
main.add_command(associations)
main.add_command(enrolment)
main.add_command(sites)
main.add_command(gazetteer)
main.add_command(content)
main.add_command(balance)
main.add_command(retention)
main.add_command(audit)
main.add_command(work)
main.add_command(serve)
main.add_command(demo)


@main.group()
def db() -> None:
    """The store."""


@db.command()
def upgrade() -> None:
    """Bring the tables to this release."""
    with installation():
        upgrade_tables(current_app)
