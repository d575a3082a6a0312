"""A report's page and the steps with it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.forms.report import StepForm
from driverapp.office.openings import actor_id, note_report_opening, note_still_open
from driverapp.office.presenters.steps import conflict
from driverapp.office.report_page import render_report
from driverapp.reports import queries
from driverapp.reports.check_entry import HandOverNumberWrong, NoteMissing, OfficeMissing, TranslationMissing
from driverapp.reports.entries import load_entries
from driverapp.reports.hold import FileNumberMissing, lets_go
from driverapp.reports.readers import other_readers
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import (
    ChangedMeanwhile,
    NotReleasable,
    OutcomeMissing,
    QuestionMissing,
    StepNotPossible,
    UnknownReport,
    take_step,
)
from driverapp.reports.undo import CannotUndo
from driverapp.store.database import reading
from driverapp.vocabulary.permissions import Permission
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires
from driverapp.web.proof import ask_for_proof

report = Blueprint("report", __name__)

# What the page is told of what is missing, and where it shows it.
MISSING: dict[type[Exception], tuple[str, str]] = {
    OutcomeMissing: ("outcome", "closing"),
    QuestionMissing: ("question", "asking"),
    FileNumberMissing: ("hold", "hold"),
    NotReleasable: ("outcome", "closing"),
}
# What somebody typed more than a line for comes back with it.
WORDLESS: dict[type[Exception], str] = {
    OfficeMissing: "office",
    HandOverNumberWrong: "file_number",
    NoteMissing: "note",
    TranslationMissing: "translation",
}
# Where the page is read on after a step, and the keyboard goes on; all others at the steps.
ANCHORS = {Step.NOTE: "notes", Step.TRANSLATE: "main", Step.ASK: "asking"}


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
    content = render_report(report_id, mark)
    answer = Response(content)
    answer.set_etag(mark)
    return answer


@report.get("/office/reports/<uuid:report_id>/readers")
@requires(Permission.READ_REPORTS)
def readers(report_id: UUID) -> str:
    """Who else has a report open, for a page that is open already; it shows nothing of the report."""
    if not queries.is_visible(report_id):
        abort(404)
    note_still_open(report_id)
    return render_template("office/report_readers.html", readers=other_readers(report_id, actor_id()))


@report.post("/office/reports/<uuid:report_id>/steps")
@requires(Permission.WORK_REPORTS)
def step(report_id: UUID) -> AnyResponse | tuple[str, int]:
    """Take a step. Who comes second learns who did what meanwhile, and keeps the own entry.

    What ends a hold is risky: somebody at an open desk must not do it, so the second factor is asked for again.
    """
    form = StepForm()
    if not form.validate_on_submit():
        abort(400)
    entry = form.entry(choose_language())
    if lets_go(report_id, entry) and (asked := ask_for_proof()) is not None:
        return asked
    try:
        take_step(report_id, entry, actor_id())
    except UnknownReport:
        abort(404)
    except tuple(MISSING) as wrong:
        return redirect(url_for("report.show", report_id=report_id, **_told(wrong, entry)), 303)
    except tuple(WORDLESS) as wrong:
        return _again(report_id, entry, WORDLESS[type(wrong)])
    except (StepNotPossible, CannotUndo):
        abort(400)
    except ChangedMeanwhile as changed:
        return show_conflict(report_id, entry, changed, url_for("report.step", report_id=report_id))
    return redirect(url_for("report.show", report_id=report_id, _anchor=ANCHORS.get(entry.step, "work")), 303)


def show_conflict(
    report_id: UUID, entry: Entry, changed: ChangedMeanwhile, action: str, *more: tuple[str, str]
) -> tuple[str, int]:
    """The page for who came second: both entries, and the own one, `more` of it, to be sent again to `action`."""
    shown = conflict(entry, changed, load_entries(report_id), action)
    shown = replace(shown, fields=[*shown.fields, *more])
    return render_template("office/report_conflict.html", conflict=shown, report_id=report_id), 409


def _again(report_id: UUID, entry: Entry, missing: str) -> tuple[str, int]:
    """The page once more, with what was typed and what is missing."""
    # Nothing was written: what notes the opening gets its turn.
    with reading():
        mark = f"{queries.report_mark(report_id)}-{choose_language()}"
        note_report_opening(report_id)
        return render_report(report_id, mark, entry, missing), 422


def _told(wrong: Exception, entry: Entry) -> dict[str, Any]:
    """How the page tells, and where, what an entry lacks."""
    if isinstance(wrong, NotReleasable):
        return {"outcome": entry.outcome or "", "helped": "not", "_anchor": "closing"}
    name, anchor = MISSING[type(wrong)]
    return {name: "missing", "_anchor": anchor}
