"""What is published for the phone to keep: checklists, routines, cards, training and notices."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from driverapp.driver.guidance_answers import GuidanceAnswer, ItemAnswer
from driverapp.guidance.queries import Reading, checklists, notices
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.target_groups import find_target_group
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

guidance = compressed(Blueprint("guidance", __name__))


@guidance.get("/api/v1/guidance")
@public
def published() -> Response:
    """The guidance of a language, of one target group or all; an unknown group has none."""
    asked, wanted = request.args.get("lang", SOURCE), request.args.get("target_group", "")
    lang, group = asked if asked in DRIVER_LANGUAGES else SOURCE, find_target_group(wanted)
    if wanted and group is None:
        found = GuidanceAnswer(checklists=[], notices=[])
    else:
        found = GuidanceAnswer(checklists=_items(checklists(lang, group)), notices=_items(notices(lang, group)))
    response = jsonify(found.model_dump(mode="json"))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _items(found: list[Reading]) -> list[ItemAnswer]:
    return [ItemAnswer.model_validate(each) for each in found]
