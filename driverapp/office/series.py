"""Series of reports: their list, a page for each, and the steps with them."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.gazetteer.locate import Roads
from driverapp.office.bulk import bulk_told
from driverapp.office.forms.series import SeriesForm
from driverapp.office.invented import rough_roads
from driverapp.office.openings import actor_id, note_opening, note_openings
from driverapp.office.presenters.hand_over import HandOver, hand_over
from driverapp.office.presenters.series import Ground, listed_line, series_page
from driverapp.office.presenters.series_handover import handing
from driverapp.office.presenters.series_steps import happened_lines, step_words
from driverapp.reports import queries, series_queries
from driverapp.reports.bulk import last_bulk_step
from driverapp.reports.candidates import load_sites
from driverapp.reports.entries import kept_entries, load_entries
from driverapp.reports.hand_over import KINDS, known_offices
from driverapp.reports.models import Report
from driverapp.reports.series_change import LONGEST_NAME, Step, join, part, relink, rename, split, unlink
from driverapp.reports.series_steps import SeriesChanged, StepRefused, UnknownSeries
from driverapp.reports.series_undo import undoable_acts
from driverapp.reports.similar import LinkingOff, check_linking
from driverapp.reports.steps import Step as StepWithReport
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.states import State
from driverapp.web.permissions import requires

series = Blueprint("series", __name__, url_prefix="/office/series")


@series.before_request
def only_where_reports_are_linked() -> None:
    """Answer 404 where the operator's policy links none."""
    try:
        check_linking()
    except LinkingOff:
        abort(404)


@series.get("")
@requires(Permission.READ_REPORTS)
def show_all() -> str:
    """The series that go on, or those that have ended; their names are content, so the look is noted."""
    ended = request.args.get("ended") == "1"
    found, older = series_queries.list_series(ended=ended, below=request.args.get("below", type=int))
    note_opening("series_listed", f"count:{len(found)}")
    return render_template(
        "office/series_list.html", lines=[listed_line(each) for each in found], older=older, ended=ended
    )


@series.get("/<int:series_id>")
@requires(Permission.READ_REPORTS)
def show(series_id: int) -> str:
    """A series with the content of all its members, once every opening is noted in the audit."""
    ids = series_queries.load_member_ids(series_id)
    if not series_queries.is_known(series_id):
        abort(404)
    members_opened = [("report_opened", f"report:{each}") for each in ids]
    note_openings([("series_opened", f"series:{series_id}"), *members_opened], read=ids)
    found = series_queries.load_series(series_id) or abort(404)
    # What was linked since the openings were noted shows with the next look.
    members = [each for each in series_queries.load_memberships(series_id) if each.report.id in ids]
    names = queries.name_sites(each.report.place_site for each in members)
    reports = [each.report for each in members]
    history = series_queries.load_history(series_id)
    return render_template(
        "office/series.html",
        series=found,
        page=series_page(found, members, Ground(Roads(), load_sites(), names, rough_roads())),
        history=happened_lines(history, undoable_acts(found, history)),
        refused=request.args.get("refused"),
        longest_name=LONGEST_NAME,
        handing=handing(reports, list(_hand_overs(reports)), known_offices()),
        handed=last_bulk_step(StepWithReport.HAND_OVER, actor_id(), reports),
        bulk=bulk_told(),
        missing=request.args.get("missing"),
    )


@series.post("/<int:series_id>/steps")
@requires(Permission.WORK_REPORTS)
def step(series_id: int) -> Response | tuple[str, int]:
    """Take a step. Who comes second learns who did what meanwhile, and nothing is overwritten."""
    form = SeriesForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        taken = _take(series_id, form)
    except UnknownSeries:
        abort(404)
    except StepRefused:
        return redirect(url_for("series.show", series_id=series_id, refused=form.step.data), 303)
    except SeriesChanged as changed:
        lines, again = happened_lines(changed.meanwhile), url_for("series.show", series_id=series_id)
        entry = step_words(Step(form.step.data or ""), (form.name.data or "").strip())
        return render_template("office/series_conflict.html", happened=lines, again=again, entry=entry), 409
    return redirect(url_for("series.show", series_id=taken or series_id), 303)


def _hand_overs(reports: Sequence[Report]) -> Iterator[HandOver]:
    for each in reports:
        kept = kept_entries(queries.load_timeline(each.id), load_entries(each.id), *KINDS)
        told = hand_over(each, kept, ()) if each.state == State.HANDED_OVER else None
        if told is not None:
            yield told


def _take(series_id: int, form: SeriesForm) -> int | None:
    version, actor, other = form.version.data or 0, actor_id(), form.other.data or 0
    taken: dict[Step, Callable[[], int | None]] = {
        Step.UNLINK: lambda: unlink(series_id, version, _report(form.report.data), actor),
        Step.RELINK: lambda: relink(series_id, version, form.act.data or 0, actor),
        Step.SPLIT: lambda: split(series_id, version, [_report(each) for each in form.reports.data or []], actor),
        Step.PART: lambda: part(series_id, version, other, actor),
        Step.JOIN: lambda: join(series_id, version, other, actor),
        Step.RENAME: lambda: rename(series_id, version, " ".join((form.name.data or "").split()), actor),
    }
    return taken[Step(form.step.data or "")]()


def _report(written: str | None) -> UUID:
    try:
        return UUID(written or "")
    except ValueError:
        raise StepRefused from None
