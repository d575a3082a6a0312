"""The API that phones talk to: each view guards, parses, calls once, answers. No session, no cookie."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request

from driverapp.driver.answers import (
    AmendmentAnswer,
    Answer,
    CallAnswer,
    FollowUpAnswer,
    MessageKeptAnswer,
    ReportAnswer,
)
from driverapp.driver.guard import bearer_secret, client_id, json_bytes, optional_json_bytes, refuse_cross_site, sent_at
from driverapp.driver.intake import (
    Taken,
    current_rules,
    file_answer,
    file_report,
    in_measure,
    own_follow_up,
    take_back,
)
from driverapp.guidance.readable import UnknownReading
from driverapp.reports.amend import AmendmentConflict, amend
from driverapp.reports.answer import MessageConflict, TooManyMessages
from driverapp.reports.answer_payload import parse_answer
from driverapp.reports.calls import CallConflict, record_call
from driverapp.reports.holder import ReportWithdrawn, UnknownReport
from driverapp.reports.json_body import BrokenJson, InvalidBody, read_json
from driverapp.reports.media_photo import UnreadablePhoto
from driverapp.reports.media_receive import (
    MediumConflict,
    MediumNotAllowed,
    MediumRemoved,
    MediumUnknown,
    TooManyMedia,
)
from driverapp.reports.models import EmergencyCall, ReportAmendment
from driverapp.reports.payload import parse_amendment, parse_call, parse_report
from driverapp.reports.receive import ReportConflict
from driverapp.reports.withdraw import WithdrawalConflict
from driverapp.store.insert import exists
from driverapp.web.errors import Problem, problem_response
from driverapp.web.extensions import csrf
from driverapp.web.limits import Kind
from driverapp.web.permissions import public
from driverapp.web.transaction import SAFE_METHODS

api = Blueprint("api", __name__, url_prefix="/api/v1")
# Nobody is signed in here; the guard refuses other sites instead.
csrf.exempt(api)

CONFLICT = "The id exists with other content or another secret."
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    BrokenJson: (400, "The body has to be one JSON object in UTF-8, without a name given twice."),
    UnknownReport: (404, "There is no such report for the holder of this secret."),
    UnknownReading: (404, "No such version of such an item was ever published."),
    ReportWithdrawn: (410, "The report was withdrawn or its time is over; nothing is taken for it any more."),
    ReportConflict: (422, CONFLICT),
    AmendmentConflict: (422, CONFLICT),
    CallConflict: (422, CONFLICT),
    WithdrawalConflict: (422, CONFLICT),
    MediumConflict: (422, CONFLICT),
    MessageConflict: (422, CONFLICT),
    MediumNotAllowed: (403, "The operator takes no media of this kind."),
    MediumRemoved: (410, "The medium was removed; it is not taken again."),
    MediumUnknown: (422, "The body is no photo and no voice memo of the kind that its header says."),
    UnreadablePhoto: (422, "The photo cannot be decoded, or is too large to be."),
    TooManyMedia: (422, "The report holds as many media as it can."),
    TooManyMessages: (422, "The report holds as many answers as it can."),
}


@api.put("/reports/<report_id>")
@public
def put_report(report_id: str) -> tuple[Response, int]:
    """Keep a report, once."""
    own_id, secret, raw = client_id(report_id), bearer_secret(), json_bytes()
    payload, ignored = parse_report(raw)
    receipt = file_report(own_id, secret, raw, payload, ignored=ignored, sent_at=sent_at())
    return answer(ReportAnswer, receipt)


@api.put("/reports/<report_id>/amendments/<amendment_id>")
@public
def put_amendment(report_id: str, amendment_id: str) -> tuple[Response, int]:
    """Keep further details to a report, once."""
    own_id, further_id, secret = client_id(report_id), client_id(amendment_id), bearer_secret()
    raw = json_bytes()
    payload, ignored = parse_amendment(raw)
    receipt = in_measure(
        Kind.DETAIL,
        lambda: exists(ReportAmendment, id=further_id, report_id=own_id),
        lambda: amend(own_id, secret, raw, payload, amendment_id=further_id, rules=current_rules(), ignored=ignored),
    )
    return answer(AmendmentAnswer, receipt)


@api.put("/reports/<report_id>/messages/<message_id>")
@public
def put_message(report_id: str, message_id: str) -> tuple[Response, int]:
    """Keep the answer to a question of the office, once."""
    own_id, further_id, secret = client_id(report_id), client_id(message_id), bearer_secret()
    raw = json_bytes()
    payload, ignored = parse_answer(raw)
    receipt = file_answer(own_id, secret, raw, payload, message_id=further_id, ignored=ignored)
    return answer(MessageKeptAnswer, receipt)


@api.post("/reports/<report_id>/withdrawal")
@public
def post_withdrawal(report_id: str) -> tuple[Response, int]:
    """Take a report back, as far as it goes."""
    own_id, secret = client_id(report_id), bearer_secret()
    raw = optional_json_bytes()
    if raw:
        read_json(raw)
    take_back(own_id, secret)
    return as_json(FollowUpAnswer, own_follow_up(own_id, secret)), HTTPStatus.OK


@api.get("/reports/<report_id>")
@public
def get_report(report_id: str) -> tuple[Response, int]:
    """How far a report is, to its holder."""
    found = own_follow_up(client_id(report_id), bearer_secret())
    return as_json(FollowUpAnswer, found), HTTPStatus.OK


@api.put("/emergency-calls/<call_id>")
@public
def put_emergency_call(call_id: str) -> tuple[Response, int]:
    """Note a tap on 110, or what came of it."""
    own_id, secret = client_id(call_id), bearer_secret()
    payload, ignored = parse_call(json_bytes())
    receipt = in_measure(
        Kind.CALL,
        lambda: exists(EmergencyCall, id=own_id),
        lambda: record_call(own_id, secret, payload, ignored=ignored),
    )
    return answer(CallAnswer, receipt)


@api.before_request
def _guard() -> None:
    if request.method not in SAFE_METHODS:
        refuse_cross_site()


@api.after_request
def _keep_nothing(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@api.errorhandler(InvalidBody)
def _invalid(error: InvalidBody) -> Response:
    return problem_response(Problem(422, "The body does not hold what is expected.", errors=error.faults))


def _refuse(error: Exception) -> Response:
    return problem_response(Problem(*REFUSALS[type(error)]))


for refusal in REFUSALS:
    api.register_error_handler(refusal, _refuse)


def answer(model: type[Answer], receipt: Taken) -> tuple[Response, int]:
    """The answer to what was taken in, or had been before."""
    return as_json(model, receipt), HTTPStatus.CREATED if receipt.created else HTTPStatus.OK


def as_json(model: type[Answer], found: object) -> Response:
    """What the domain gives, as the description says."""
    return jsonify(model.model_validate(found).model_dump(mode="json"))
