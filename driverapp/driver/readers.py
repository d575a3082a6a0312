"""What readers of guidance send back. Nothing tells who they are: no secret, no device, no time but the day."""

from dataclasses import replace

from flask import Response

from driverapp.driver.api import answer, api
from driverapp.driver.guard import client_id, json_bytes
from driverapp.driver.guidance_answers import ReaderAnswer
from driverapp.driver.intake import current_rules, in_measure
from driverapp.driver.readers_payload import ReaderPayload, parse_feedback, parse_understood
from driverapp.guidance.feedback import note_feedback
from driverapp.guidance.models import GuidanceFeedback, GuidancePress
from driverapp.guidance.reach import note_understood, press_hash
from driverapp.guidance.readable import Kept, Read
from driverapp.store.insert import exists
from driverapp.web.limits import Kind
from driverapp.web.permissions import public


@api.put("/guidance-understood/<press_id>")
@public
def put_understood(press_id: str) -> tuple[Response, int]:
    """Count that somebody pressed "understood", once."""
    own_id = client_id(press_id)
    payload, ignored = parse_understood(json_bytes())
    kept = in_measure(
        Kind.DETAIL,
        lambda: exists(GuidancePress, id_hash=press_hash(own_id)),
        lambda: note_understood(own_id, _read(payload)),
    )
    return _answer(kept, ignored)


@api.put("/guidance-feedback/<feedback_id>")
@public
def put_feedback(feedback_id: str) -> tuple[Response, int]:
    """Keep what is wrong with an item, once."""
    own_id = client_id(feedback_id)
    payload, ignored = parse_feedback(json_bytes())
    words = {"text": payload.text, "language": payload.language}
    kept = in_measure(
        Kind.FEEDBACK,
        lambda: exists(GuidanceFeedback, id=own_id),
        lambda: note_feedback(own_id, _read(payload), payload.kind, takes_text=current_rules().text, **words),
    )
    return _answer(kept, ignored)


def _read(payload: ReaderPayload) -> Read:
    return Read(payload.slug, payload.version, payload.target_group, payload.enrolment)


def _answer(kept: Kept, ignored: list[str]) -> tuple[Response, int]:
    return answer(ReaderAnswer, replace(kept, ignored=[*ignored, *kept.ignored]))
