"""Reports on paper: a line each, and a page that says what the columns mean."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.office.exports.column import Column
from driverapp.office.presenters import words
from driverapp.office.presenters.times import date_alone
from driverapp.reports.export import Taken
from driverapp.web.locale import choose_language
from driverapp.web.pdf import make_pdf

# As many as fit side by side; what is sealed stands below, where it was asked for.
IN_LINE = ("reference", "received_at", "observed_at", "category", "road", "km", "association", "state", "outcome")


def pdf_file(
    columns: Sequence[Column],
    reports: Iterable[Taken],
    *,
    list_name: str,
    when: str,
    invented: bool,
    note: str | None,
) -> bytes:
    """The reports of a list as a tagged PDF.

    `when`: the moment of the export; `invented`: whether it is a demo's; `note`: what holds for all of it.
    """
    notes = [*([_("Erfundene Daten")] if invented else []), *([note] if note else [])]
    in_line = [column for column in columns if column.key in IN_LINE]
    below = [column for column in columns if column.content]
    rows = [_row(taken, in_line, below) for taken in reports]
    data = {
        "language": choose_language(),
        "title": _("Meldungen: %(list)s", list=list_name),
        "lead": " · ".join((_("Stand: %(moment)s", moment=when), *notes)),
        "count": ngettext("%(count)s Meldung", "%(count)s Meldungen", len(rows), count=len(rows)),
        "columns": [_(column.title) for column in in_line],
        "rows": rows,
        "definitions_title": _("Was die Spalten bedeuten"),
        "definitions": [{"term": _(column.title), "said": _(column.meaning)} for column in (*in_line, *below)],
    }
    return make_pdf("office/reports.typ", data)


def _row(taken: Taken, in_line: Sequence[Column], below: Sequence[Column]) -> dict[str, Any]:
    said = [{"title": _(column.title), "value": str(value)} for column in below if (value := column.shown(taken))]
    return {
        "cells": [_cell(column, taken) for column in in_line],
        "said": said,
        "language": taken.report.language or "und",
    }


def _cell(column: Column, taken: Taken) -> str:
    if column.key == "category":
        return words.title(taken.report)
    value = column.shown(taken)
    if isinstance(value, str):
        return _moment(value) if column.key.endswith("_at") else value
    return "" if value is None else format_decimal(value)


def _moment(written: str) -> str:
    found = datetime.fromisoformat(written)
    return f"{date_alone(found).text}, {found:%H:%M}"
