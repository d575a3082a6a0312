"""The receipt of the form: reference, how far the report is, and the way to take it back."""

from uuid import UUID

from flask import Response, abort, make_response, request

from driverapp.driver.form_entries import BrokenStamp, read_owner
from driverapp.driver.intake import take_back
from driverapp.driver.pages import render_page
from driverapp.driver.scriptless import scriptless
from driverapp.reports.follow_up import follow_up
from driverapp.reports.holder import UnknownReport
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
    found = follow_up(own_id, secret)
    content = render_page(lang, "receipt", found=found, secret=secret, ongoing=ongoing, fresh=fresh)
    return make_response(content, status)


def _owner() -> tuple[UUID, str]:
    try:
        return read_owner(request.form)
    except BrokenStamp:
        abort(422)
