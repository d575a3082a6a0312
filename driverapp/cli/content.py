"""Commands: guidance from files and as files."""

from pathlib import Path

import click

from driverapp.cli.installation import installation
from driverapp.guidance.check import check_content
from driverapp.guidance.export import export_content
from driverapp.guidance.load import STARTER, load_content
from driverapp.guidance.parse import UnreadableContent
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

CONTENT = click.argument("path", type=click.Path(exists=True, path_type=Path))


@click.group()
def content() -> None:
    """Checklists, routines, cards, training and notices from files."""


@content.command()
@CONTENT
def load(path: Path) -> None:
    """Load a content file, or every one of a folder or a ZIP archive."""
    with installation():
        try:
            changed = load_content(path)
        except UnreadableContent as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{changed} items new or changed")


@content.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=STARTER)
def check(path: Path) -> None:
    """Look for faults in content files, by default in the starter content; changes nothing."""
    complaints = check_content(path, DRIVER_LANGUAGES)
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise click.ClickException(f"{len(complaints)} complaints")


@content.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def export(path: Path) -> None:
    """Write what is in force as a ZIP archive, which `content load` takes."""
    with installation():
        try:
            count = export_content(db.session(), path)
        except OSError as error:
            raise click.ClickException(f"{path}: {error.strerror}") from None
    click.echo(f"{count} files written")
