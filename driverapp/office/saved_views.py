"""Lists that somebody keeps under a name: saved from the inbox, renamed and deleted on a page of their own."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.lists import asked_list
from driverapp.office.openings import actor_id
from driverapp.office.presenters.saved_views import saved_views as shown_views
from driverapp.office.way_back import list_query
from driverapp.reports.inbox_models import SavedView
from driverapp.reports.saved_views import (
    LONGEST_NAME,
    NameMissing,
    TooMany,
    delete_view,
    find_view,
    rename_view,
    save_view,
    views_of,
)
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

saved_views = Blueprint("saved_views", __name__)


@saved_views.get("/office/inbox/views")
@requires(Permission.READ_REPORTS)
def show() -> str:
    """One's own views, to rename and delete them."""
    return render_template(
        "office/saved_views.html",
        views=shown_views(views_of(actor_id())),
        longest=LONGEST_NAME,
        wrong=request.args.get("wrong", ""),
    )


@saved_views.post("/office/inbox/views")
@requires(Permission.READ_REPORTS)
def save() -> Response:
    """Keep the list in the form's address under a name."""
    asked = asked_list()
    try:
        save_view(actor_id(), request.form.get("name", ""), list_query(asked))
    except (NameMissing, TooMany) as refused:
        told = "name" if isinstance(refused, NameMissing) else "views"
        return redirect(url_for("inbox.show", **asked.values(), told=told), 303)
    return redirect(url_for("inbox.show", **asked.values()), 303)


@saved_views.post("/office/inbox/views/<int:view_id>")
@requires(Permission.READ_REPORTS)
def rename(view_id: int) -> Response:
    """Give a view another name."""
    try:
        rename_view(_found(view_id), request.form.get("name", ""))
    except NameMissing:
        return redirect(url_for("saved_views.show", wrong=view_id), 303)
    return redirect(url_for("saved_views.show"), 303)


@saved_views.post("/office/inbox/views/<int:view_id>/deletion")
@requires(Permission.READ_REPORTS)
def delete(view_id: int) -> Response:
    """Delete a view."""
    delete_view(_found(view_id))
    return redirect(url_for("saved_views.show"), 303)


def _found(view_id: int) -> SavedView:
    return find_view(view_id, actor_id()) or abort(404)
