"""Commands: what comes from outside into the balance."""

from pathlib import Path

import click

from driverapp.balance.control_room import FaultKind, RefusedList, decoded, read_list
from driverapp.balance.match import Result, count_results, import_list
from driverapp.cli.installation import installation
from driverapp.store.database import db

FAULTS = {
    FaultKind.NOT_TEXT: "The file is neither UTF-8 nor Windows-1252 text.",
    FaultKind.NO_COLUMNS: "The first line has to name a time and a code or a keyword, for example «code;time;keyword».",
    FaultKind.NO_LINES: "The file has no line besides its names of columns.",
    FaultKind.NO_TIME: "the time of the call is missing",
    FaultKind.BAD_TIME: "the time cannot be read; write 22.11.2026 21:04 or 2026-11-22T21:04",
    FaultKind.FUTURE: "the time lies in the future",
    FaultKind.NEITHER: "neither a code nor a keyword",
    FaultKind.CODE_FORM: "a call code has 7 digits",
    FaultKind.CODE_CHECK: "the last digit does not fit the code: one was heard or typed wrong",
    FaultKind.LONG_KEYWORD: "the keyword has more than 200 characters",
}


@click.group()
def balance() -> None:
    """The balance."""


@balance.command("import-codes")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_codes(path: Path) -> None:
    """Import a control room's list of call codes and keywords (CSV)."""
    with installation():
        try:
            compared = import_list(db.session(), read_list(decoded(path.read_bytes())), by=None)
        except RefusedList as error:
            raise click.ClickException(_refusal(error)) from None
        counts = count_results(compared)
    found = ", ".join(f"{counts[each]} {each}" for each in (*Result, "known"))
    click.echo(f"{len(compared)} lines: {found}")


def _refusal(error: RefusedList) -> str:
    of_lines = [fault for fault in error.faults if fault.line]
    for fault in of_lines:
        click.echo(f"line {fault.line}: {FAULTS[fault.kind]}", err=True)
    if of_lines:
        return f"{len(of_lines)} wrong lines; nothing was imported."
    return FAULTS[error.faults[0].kind]
