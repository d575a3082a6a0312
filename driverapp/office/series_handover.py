"""A series for the police: handed over as a whole, on paper, and for their own systems."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.forms.series import HandOverForm
from driverapp.office.handover import photos_on_paper
from driverapp.office.invented import is_invented
from driverapp.office.openings import actor_id, note_openings
from driverapp.office.presenters.handover import geojson
from driverapp.office.presenters.series_handover import series_paper
from driverapp.office.series import only_where_reports_are_linked
from driverapp.reports import series_queries
from driverapp.reports.bulk import picks_of
from driverapp.reports.check_entry import HandOverNumberWrong, OfficeMissing
from driverapp.reports.hand_over_all import hand_over_all
from driverapp.reports.series_document import SeriesDocument, make_series_document
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.pdf import make_pdf
from driverapp.web.permissions import requires

series_handover = Blueprint("series_handover", __name__, url_prefix="/office/series/<int:series_id>")
series_handover.before_request(only_where_reports_are_linked)


@series_handover.get("/handover.pdf")
@requires(Permission.READ_REPORTS)
def as_pdf(series_id: int) -> Response:
    """All its reports on paper with their photos, in German whatever the office reads."""
    document = _exported(series_id)
    photos = photos_on_paper(document.reports)
    with force_locale(SOURCE):
        content = make_pdf("office/handover.typ", series_paper(document, photos))
    return _download(Response(content, mimetype="application/pdf"), series_id, "pdf")


@series_handover.get("/handover.json")
@requires(Permission.READ_REPORTS)
def as_json(series_id: int) -> Response:
    """All of it; each report by the keys of `handover.schema.json`."""
    return _download(jsonify(_exported(series_id).model_dump(mode="json")), series_id, "json")


@series_handover.get("/handover.geojson")
@requires(Permission.READ_REPORTS)
def as_geojson(series_id: int) -> Response:
    """The same for a map: each observation, and where its phone was."""
    document = _exported(series_id)
    head = document.model_dump(mode="json", exclude={"reports"})
    answer = jsonify(geojson(*document.reports) | {"series": head})
    answer.mimetype = "application/geo+json"
    return _download(answer, series_id, "geojson")


@series_handover.post("/hand-over")
@requires(Permission.WORK_REPORTS)
def hand_over(series_id: int) -> AnyResponse:
    """Hand over the reports that the page showed, those that nobody had read too; the page then tells of it."""
    form = HandOverForm()
    try:
        picks = picks_of(request.form.get("picks", "").split())
    except ValueError:
        abort(400)
    # What somebody posts of other reports has no business here.
    members = series_queries.load_member_ids(series_id)
    if not form.validate_on_submit() or not {pick.report_id for pick in picks} <= set(members):
        abort(400)
    try:
        taken = hand_over_all(picks, actor_id(), **form.words())
    except OfficeMissing:
        return _back(series_id, missing="office")
    except HandOverNumberWrong:
        return _back(series_id, missing="file_number")
    return _back(series_id, bulk=taken.id)


def _exported(series_id: int) -> SeriesDocument:
    """A series with all its members, once each export is noted in the audit."""
    ids = series_queries.load_member_ids(series_id)
    if not ids:
        abort(404)
    note_openings([("series_exported", f"series:{series_id}"), *(("report_exported", _subject(each)) for each in ids)])
    found = series_queries.load_series(series_id) or abort(404)
    members = [each.report for each in series_queries.load_memberships(series_id) if each.report.id in ids]
    return make_series_document(found, members, invented=is_invented())


def _subject(report_id: UUID) -> str:
    return f"report:{report_id}"


def _download(answer: Response, series_id: int, ending: str) -> Response:
    return as_download(answer, f"serie-{series_id}.{ending}")


def _back(series_id: int, **told: Any) -> AnyResponse:
    return redirect(url_for("series.show", series_id=series_id, **told, _anchor="work"), 303)
