"""From one report to the next one that nobody has marked as seen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.way_back import back_to_list, list_asked, list_query, shown_as
from driverapp.reports import queries
from driverapp.reports.walk import Cursor, Order, walk
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.states import State
from driverapp.web.permissions import requires

next_report = Blueprint("next_report", __name__)


@next_report.get("/office/reports/<uuid:report_id>/next")
@requires(Permission.READ_REPORTS)
def show(report_id: UUID) -> Response:
    """Go to the next unanswered report of the list below this one; from the last one on, to the first; else back."""
    asked = list_asked()
    waiting, order = replace(asked.filters, words=""), Order.NEWEST
    # Whoever answers reporters goes on to the next one that waits for it, read or not.
    if not waiting.reply:
        waiting, order = replace(waiting, states=frozenset({State.RECEIVED})), asked.order
    moment = queries.moment_of(report_id)
    below = Cursor(moment, report_id, waiting=True) if moment else None
    found = [
        *walk(asked.tab, waiting, below, order=order, count=1),
        *walk(asked.tab, waiting, None, order=order, count=2),
    ]
    other = next((each for each in found if each != report_id), None)
    if other is None:
        return redirect(back_to_list(nothing="waits"))
    carried: dict[str, Any] = {"list": list_query(asked, **shown_as())} if request.args.get("list") else {}
    return redirect(url_for("report.show", report_id=other, **carried))
