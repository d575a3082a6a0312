"""What the screen shows of the inbox, as a file: the same tab, filters and order, and all of its pages."""

from collections.abc import Callable
from typing import TypeAlias

from flask import Blueprint, Response, abort, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.exports.audit import note_export
from driverapp.office.exports.column import written
from driverapp.office.exports.columns import columns
from driverapp.office.exports.csv_file import csv_columns, csv_pieces
from driverapp.office.exports.json_file import geojson_pieces, json_pieces
from driverapp.office.exports.pdf_file import pdf_file
from driverapp.office.exports.pieces import Pieces, stream
from driverapp.office.exports.xlsx_file import xlsx_file
from driverapp.office.forms.filters import Asked
from driverapp.office.invented import is_invented
from driverapp.office.lists import asked_list
from driverapp.office.presenters.export import MOST, ExportMenu, cut, menu
from driverapp.office.presenters.tabs import TAB_NAMES
from driverapp.reports.export import Selection, read, select_all
from driverapp.store.clock import BERLIN, now
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires
from driverapp.web.proof import ask_for_proof

export = Blueprint("export", __name__)

# From a list, its reports, and whether their content goes out.
Writer: TypeAlias = Callable[[Asked, Selection, bool], AnyResponse]


@export.get("/office/inbox/export.<any(csv,geojson,json,pdf,xlsx):kind>")
@requires(Permission.READ_REPORTS)
def download(kind: str) -> AnyResponse:
    """The list that the URL asks for; with `content=yes`, after a fresh proof, each of its reports is an opened one."""
    asked, content = asked_list(), request.args.get("content") == "yes"
    if content and (asks := ask_for_proof()):
        return asks
    selection = select_all(asked.tab, asked.filters, asked.order)
    if (content or kind == "pdf") and len(selection.ids) > MOST:
        abort(413)
    note_export(kind, selection, [asked.tab, *(name for name in asked.typed if name != "order")], opened=content)
    answer = WRITERS[kind](asked, selection, content)
    # A CSV has no place to say it but its name.
    ending = f"-incomplete.{kind}" if selection.cut else f".{kind}"
    return as_download(answer, f"reports-{asked.tab}-{now().astimezone(BERLIN):%Y-%m-%d-%H%M}{ending}")


@export.get("/office/inbox/export-columns.csv")
@requires(Permission.READ_REPORTS)
def describe() -> AnyResponse:
    """What the columns of the CSV mean."""
    return as_download(Response(csv_columns(columns(content=True)), mimetype="text/csv"), "columns.csv")


@export.app_template_global()
def export_menu(asked: Asked) -> ExportMenu:
    """The formats in which a list goes out."""
    return menu(asked)


def _csv(_asked: Asked, selection: Selection, content: bool) -> Response:
    return _streamed(csv_pieces(columns(content=content)), selection, content, "text/csv")


def _json(asked: Asked, selection: Selection, content: bool) -> Response:
    return _streamed(
        json_pieces(columns(content=content), _head(asked, selection)), selection, content, "application/json"
    )


def _geojson(asked: Asked, selection: Selection, content: bool) -> Response:
    return _streamed(
        geojson_pieces(columns(content=content), _head(asked, selection)), selection, content, "application/geo+json"
    )


def _xlsx(_asked: Asked, selection: Selection, content: bool) -> AnyResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    reports = read(selection.ids, content=content)
    return send_file(xlsx_file(columns(content=content), reports, note=cut(selection)), mimetype=kind)


def _pdf(asked: Asked, selection: Selection, content: bool) -> Response:
    when = f"{now().astimezone(BERLIN):%Y-%m-%d %H:%M}"
    of = _(TAB_NAMES[asked.tab])
    reports = read(selection.ids, content=content)
    paper = pdf_file(
        columns(content=content), reports, list_name=of, when=when, invented=is_invented(), note=cut(selection)
    )
    return Response(paper, mimetype="application/pdf")


def _streamed(pieces: Pieces, selection: Selection, content: bool, mimetype: str) -> Response:
    return Response(stream(pieces, selection.ids, choose_language(), content=content), mimetype=mimetype)


def _head(asked: Asked, selection: Selection) -> dict[str, object]:
    filters = {name: list(values) for name, values in asked.typed.items()}
    head: dict[str, object] = {
        "made_at": written(now()),
        "invented": is_invented(),
        "tab": asked.tab,
        "filters": filters,
    }
    note = cut(selection)
    return head | {"complete": note is None} | ({"note": note} if note else {})


WRITERS: dict[str, Writer] = {"csv": _csv, "geojson": _geojson, "json": _json, "pdf": _pdf, "xlsx": _xlsx}
