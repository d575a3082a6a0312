"""The map: the reports of a list beside it, or their places in words as a table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from driverapp.associations.queries import all_associations, all_sites
from driverapp.gazetteer.ground import ground
from driverapp.gazetteer.roads import roads, stamp
from driverapp.office.forms.filters import Asked
from driverapp.office.invented import with_invented_roads
from driverapp.office.lists import asked_list, note_search, read_cursor, written_cursor
from driverapp.office.map_tiles import map_tiles
from driverapp.office.openings import actor_id, note_opening
from driverapp.office.presenters.charts import charts
from driverapp.office.presenters.filters import filter_form
from driverapp.office.presenters.listing import searched
from driverapp.office.presenters.map import counts, points
from driverapp.office.presenters.places import Where, told, where
from driverapp.office.presenters.rows import rows
from driverapp.office.presenters.tabs import TAB_NAMES, empty, tab_links
from driverapp.office.way_back import TABLE, list_query
from driverapp.reports import queries
from driverapp.reports.lists import list_reports
from driverapp.reports.models import Report
from driverapp.reports.on_map import reports_on_map
from driverapp.reports.reads import last_read, unread_of
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.locale import choose_language
from driverapp.web.permissions import requires

map_page = Blueprint("map", __name__)


@map_page.get("/office/map")
@requires(Permission.READ_REPORTS)
def show() -> str:
    """A list of reports beside a map, or with `view=table` as a table of places."""
    asked = asked_list()
    # The mark is taken first: whatever changes while the page is made, the next refresh fetches.
    watermark = queries.watermark()
    return render_template(
        "office/map.html",
        mark=_mark(watermark),
        form=filter_form(asked, all_associations(db.session()), all_sites(db.session()), _address()),
        tiles=map_tiles(),
        ground=with_invented_roads(ground()),
        charts=charts(_address(), watermark),
        **_listing(asked),
    )


@map_page.get("/office/map/rows")
@requires(Permission.READ_REPORTS)
def refresh() -> Response:
    """The same list for a page that is open already; 304 as long as it would look the same."""
    mark = _mark(queries.watermark())
    if request.if_none_match.contains_weak(mark):
        return Response(status=304)
    answer = Response(render_template("office/map_list.html", **_listing(asked_list())))
    answer.set_etag(mark)
    return answer


@map_page.get("/office/map/reports.json")
@requires(Permission.READ_REPORTS)
def reports() -> Response:
    """All reports of the list that have a place, as points; 304 as long as they are the same."""
    asked, mark = asked_list(), _mark(queries.watermark())
    if not asked.filters.words and request.if_none_match.contains_weak(mark):
        return Response(status=304)
    shown = reports_on_map(asked.tab, asked.filters, order=asked.order)
    note_search(shown.looked_through)
    unread = unread_of((report.id for report in shown.reports), actor_id())
    found, others = points(shown.reports, _places(), unread)
    _note_places(len(found))
    answer = jsonify(reports=found, counts=counts(shown, len(found), others))
    answer.set_etag(mark)
    return answer


@map_page.get("/office/map/ground.json")
@requires(Permission.READ_REPORTS)
def neutral_ground() -> Answer:
    """What the map draws where there are no tiles: towns, motorways, rest areas."""
    answer = jsonify(with_invented_roads(ground()))
    answer.add_etag()
    return answer.make_conditional(request)


def _listing(asked: Asked) -> dict[str, object]:
    below = read_cursor(request.args.get("below", ""))
    page = list_reports(asked.tab, asked.filters, below, order=asked.order)
    note_search(page.looked_through)
    shown, place_of = list(page.reports), _places()
    if _is_table():
        _note_places(len(shown))
    ids, older = [report.id for report in shown], written_cursor(page.older)
    sites = queries.name_sites(report.place_site for report in shown)
    return {
        "asked": asked,
        "tab": asked.tab,
        "table": _is_table(),
        "address": _address(),
        "title": _(TAB_NAMES[asked.tab]),
        "empty": empty(asked, older, _address()),
        "tabs": tab_links(queries.count_unread(), asked, _address()),
        "rows": rows(shown, sites, unread_of(ids, actor_id()), queries.linked_to_calls(ids)),
        "places": {str(report.id): told(report, place_of(report)) for report in shown} if _is_table() else {},
        "list_query": list_query(asked, written_cursor(below), page="map", **_view()),
        "searched": searched(page),
        "below": written_cursor(below),
        "older": older,
    }


def _note_places(count: int) -> None:
    """Where phones were is content: the audit notes who opened it and of how many, but not each refresh of a page."""
    if not request.if_none_match:
        note_opening("map_opened", f"reports:{count}")


def _places() -> Callable[[Report], Where]:
    sites = {site.slug: site for site in all_sites(db.session())}
    return partial(where, sites=sites, roads=roads())


def _address() -> Callable[..., str]:
    """Where a list of other filters is shown in the same way."""
    more: dict[str, Any] = dict(_view())
    return partial(url_for, "map.show", **more)


def _view() -> dict[str, str]:
    return {"view": TABLE} if _is_table() else {}


def _is_table() -> bool:
    return request.args.get("view") == TABLE


def _mark(watermark: str) -> str:
    # Ages are shown in minutes, and what is erased meanwhile leaves no event.
    minute, read, (points_count, imported) = int(now().timestamp()) // 60, last_read(actor_id()), stamp()
    seen = read.timestamp() if read else 0
    return f"{watermark}-{seen}-{minute}-{points_count}{imported}-{choose_language()}".replace(" ", "T")
