"""All guidance: what there is, how it stands, what waits for the person who looks; a new item; all as an archive."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from driverapp.guidance.export import export_content
from driverapp.guidance.frame import InvalidFrame
from driverapp.guidance.overview import known_slugs, list_items
from driverapp.guidance.write import SlugTaken, create_item
from driverapp.office.forms.guidance_frame import NewItemForm, free_slug
from driverapp.office.openings import note_opening
from driverapp.office.presenters.guidance_items import rows
from driverapp.office.presenters.guidance_tasks import tasks
from driverapp.office.presenters.guidance_words import GROUP_NAMES, KIND_NAMES, STATUS_NAMES
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_items = Blueprint("guidance_items", __name__)

FILTERS = ("kind", "target_group", "state")


@guidance_items.get("/office/guidance")
@requires(Permission.READ_GUIDANCE)
def show() -> str:
    """The list, by kind, target group and state where the address asks for it."""
    items = list_items(db.session())
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    return render_template(
        "office/guidance_items.html",
        rows=rows(db.session(), items, chosen),
        tasks=tasks(db.session(), items, require_person()),
        chosen=chosen,
        there_are_some=bool(items),
        kinds=KIND_NAMES,
        groups=GROUP_NAMES,
        statuses=STATUS_NAMES,
    )


@guidance_items.route("/office/guidance/new", methods=["GET", "POST"])
@requires(Permission.WRITE_GUIDANCE)
def create() -> Answer | str:
    """A new item; its text is written on the next page."""
    form = NewItemForm()
    if form.validate_on_submit():
        slug = free_slug(form.title.data or "", known_slugs(db.session()))
        try:
            create_item(db.session(), slug, form.frame(), by=require_person().id)
        except InvalidFrame as error:
            form.complain(error)
        except SlugTaken:
            # Somebody had the same idea in the same second; to send it again finds another name.
            return render_template("office/guidance_new.html", form=form, kinds=KIND_NAMES, groups=GROUP_NAMES)
        else:
            return redirect(url_for("guidance_editing.edit", slug=slug, language="de", title=form.title.data), 303)
    return render_template("office/guidance_new.html", form=form, kinds=KIND_NAMES, groups=GROUP_NAMES)


@guidance_items.get("/office/guidance/content.zip")
@requires(Permission.WRITE_GUIDANCE)
def archive() -> Response:
    """What is in force, as content files that another installation can load."""
    note_opening("guidance_exported", "guidance:all")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "content.zip"
        export_content(db.session(), path)
        answer = Response(path.read_bytes(), mimetype="application/zip")
    return as_download(answer, f"guidance-{local_day(now())}.zip")
