"""What is published for the phone to keep: checklists."""

from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from driverapp.guidance.models import Checklist
from driverapp.guidance.queries import checklists
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.target_groups import find_target_group
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

guidance = compressed(Blueprint("guidance", __name__))


@guidance.get("/api/v1/guidance")
@public
def published() -> Response:
    """The checklists of a language, of one target group or all; an unknown group has none."""
    lang = request.args.get("lang", SOURCE)
    wanted = request.args.get("target_group", "")
    group = find_target_group(wanted)
    found = checklists(lang if lang in DRIVER_LANGUAGES else SOURCE, group) if group or not wanted else []
    response = jsonify(checklists=[_as_json(each) for each in found])
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _as_json(checklist: Checklist) -> dict[str, Any]:
    return {
        "slug": checklist.slug,
        "language": checklist.language,
        "target_group": checklist.target_group,
        "title": checklist.title,
        "sections": checklist.sections,
        "version": checklist.version,
        "status": checklist.status,
        "source": checklist.source,
    }
