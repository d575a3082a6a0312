"""The requests of the API and all that can come of them."""

from dataclasses import dataclass, field

from pydantic import BaseModel

from driverapp.driver import answers
from driverapp.driver.guidance_answers import GuidanceAnswer, ReaderAnswer
from driverapp.driver.readers_payload import FeedbackPayload, UnderstoodPayload
from driverapp.reports.answer_payload import AnswerPayload
from driverapp.reports.media_formats import TYPES
from driverapp.reports.payload import AmendmentPayload, CallPayload, ReportPayload

REFUSALS = {
    400: "The body is no JSON object in UTF-8.",
    401: "No well-formed secret.",
    403: "Sent by a page of another site.",
    404: "No such report for the holder of this secret.",
    410: "The report was withdrawn or its time is over; final.",
    411: "No Content-Length.",
    413: "The body is longer than 64 KiB.",
    415: "The body is not application/json.",
    422: "The id or a field does not hold what is expected, or the id exists with other content or another secret.",
    429: "Too much came from this address.",
    503: "The store does not answer.",
}
HEADERS = {401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
WITH_BODY = (400, 401, 403, 411, 413, 415, 422, 429, 503)


@dataclass(frozen=True)
class Operation:
    """One request of the API and all that can come of it. `successes`: what each status means.

    `refusals_here`: what a refusal means where it means something of its own. A `body` is JSON; bytes as they are have
    `body_types` alone.
    """

    method: str
    path: str
    summary: str
    answer: type[BaseModel] | None
    successes: dict[int, str]
    refusals: tuple[int, ...] = WITH_BODY
    body: type[BaseModel] | None = None
    body_required: bool = True
    body_types: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    refusals_here: dict[int, str] = field(default_factory=dict)

    @property
    def has_secret(self) -> bool:
        """Whether it belongs to the holder of a secret."""
        return 401 in self.refusals  # noqa: PLR2004 - the status


class Nothing(BaseModel):
    """An object without any field that matters."""


ONCE = {201: "On disk now.", 200: "Was on disk already."}
# Whoever reads guidance is nobody: there is no secret.
OF_READERS = (400, 403, 404, 411, 413, 415, 422, 429, 503)
NOT_READ = {404: "No such version was ever published.", 422: "The id or a field does not hold what is expected."}
FRESH = {200: "As it is now.", 304: "As it was."}

OPERATIONS = (
    Operation(
        "put",
        "/api/v1/reports/{report_id}",
        "File a report",
        answers.ReportAnswer,
        ONCE,
        (*WITH_BODY, 410),
        ReportPayload,
    ),
    Operation(
        "get",
        "/api/v1/reports/{report_id}",
        "Follow up a report",
        answers.FollowUpAnswer,
        {200: "How far it is."},
        (401, 404, 422, 503),
    ),
    Operation(
        "put",
        "/api/v1/reports/{report_id}/amendments/{amendment_id}",
        "Add details to a report",
        answers.AmendmentAnswer,
        ONCE,
        (*WITH_BODY, 404, 410),
        AmendmentPayload,
    ),
    Operation(
        "put",
        "/api/v1/reports/{report_id}/media/{medium_id}",
        "Add a photo or a voice memo to a report",
        answers.MediumAnswer,
        ONCE,
        (401, 403, 404, 410, 411, 413, 415, 422, 429, 503),
        body_types=tuple(TYPES),
        refusals_here={
            403: "Sent by a page of another site, or the operator takes no media of this kind.",
            413: "The body is longer than 10 MiB.",
            415: "The body is not called a photo or a voice memo.",
            422: "The id or the body is not what is expected, the id exists with other content, or there are too many.",
            503: "The store does not answer, or too many media come at once.",
        },
    ),
    Operation(
        "delete",
        "/api/v1/reports/{report_id}/media/{medium_id}",
        "Remove a photo or a voice memo",
        answers.MediumErasedAnswer,
        {200: "Erased, or kept out should it arrive late."},
        (401, 403, 404, 410, 422, 429, 503),
    ),
    Operation(
        "put",
        "/api/v1/reports/{report_id}/messages/{message_id}",
        "Answer a question of the office",
        answers.MessageKeptAnswer,
        ONCE,
        (*WITH_BODY, 404, 410),
        AnswerPayload,
    ),
    Operation(
        "post",
        "/api/v1/reports/{report_id}/withdrawal",
        "Take a report back",
        answers.FollowUpAnswer,
        {200: "Withdrawn, or asked for where the report was read already."},
        body=Nothing,
        body_required=False,
    ),
    Operation(
        "put",
        "/api/v1/emergency-calls/{call_id}",
        "Note a tap on 110, or what came of it",
        answers.CallAnswer,
        ONCE,
        body=CallPayload,
    ),
    Operation(
        "get",
        "/api/v1/guidance",
        "Published guidance",
        GuidanceAnswer,
        FRESH,
        (503,),
        query=("target_group", "lang"),
    ),
    Operation(
        "put",
        "/api/v1/guidance-understood/{press_id}",
        "Count a press of understood",
        ReaderAnswer,
        ONCE,
        OF_READERS,
        UnderstoodPayload,
        refusals_here=NOT_READ,
    ),
    Operation(
        "put",
        "/api/v1/guidance-feedback/{feedback_id}",
        "Say what is wrong with an item of guidance",
        ReaderAnswer,
        ONCE,
        OF_READERS,
        FeedbackPayload,
        refusals_here=NOT_READ,
    ),
    Operation(
        "get",
        "/api/v1/gazetteer",
        "Towns and motorways for a phone without network",
        answers.GazetteerAnswer,
        FRESH,
        (503,),
    ),
    Operation("get", "/api/v1/openapi.json", "This description", None, FRESH, ()),
)
