"""Blackening parts of a photo in a copy of it."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.redaction import LINES, RedactionForm, fields_of
from driverapp.office.openings import actor_id
from driverapp.office.report import show_conflict
from driverapp.reports import queries
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.media_queries import MediumGone
from driverapp.reports.media_redact import Box, Copy, NoBox, drop_copy, keep_copy, make_copy
from driverapp.reports.models import Medium
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import ChangedMeanwhile, StepNotPossible, UnknownReport, take_step
from driverapp.store.database import reading
from driverapp.store.insert import exists
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

redaction = Blueprint("redaction", __name__)

ADDRESS = "/office/reports/<uuid:report_id>/media/<uuid:medium_id>/redaction"


@redaction.get(ADDRESS)
@requires(Permission.WORK_REPORTS)
def show(report_id: UUID, medium_id: UUID) -> str:
    """The photo with fields for boxes; its own fetching stands in the audit."""
    return _page(report_id, medium_id, RedactionForm(), wrong=False)


@redaction.post(ADDRESS)
@requires(Permission.WORK_REPORTS)
def make(report_id: UUID, medium_id: UUID) -> Response | tuple[str, int]:
    """Keep a copy with the boxes burnt in; the original stays until its erasure."""
    form = RedactionForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        with reading():
            boxes = form.boxes()
            copy = make_copy(report_id, medium_id, boxes)
    except NoBox:
        return _page(report_id, medium_id, form, wrong=True), 422
    except MediumGone:
        abort(404)
    return _keep(report_id, medium_id, form, copy=copy, boxes=boxes)


def _keep(
    report_id: UUID, medium_id: UUID, form: RedactionForm, *, copy: Copy, boxes: list[Box]
) -> Response | tuple[str, int]:
    entry = Entry(Step.REDACT, form.version.data or 0, copy=copy.medium.id)
    try:
        take_step(report_id, entry, actor_id())
        keep_copy(copy)
    except UnknownReport:
        abort(404)
    except StepNotPossible:
        abort(400)
    except ChangedMeanwhile as changed:
        address = url_for("redaction.make", report_id=report_id, medium_id=medium_id)
        return show_conflict(report_id, entry, changed, address, *fields_of(boxes))
    except Exception:
        drop_copy(copy)
        raise
    return redirect(url_for("report.show", report_id=report_id, _anchor="media-title"), 303)


def _page(report_id: UUID, medium_id: UUID, form: RedactionForm, *, wrong: bool) -> str:
    photo = exists(Medium, id=medium_id, report_id=report_id, kind=MediumKind.PHOTO, erased_at=None)
    if not (queries.is_visible(report_id) and photo):
        abort(404)
    found = queries.load_report(report_id)
    version = form.version.data or (found.version if found else 0)
    typed = form.typed()
    typed += [[""] * 4] * (LINES - len(typed))
    content = {"report_id": report_id, "medium_id": medium_id, "version": version, "typed": typed, "wrong": wrong}
    return render_template("office/redaction.html", **content)
