"""Commands: what phones know of motorways, and the map of districts."""

from pathlib import Path

import click

from driverapp.cli.installation import installation
from driverapp.gazetteer.load import load_file
from driverapp.gazetteer.sources import UnknownFormat
from driverapp.gazetteer.taken import Taken
from driverapp.store.database import db


@click.group()
def gazetteer() -> None:
    """Junctions, rest areas and kilometre posts of motorways, outlines of districts; towns ship with the app."""


@gazetteer.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--attribution", help="Whom the map names for districts, where their licence asks for it.")
def import_file(path: Path, attribution: str | None) -> None:
    """Take in a file of the Autobahn API, Overpass or GeoJSON; again changes nothing.

    Areas of a GeoJSON file are districts, and replace those of a file before.
    """
    with installation():
        try:
            result = load_file(db.session(), path, attribution)
        except UnknownFormat as error:
            raise click.ClickException(str(error)) from None
        if not result.taken:
            raise click.ClickException(_nothing(result))
    _tell_refused(result)
    _tell_unattributed(result)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(result.taken.items()))
    removed = f", {result.removed} removed" if result.removed else ""
    click.echo(f"{result.taken.total()} taken ({kinds}): {result.new} new, {result.changed} changed{removed}")


def _tell_unattributed(result: Taken) -> None:
    if result.unattributed:
        click.echo("The map names nobody for these districts; if their licence asks for it: --attribution", err=True)


def _nothing(result: Taken) -> str:
    reasons = "; ".join(f"{count} {reason}" for reason, count in result.refused.most_common())
    return f"Nothing in this file could be taken{': ' if reasons else '.'}{reasons}"


def _tell_refused(result: Taken) -> None:
    for reason, count in result.refused.most_common():
        click.echo(f"{count} refused: {reason} (first: {result.first_refused[reason]})", err=True)
