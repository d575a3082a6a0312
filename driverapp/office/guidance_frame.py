"""What a version is besides its texts: target group, last day, and where a notice holds."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.guidance.digest import version_digest
from driverapp.guidance.frame import InvalidFrame
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.guidance.write import FrameFixed, set_frame
from driverapp.office.forms.guidance_frame import FrameForm
from driverapp.office.guidance_editing import opened
from driverapp.office.presenters.guidance_faults import said_of_step
from driverapp.office.presenters.guidance_item import heading
from driverapp.office.presenters.guidance_words import GROUP_NAMES, KIND_NAMES
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_frame = Blueprint("guidance_frame", __name__)

Answer = Response | str | tuple[str, int]


@guidance_frame.route("/office/guidance/<slug>/frame", methods=["GET", "POST"])
@requires(Permission.WRITE_GUIDANCE)
def show(slug: str) -> Answer:
    """The form, and what it changes; a proposal goes back to draft by it."""
    version = opened(slug)
    if version is None:
        return redirect(url_for("guidance_item.show", slug=slug), 303)
    form = FrameForm(obj=version.item, data={"valid_until": version.valid_until})
    if not form.validate_on_submit():
        return _page(version, form)
    try:
        set_frame(db.session(), version.id, form.frame(), seen=request.form.get("seen", ""), by=require_person().id)
    except InvalidFrame as error:
        form.complain(error)
        return _page(version, form)
    except (FrameFixed, ChangedMeanwhile, StepNotPossible) as error:
        return _page(version, form, wrong=said_of_step(error)), 409
    return redirect(url_for("guidance_item.show", slug=slug, version=version.number, done="frame"), 303)


def _page(version: GuidanceVersion, form: FrameForm, wrong: str = "") -> str:
    was_read = any(each.published_at or each.starter for each in version.item.versions)
    return render_template(
        "office/guidance_frame.html",
        form=form,
        version=version,
        item=version.item,
        heading=heading(version.item, version),
        kinds=KIND_NAMES,
        groups=GROUP_NAMES,
        fixed=was_read,
        seen=version_digest(version),
        wrong=wrong,
    )
