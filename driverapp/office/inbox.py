"""The inbox: reports as lists, narrowed by filters, kept up to date without a reload."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from driverapp.associations.queries import all_associations, all_sites
from driverapp.office.bulk import bulk_told
from driverapp.office.forms.filters import Asked
from driverapp.office.lists import asked_list, note_search, read_cursor, read_moment, written_cursor
from driverapp.office.openings import actor_id
from driverapp.office.presenters.bulk import possible_in, told
from driverapp.office.presenters.charts import charts
from driverapp.office.presenters.filters import filter_form
from driverapp.office.presenters.listing import overdue, replies, searched
from driverapp.office.presenters.rows import Row, rows
from driverapp.office.presenters.saved_views import saved_views
from driverapp.office.presenters.steps import outcomes
from driverapp.office.presenters.tabs import TAB_NAMES, announcement, empty, tab_links
from driverapp.office.way_back import list_query
from driverapp.policy.current import current_policy
from driverapp.reports import queries
from driverapp.reports.codes import is_reference
from driverapp.reports.hand_over import known_offices
from driverapp.reports.lists import count_since, list_reports
from driverapp.reports.look_up import NotAReference, look_up
from driverapp.reports.models import Report
from driverapp.reports.reads import last_read, unread_of
from driverapp.reports.saved_views import views_of
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.letters import as_read
from driverapp.vocabulary.permissions import Permission
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires

inbox = Blueprint("inbox", __name__)

# To an empty inbox the very first report is news as well.
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


@inbox.get("/office/inbox")
@requires(Permission.READ_REPORTS)
def show() -> str | Answer:
    """A tab of the inbox, or with `reference` all reports that bear it."""
    typed = request.args.get("reference", "").strip()
    if typed:
        return _found(typed)
    asked = asked_list()
    if is_reference(as_read(asked.filters.words)):
        return redirect(url_for("inbox.show", reference=asked.filters.words))
    # The mark is taken first: whatever changes while the page is made, the next refresh fetches.
    watermark = queries.watermark()
    return render_template(
        "office/inbox.html",
        mark=_mark(watermark),
        form=filter_form(asked, all_associations(db.session()), all_sites(db.session())),
        views=saved_views(views_of(actor_id()), list_query(asked)),
        bulk_steps=possible_in(asked.tab),
        offices=known_offices(),
        outcomes=outcomes(),
        bulk=bulk_told(),
        told=told(request.args.get("told", "")),
        nothing_waits=request.args.get("nothing") == "waits",
        **_listing(asked, watermark),
    )


@inbox.get("/office/inbox/rows")
@requires(Permission.READ_REPORTS)
def refresh() -> Response:
    """The same list and charts for a page that is open already; 304 as long as it would look the same."""
    watermark = queries.watermark()
    mark = _mark(watermark)
    if request.if_none_match.contains_weak(mark):
        return Response(status=304)
    answer = Response(render_template("office/inbox_refresh.html", **_listing(asked_list(), watermark)))
    answer.set_etag(mark)
    return answer


def _found(typed: str) -> str:
    try:
        reports, wrong = look_up(typed), False
    except NotAReference:
        reports, wrong = [], True
    tabs = tab_links(queries.count_unread())
    return render_template("office/look_up.html", typed=typed, wrong=wrong, rows=_rows(reports), tabs=tabs)


def _listing(asked: Asked, watermark: str) -> dict[str, object]:
    below, since = read_cursor(request.args.get("below", "")), _since()
    page = list_reports(asked.tab, asked.filters, below, order=asked.order)
    note_search(page.looked_through)
    newest, older = queries.newest_moment(), written_cursor(page.older)
    return {
        "asked": asked,
        "tab": asked.tab,
        "title": _(TAB_NAMES[asked.tab]),
        "empty": empty(asked, older),
        "tabs": tab_links(queries.count_unread(), asked),
        "rows": _rows(page.reports),
        "list_query": list_query(asked, written_cursor(below)),
        "searched": searched(page),
        "overdue": overdue(queries.count_overdue(), current_policy().unread_alarm_hours),
        "replies": replies(queries.count_replies()),
        "below": written_cursor(below),
        "older": older,
        "charts": charts(partial(url_for, "inbox.show"), watermark),
        "newest": (newest or BEFORE_ALL).isoformat(),
        "ongoing": _ongoing(),
        "announcement": announcement(count_since(asked.tab, asked.filters, since)) if since else "",
    }


def _rows(reports: Iterable[Report]) -> list[Row]:
    shown = list(reports)
    unread = unread_of((report.id for report in shown), actor_id())
    called = queries.linked_to_calls(report.id for report in shown)
    return rows(shown, queries.name_sites(report.place_site for report in shown), unread, called)


def _ongoing() -> str:
    """What the tone goes by, whatever list is open."""
    count, last = queries.ongoing_unseen()
    return f"{count} {(last or BEFORE_ALL).isoformat()}"


def _mark(watermark: str) -> str:
    # Ages are shown in minutes: they too make a list look different, and so does what this person has read meanwhile.
    minute, read = int(now().timestamp()) // 60, last_read(actor_id())
    return f"{watermark}-{read.timestamp() if read else 0}-{minute}-{choose_language()}"


def _since() -> datetime | None:
    return read_moment(request.args["since"]) if request.args.get("since") else None
