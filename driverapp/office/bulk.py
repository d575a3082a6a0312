"""One step with all reports that were ticked in the inbox, and back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.bulk import BulkForm
from driverapp.office.lists import asked_list
from driverapp.office.openings import actor_id
from driverapp.office.presenters.bulk import Outcome as Told
from driverapp.office.presenters.bulk import outcome_of
from driverapp.reports.bulk import can_be_undone, find_bulk_step, picks_of, take_steps, undo_steps
from driverapp.reports.check_entry import OfficeMissing
from driverapp.reports.steps import Step
from driverapp.reports.triage import OutcomeMissing
from driverapp.reports.walk import load
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.states import Outcome
from driverapp.web.permissions import requires

bulk = Blueprint("bulk", __name__)

# As many as a page can show, and a page of a refresh besides.
MOST = 200


@bulk.post("/office/inbox/steps")
@requires(Permission.WORK_REPORTS)
def step() -> Response:
    """Take a step with each report that was ticked; the list then tells what was done and what was not."""
    form = BulkForm()
    try:
        picks = picks_of(request.form.getlist("pick")[:MOST])
    except ValueError:
        abort(400)
    if not form.validate_on_submit():
        abort(400)
    if not picks:
        return _back(told="nobody")
    try:
        office = (form.office.data or "").strip() or None
        taken = take_steps(picks, Step(form.step.data or ""), actor_id(), outcome=_outcome(form), office=office)
    except OutcomeMissing:
        return _back(told="outcome")
    except OfficeMissing:
        return _back(told="office")
    return _back(bulk=str(taken.id))


@bulk.post("/office/inbox/steps/<int:bulk_id>/undo")
@requires(Permission.WORK_REPORTS)
def undo(bulk_id: int) -> Response:
    """Undo a step with several reports, where nobody did anything since; back to their list or their series."""
    taken = find_bulk_step(bulk_id, actor_id())
    if taken is None or not can_be_undone(taken):
        abort(404)
    done = str(undo_steps(taken, actor_id()).id)
    series = request.args.get("series_id", type=int)
    return redirect(url_for("series.show", series_id=series, bulk=done), 303) if series else _back(bulk=done)


def bulk_told() -> Told | None:
    """What came of the step with several reports that the address names, if this person took it."""
    number = request.args.get("bulk", "")
    taken = find_bulk_step(int(number), actor_id()) if number.isascii() and number.isdigit() else None
    if taken is None:
        return None
    left = load([UUID(report_id) for report_id, _why in taken.left])
    return outcome_of(taken, {str(report.id): report for report in left})


def _outcome(form: BulkForm) -> Outcome | None:
    return Outcome(form.outcome.data) if form.outcome.data else None


def _back(**told: Any) -> Response:
    """To the list that was open, whose filters stand in the address of its form."""
    asked = asked_list()
    return redirect(url_for("inbox.show", **asked.values(below=request.args.get("below")), **told), 303)
