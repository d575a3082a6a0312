"""The inbox: reports as lists, newest first, kept up to date without a reload."""

from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _

from driverapp.office.forms.filters import Asked, read_filters
from driverapp.office.presenters.rows import rows
from driverapp.office.presenters.tabs import EMPTY, TAB_NAMES, announcement, tab_links
from driverapp.reports import queries
from driverapp.reports.lists import count_since, list_reports
from driverapp.reports.look_up import NotAReference, look_up
from driverapp.reports.walk import Cursor
from driverapp.store.clock import now
from driverapp.vocabulary.permissions import Permission
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires

inbox = Blueprint("inbox", __name__)

# To an empty inbox the very first report is news as well.
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
# In the place of a page: it begins among those that nobody has marked as seen.
WAITING = "waiting"


@inbox.get("/office/inbox")
@requires(Permission.READ_REPORTS)
def show() -> str:
    """A tab of the inbox, or with `reference` all reports that bear it."""
    typed = request.args.get("reference", "").strip()
    if typed:
        return _found(typed)
    # The mark is taken first: whatever changes while the page is made, the next refresh fetches.
    mark = _mark()
    return render_template("office/inbox.html", mark=mark, **_listing())


@inbox.get("/office/inbox/rows")
@requires(Permission.READ_REPORTS)
def refresh() -> Response:
    """The same list for a page that is open already; 304 as long as it would look the same."""
    mark = _mark()
    if request.if_none_match.contains_weak(mark):
        return Response(status=304)
    answer = Response(render_template("office/inbox_list.html", **_listing()))
    answer.set_etag(mark)
    return answer


def _found(typed: str) -> str:
    try:
        reports, wrong = look_up(typed), False
    except NotAReference:
        reports, wrong = [], True
    sites = queries.name_sites(report.place_site for report in reports)
    tabs = tab_links(queries.count_unread())
    return render_template("office/look_up.html", typed=typed, wrong=wrong, rows=rows(reports, sites), tabs=tabs)


def _listing() -> dict[str, object]:
    asked, below, since = _asked(), _below(), _since()
    page = list_reports(asked.tab, asked.filters, below, order=asked.order)
    newest = queries.newest_moment()
    return {
        "asked": asked,
        "tab": asked.tab,
        "title": _(TAB_NAMES[asked.tab]),
        "empty": _(EMPTY[asked.tab]),
        "tabs": tab_links(queries.count_unread()),
        "rows": rows(page.reports, queries.name_sites(report.place_site for report in page.reports)),
        "below": _written(below),
        "older": _written(page.older),
        "newest": (newest or BEFORE_ALL).isoformat(),
        "announcement": announcement(count_since(asked.tab, asked.filters, since)) if since else "",
    }


def _mark() -> str:
    # Ages are shown in minutes: they too make a list look different.
    minute = int(now().timestamp()) // 60
    return f"{queries.watermark()}-{minute}-{choose_language()}"


def _asked() -> Asked:
    try:
        return read_filters(request.args)
    except ValueError:
        abort(404)


def _since() -> datetime | None:
    return _moment(request.args["since"]) if request.args.get("since") else None


def _below() -> Cursor | None:
    moment, _separator, rest = request.args.get("below", "").partition("~")
    report_id, _separator, waiting = rest.partition("~")
    if not moment:
        return None
    try:
        return Cursor(_moment(moment), UUID(report_id), waiting=waiting == WAITING)
    except ValueError:
        abort(404)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        abort(404)
    return moment if moment.tzinfo else abort(404)


def _written(cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return f"{cursor.visible_at.isoformat()}~{cursor.id}" + (f"~{WAITING}" if cursor.waiting else "")
