"""The photos and voice memos of a report, each opening noted."""

from uuid import UUID

from flask import Blueprint, abort, make_response, request
from werkzeug.wrappers import Response

from driverapp.office.openings import note_opening
from driverapp.reports import queries
from driverapp.reports.media_queries import MediumGone, has_medium, open_medium
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

media = Blueprint("media", __name__)

ENDINGS = {"image/jpeg": "jpg", "audio/webm": "webm", "audio/mp4": "m4a"}


@media.get("/office/reports/<uuid:report_id>/media/<uuid:medium_id>")
@requires(Permission.READ_REPORTS)
def show(report_id: UUID, medium_id: UUID) -> Response:
    """A medium as it is kept, once its opening is noted in the audit; a part of it where a player asks for one."""
    if not (queries.is_visible(report_id) and has_medium(report_id, medium_id)):
        abort(404)
    note_opening("medium_opened", f"medium:{medium_id}")
    try:
        medium, content = open_medium(report_id, medium_id)
    except MediumGone:
        abort(404)
    answer = make_response(content)
    answer.mimetype = medium.type or ""
    name = f"{medium.kind}-{medium.received_at:%Y%m%d-%H%M}.{ENDINGS[medium.type or '']}"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
