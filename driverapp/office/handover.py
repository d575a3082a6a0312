"""What the police receives of a report: on paper, and for their own systems."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify
from flask_babel import force_locale

from driverapp.office.invented import is_invented
from driverapp.office.openings import note_opening, note_openings
from driverapp.office.presenters.handover import geojson, paper
from driverapp.reports import queries
from driverapp.reports.document import Document
from driverapp.reports.handed_photos import Photos, open_photos, photo_ids
from driverapp.reports.make_document import make_document
from driverapp.reports.models import Report
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.pdf import make_pdf
from driverapp.web.permissions import requires

handover = Blueprint("handover", __name__, url_prefix="/office/reports")


@handover.get("/<uuid:report_id>/handover.pdf")
@requires(Permission.READ_REPORTS)
def as_pdf(report_id: UUID) -> Response:
    """On paper with its photos, in German whatever the office reads."""
    report = _exported(report_id)
    document = make_document(report, invented=is_invented())
    photos = photos_on_paper([document])
    with force_locale(SOURCE):
        content = make_pdf("office/handover.typ", paper(document, photos))
    return _download(Response(content, mimetype="application/pdf"), report, "pdf")


@handover.get("/<uuid:report_id>/handover.json")
@requires(Permission.READ_REPORTS)
def as_json(report_id: UUID) -> Response:
    """All of it, by the keys of `handover.schema.json`."""
    report = _exported(report_id)
    return _download(jsonify(make_document(report, invented=is_invented()).model_dump(mode="json")), report, "json")


@handover.get("/<uuid:report_id>/handover.geojson")
@requires(Permission.READ_REPORTS)
def as_geojson(report_id: UUID) -> Response:
    """The same for a map: where the phone was, and the observation."""
    report = _exported(report_id)
    answer = jsonify(geojson(make_document(report, invented=is_invented())))
    answer.mimetype = "application/geo+json"
    return _download(answer, report, "geojson")


@handover.get("/handover.schema.json")
@requires(Permission.READ_REPORTS)
def schema() -> dict[str, Any]:
    """What each key of the JSON means (JSON Schema)."""
    return Document.model_json_schema(mode="serialization")


def photos_on_paper(documents: Sequence[Document]) -> Photos:
    """The photos that go out with reports, once each opening is noted in the audit."""
    note_openings([("medium_opened", f"medium:{each}") for each in photo_ids(documents)])
    return open_photos(documents)


def _exported(report_id: UUID) -> Report:
    """A report, once its export is noted in the audit."""
    if not queries.is_visible(report_id):
        abort(404)
    note_opening("report_exported", f"report:{report_id}")
    found = queries.load_report(report_id)
    return found if found is not None else abort(404)


def _download(answer: Response, report: Report, ending: str) -> Response:
    name = f"hinweis-{report.reference or report.id}.{ending}"
    return as_download(answer, name)
