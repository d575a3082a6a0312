"""Operator commands: each parses and calls one function."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask_migrate import upgrade as run_migrations

from driverapp import create_app
from driverapp.config import Config, InvalidSetting
from driverapp.guidance.check import check_content
from driverapp.guidance.load import STARTER, load_content
from driverapp.guidance.parse import UnreadableContent
from driverapp.store.database import db as store
from driverapp.store.database import writing
from driverapp.trust.keys import MissingKey, create_keys
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

CONTENT = click.argument("path", type=click.Path(exists=True, path_type=Path))


@contextmanager
def installation() -> Iterator[None]:
    """The installation that the environment names; what a command did is kept when it ends well.

    Raises `click.ClickException` (one line, exit code 1) where settings or keys are wrong.
    """
    try:
        app = create_app()
    except (InvalidSetting, MissingKey) as error:
        raise click.ClickException(str(error)) from None
    with app.app_context(), writing():
        yield
        store.session.commit()


@click.group()
def main() -> None:
    """Run an installation of the driver app."""


@main.command()
def prepare() -> None:
    """Make an installation ready to start: keys, tables, starter content, first administrator."""
    try:
        create_keys(Config.from_environment().driverapp_data / "keys")
    except InvalidSetting as error:
        raise click.ClickException(str(error)) from None
    with installation():
        run_migrations()
        load_content(STARTER)


@main.group()
def db() -> None:
    """The store."""


@db.command()
def upgrade() -> None:
    """Bring the tables to this release."""
    with installation():
        run_migrations()


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
