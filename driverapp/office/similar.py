"""The part "Ähnliche Meldungen" of a report's page, in a request of its own, and linking from there."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.series import LinkForm
from driverapp.office.openings import actor_id, note_opening
from driverapp.office.presenters.series_steps import happened_lines
from driverapp.office.presenters.similar import suggested
from driverapp.reports import queries
from driverapp.reports.series_link import Standing, UnknownReport, link, standing
from driverapp.reports.series_queries import load_series
from driverapp.reports.series_steps import SeriesChanged, StepRefused, count_members
from driverapp.reports.similar import LinkingOff, NotComparable, check_linking, prepare_search, suggest
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

similar = Blueprint("similar", __name__, url_prefix="/office/reports/<uuid:report_id>")


@similar.get("/similar")
@requires(Permission.READ_REPORTS)
def show(report_id: UUID) -> str:
    """Suggestions for a report, once the search is noted in the audit with how many it opens; 404 where it is off."""
    try:
        check_linking()
        search = prepare_search(report_id)
        note_opening("similar_searched", f"report:{report_id} count:{len(search.candidates)}")
        found = suggest(search)
    except (LinkingOff, NotComparable):
        abort(404)
    sites = queries.name_sites(each.report.place_site for each in found)
    stands = {each.report.id: standing(each.report.id) for each in found}
    own = standing(report_id)
    return render_template(
        "office/similar.html",
        report_id=report_id,
        suggestions=[
            suggested(each, stands[each.report.id].series_id, _written(stands[each.report.id]), sites) for each in found
        ],
        opened=len(search.candidates),
        passed_over=search.passed_over,
        own=_written(own),
        series=load_series(own.series_id) if own.series_id else None,
        members=count_members(own.series_id),
    )


@similar.post("/links")
@requires(Permission.WORK_REPORTS)
def add(report_id: UUID) -> Response | tuple[str, int]:
    """Link a suggestion; who comes second is told what happened meanwhile."""
    form = LinkForm()
    if not form.validate_on_submit():
        abort(400)
    seen = (_standing(form.own.data), _standing(form.theirs.data))
    try:
        link(report_id, UUID(form.other.data), seen, actor_id())
    except (LinkingOff, UnknownReport):
        abort(404)
    except StepRefused:
        abort(400)
    except SeriesChanged as changed:
        lines = happened_lines(changed.meanwhile)
        again = url_for("similar.show", report_id=report_id)
        return render_template("office/series_conflict.html", happened=lines, again=again, entry=None), 409
    return redirect(url_for("similar.show", report_id=report_id), 303)


def _written(stand: Standing) -> str:
    return f"{stand.series_id}.{stand.version}"


def _standing(written: str | None) -> Standing:
    series_id, _dot, version = (written or "").partition(".")
    return Standing(int(series_id), int(version))
