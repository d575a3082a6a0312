"""A report's page and the steps with it."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.forms.report import StepForm
from driverapp.office.openings import actor_id, note_report_opening
from driverapp.office.presenters.conversation import conversation, questions
from driverapp.office.presenters.hold import hold
from driverapp.office.presenters.media import shown_media
from driverapp.office.presenters.sheet import sheet
from driverapp.office.presenters.steps import conflict, outcomes, steps
from driverapp.office.presenters.timeline import timeline
from driverapp.policy.current import current_policy
from driverapp.reports import queries
from driverapp.reports.hold import FileNumberMissing
from driverapp.reports.media_queries import list_media
from driverapp.reports.messages import list_messages
from driverapp.reports.similar import can_be_compared
from driverapp.reports.steps import Entry
from driverapp.reports.triage import (
    ChangedMeanwhile,
    NotReleasable,
    OutcomeMissing,
    QuestionMissing,
    StepNotPossible,
    UnknownReport,
    take_step,
)
from driverapp.vocabulary.permissions import Permission
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires

report = Blueprint("report", __name__)

# What the page is told of what is missing, and where it shows it.
MISSING: dict[type[Exception], tuple[str, str]] = {
    OutcomeMissing: ("outcome", "closing"),
    QuestionMissing: ("question", "asking"),
    FileNumberMissing: ("hold", "hold"),
}


@report.get("/office/reports/<uuid:report_id>")
@requires(Permission.READ_REPORTS)
def show(report_id: UUID) -> Response:
    """Show a report with its content, once its opening is noted in the audit; 304 while nothing happened to it."""
    if not queries.is_visible(report_id):
        abort(404)
    # Taken first: whatever happens while the page is made, the next refresh fetches.
    mark = f"{queries.report_mark(report_id)}-{choose_language()}"
    if request.if_none_match.contains_weak(mark):
        return Response(status=304)
    note_report_opening(report_id)
    found = queries.load_report(report_id)
    if found is None:
        abort(404)
    amendments = queries.load_amendments(report_id)
    slugs = [found.place_site, *((each.fields.get("place") or {}).get("site") for each in amendments)]
    content = render_template(
        "office/report.html",
        sheet=sheet(found, amendments, queries.load_calls(report_id), queries.name_sites(slugs)),
        media=shown_media(list_media(report_id)),
        timeline=timeline(queries.load_timeline(report_id)),
        steps=steps(found),
        outcomes=outcomes(),
        conversation=conversation(found, list_messages(report_id), takes_text=_takes_text()),
        questions=questions(),
        hold=hold(found, current_policy()),
        message_id=uuid4(),
        comparable=can_be_compared(found),
        mark=mark,
        report_id=report_id,
    )
    answer = Response(content)
    answer.set_etag(mark)
    return answer


@report.post("/office/reports/<uuid:report_id>/steps")
@requires(Permission.WORK_REPORTS)
def step(report_id: UUID) -> AnyResponse | tuple[str, int]:
    """Take a step. Who comes second learns who did what meanwhile, and keeps the own entry."""
    form = StepForm()
    if not form.validate_on_submit():
        abort(400)
    entry = form.entry(choose_language())
    try:
        take_step(report_id, entry, actor_id())
    except UnknownReport:
        abort(404)
    except (OutcomeMissing, NotReleasable, QuestionMissing, FileNumberMissing) as wrong:
        return redirect(url_for("report.show", report_id=report_id, **_told(wrong, entry)), 303)
    except StepNotPossible:
        abort(400)
    except ChangedMeanwhile as changed:
        shown = conflict(entry, changed)
        return render_template("office/report_conflict.html", conflict=shown, entry=entry, report_id=report_id), 409
    return redirect(url_for("report.show", report_id=report_id), 303)


def _told(wrong: Exception, entry: Entry) -> dict[str, Any]:
    """How the page tells, and where, what an entry lacks."""
    if isinstance(wrong, NotReleasable):
        return {"outcome": entry.outcome or "", "helped": "not", "_anchor": "closing"}
    name, anchor = MISSING[type(wrong)]
    return {name: "missing", "_anchor": anchor}


def _takes_text() -> bool:
    return current_policy().text
