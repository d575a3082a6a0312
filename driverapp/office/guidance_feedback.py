"""What readers find wrong, for the next revision; with the reach as a pack for the partners' conference."""

from flask import Blueprint, Response, render_template, request

from driverapp.balance.reach import reach
from driverapp.guidance.feedback import list_feedback
from driverapp.guidance.overview import item_titles
from driverapp.office.openings import note_opening
from driverapp.office.presenters.guidance_feedback import by_item, sheet
from driverapp.office.presenters.guidance_pack import pack_data
from driverapp.office.presenters.guidance_reach import tables
from driverapp.office.presenters.times import day
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.locale import choose_language
from driverapp.web.pdf import make_pdf
from driverapp.web.permissions import requires

guidance_feedback = Blueprint("guidance_feedback", __name__, url_prefix="/office/guidance/feedback")


@guidance_feedback.get("")
@requires(Permission.WRITE_GUIDANCE)
def show() -> str:
    """The feedback to all items, or to the one that `item` names."""
    slug, titles = request.args.get("item"), item_titles(db.session())
    found = by_item(list_feedback(db.session(), slug), titles)
    return render_template("office/guidance_feedback.html", items=found, only=titles.get(slug, slug) if slug else None)


@guidance_feedback.get("/pack.pdf")
@requires(Permission.WRITE_GUIDANCE)
def pack() -> Response:
    """Feedback and reach on paper."""
    note_opening("feedback_exported", "feedback:pdf")
    titles = item_titles(db.session())
    items = by_item(list_feedback(db.session()), titles)
    data = pack_data(items, tables(reach(), titles), day(local_day(now())), choose_language())
    return _download(make_pdf("office/guidance_pack.typ", data), "application/pdf", "pdf")


@guidance_feedback.get("/pack.csv")
@requires(Permission.WRITE_GUIDANCE)
def pack_sheet() -> Response:
    """Feedback and reach as a sheet."""
    note_opening("feedback_exported", "feedback:csv")
    written = sheet(list_feedback(db.session()), reach(), item_titles(db.session()))
    return _download(written, "text/csv", "csv")


def _download(content: bytes | str, mimetype: str, ending: str) -> Response:
    return as_download(Response(content, mimetype=mimetype), f"conference-{local_day(now())}.{ending}")
