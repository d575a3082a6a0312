"""The receipt of the form: reference, how far the report is, the office's questions, and the way to take it back."""

from contextlib import suppress
from uuid import UUID

from flask import Response, abort, make_response, request

from driverapp.driver.exchanges import exchanges, read_answer
from driverapp.driver.form_entries import BrokenStamp, read_owner
from driverapp.driver.intake import current_rules, file_answer, own_follow_up, take_back
from driverapp.driver.pages import render_page
from driverapp.driver.scriptless import scriptless
from driverapp.reports.answer import MessageConflict, TooManyMessages
from driverapp.reports.holder import ReportWithdrawn, UnknownReport
from driverapp.reports.json_body import InvalidBody
from driverapp.reports.withdraw import WithdrawalConflict
from driverapp.web.permissions import public

receipt = scriptless("receipt")


@receipt.post("/state")
@public
def state(lang: str) -> Response:
    """How far a report is, to whoever still has its receipt open. A post, so that no address bears the secret."""
    own_id, secret = _owner()
    try:
        return show_receipt(lang, own_id, secret, fresh=False)
    except UnknownReport:
        abort(404)


@receipt.post("/answer")
@public
def answer(lang: str) -> Response:
    """Answer a question of the office; the receipt then shows the answer. Pressed twice it is kept once."""
    own_id, secret = _owner()
    try:
        given = read_answer(request.form, lang, current_rules())
        # What was answered stays as it was; whoever withdrew meanwhile sees that.
        with suppress(MessageConflict, ReportWithdrawn):
            file_answer(own_id, secret, given.raw, given.payload, message_id=given.id, ignored=given.ignored)
        return show_receipt(lang, own_id, secret, fresh=False)
    except UnknownReport:
        abort(404)
    except (InvalidBody, TooManyMessages, ValueError):
        abort(422)


@receipt.post("/withdrawal")
@public
def withdrawal(lang: str) -> Response:
    """Take a report back, as far as it goes; the receipt then says how far that was."""
    own_id, secret = _owner()
    try:
        take_back(own_id, secret)
    except WithdrawalConflict:
        abort(422)
    return show_receipt(lang, own_id, secret, fresh=False)


def show_receipt(
    lang: str, own_id: UUID, secret: str, *, status: int = 200, ongoing: str = "no", fresh: bool = True
) -> Response:
    """How far a report is, as a page. `ongoing`: what was answered; unless it is "no", 110 leads.

    Raises `UnknownReport`.
    """
    found = own_follow_up(own_id, secret)
    asked = exchanges(found.messages)
    content = render_page(lang, "receipt", found=found, asked=asked, secret=secret, ongoing=ongoing, fresh=fresh)
    return make_response(content, status)


def _owner() -> tuple[UUID, str]:
    try:
        return read_owner(request.form)
    except BrokenStamp:
        abort(422)
