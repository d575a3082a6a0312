"""Operator commands: each parses and calls one function."""

import os
from pathlib import Path

import click
from flask import current_app

from driverapp.cli.associations import associations, enrolment, sites
from driverapp.cli.gazetteer import gazetteer
from driverapp.cli.installation import installation
from driverapp.cli.people import people
from driverapp.cli.retention import retention, work
from driverapp.cli.serve import serve
from driverapp.config import Config, InvalidSetting
from driverapp.guidance.check import check_content
from driverapp.guidance.load import STARTER, load_content
from driverapp.guidance.parse import UnreadableContent
from driverapp.people.invite import invite_first_administrator
from driverapp.store.database import db as store
from driverapp.store.upgrade import upgrade as upgrade_tables
from driverapp.trust.keys import create_keys
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

CONTENT = click.argument("path", type=click.Path(exists=True, path_type=Path))


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
main.add_command(retention)
main.add_command(work)
main.add_command(serve)


@main.group()
def db() -> None:
    """The store."""


@db.command()
def upgrade() -> None:
    """Bring the tables to this release."""
    with installation():
        upgrade_tables(current_app)


@main.group()
def content() -> None:
    """Checklists from files."""


@content.command()
@CONTENT
def load(path: Path) -> None:
    """Load a content file, or every one of a folder."""
    with installation():
        try:
            changed = load_content(path)
        except UnreadableContent as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{changed} items new or changed")


@content.command()
@CONTENT
def check(path: Path) -> None:
    """Look for faults in content files; changes nothing."""
    complaints = check_content(path, DRIVER_LANGUAGES)
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise click.ClickException(f"{len(complaints)} complaints")
