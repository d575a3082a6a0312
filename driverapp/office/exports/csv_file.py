"""Reports as CSV for a German Excel: UTF-8 with a mark, semicolons, decimal commas; no cell is taken for a formula.

What the columns mean is a file of its own: a comment on top would be a row to every program that reads CSV.
"""

import csv
import io
from collections.abc import Sequence

from flask_babel import gettext as _

from driverapp.office.exports.column import Column
from driverapp.office.exports.pieces import Pieces
from driverapp.office.presenters.cells import as_text

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_pieces(columns: Sequence[Column]) -> Pieces:
    """The file, row by row."""
    head = MARK + _row([_(column.title) for column in columns])
    return Pieces(head, lambda taken: _row([column.shown(taken) for column in columns]))


def csv_columns(columns: Sequence[Column]) -> str:
    """What the columns mean, as a file of the same kind."""
    head = [_("Spalte"), _("Name in JSON und GeoJSON"), _("Bedeutung")]
    rows = [[_(column.title), column.key, _(column.meaning)] for column in columns]
    return MARK + "".join(_row(row) for row in (head, *rows))


def _row(values: Sequence[str | float | None]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow([_cell(value) for value in values])
    return line.getvalue()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).replace(".", ",")
    return as_text(value)
