"""Reports as a workbook: a sheet of reports and one that says what its columns mean. Text stays text."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.worksheet import Worksheet

from driverapp.office.exports.column import Column
from driverapp.reports.export import Taken

# Nothing in a cell becomes a formula, a link or a number; rows go to the disk as they come.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTH = 18


def xlsx_file(columns: Sequence[Column], reports: Iterable[Taken], *, note: str | None) -> IO[bytes]:
    """The workbook as a file that is gone when it is closed, to be read from its beginning.

    `note`: what the sheet of columns says of the whole as well.
    """
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(_("Meldungen"))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns) - 1, WIDTH)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, _(column.title), bold)
        for number, taken in enumerate(reports, 1):
            _write(sheet, number, [column.shown(taken) for column in columns])
        meanings = book.add_worksheet(_("Spalten"))
        meanings.set_column(0, 2, 2 * WIDTH)
        _write(meanings, 0, [_("Spalte"), _("Name in JSON und GeoJSON"), _("Bedeutung")])
        for number, column in enumerate(columns, 1):
            _write(meanings, number, [_(column.title), column.key, _(column.meaning)])
        _write(meanings, len(columns) + 2, [note])
    file.seek(0)
    return file


def _write(sheet: Worksheet, number: int, values: Sequence[str | float | None]) -> None:
    for place, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(number, place, value)
        elif value is not None:
            sheet.write_number(number, place, value)
