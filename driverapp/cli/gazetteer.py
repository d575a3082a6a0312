"""Commands: what phones know of motorways."""

from pathlib import Path

import click

from driverapp.cli.installation import installation
from driverapp.gazetteer.load import Taken, load_points
from driverapp.gazetteer.sources import UnknownFormat
from driverapp.store.database import db


@click.group()
def gazetteer() -> None:
    """Junctions, rest areas and kilometre posts of motorways; towns ship with the app."""


@gazetteer.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(path: Path) -> None:
    """Take in a file of the Autobahn API, Overpass or GeoJSON; again changes nothing."""
    with installation():
        try:
            result = load_points(db.session(), path)
        except UnknownFormat as error:
            raise click.ClickException(str(error)) from None
        if not result.taken:
            raise click.ClickException(_nothing(result))
    _tell_refused(result)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(result.taken.items()))
    click.echo(f"{result.taken.total()} taken ({kinds}): {result.new} new, {result.changed} changed")


def _nothing(result: Taken) -> str:
    reasons = "; ".join(f"{count} {reason}" for reason, count in result.refused.most_common())
    return f"Nothing in this file could be taken{': ' if reasons else '.'}{reasons}"


def _tell_refused(result: Taken) -> None:
    for reason, count in result.refused.most_common():
        click.echo(f"{count} refused: {reason} (first: {result.first_refused[reason]})", err=True)
