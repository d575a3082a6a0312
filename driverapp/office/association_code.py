"""Codes of an association: made, renewed, ended, taken up again; each with its poster and its cards."""

from collections.abc import Callable

import segno
from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from driverapp.associations.changes import Deactivated
from driverapp.associations.enrol import (
    AlreadyEnded,
    AlreadyEnrolled,
    GroupNotThere,
    GroupTooSmall,
    add_enrolment,
    end_enrolment,
    renew_enrolment,
    revive_enrolment,
)
from driverapp.associations.models import Association, Enrolment
from driverapp.associations.staff import parts_on
from driverapp.config import Config
from driverapp.office.association import Answer, opened, page
from driverapp.office.association_staff import site_named
from driverapp.office.forms.association import CodeForm
from driverapp.office.presenters.association_words import DONE, said_of_code
from driverapp.office.presenters.associations import code
from driverapp.office.presenters.posters import PAPERS, poster_data
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.web.downloads import as_download
from driverapp.web.pdf import make_pdf
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

association_code = Blueprint("association_code", __name__, url_prefix="/office/associations/<slug>/codes")

REFUSALS = (AlreadyEnded, AlreadyEnrolled, GroupNotThere, GroupTooSmall, Deactivated)
STEPS: dict[str, tuple[Callable[..., None], str]] = {
    "end": (end_enrolment, "ended"),
    "renewal": (renew_enrolment, "renewed"),
    "revival": (revive_enrolment, "revived"),
}


@association_code.post("")
@requires(Permission.OPEN_ASSOCIATION)
def make(slug: str) -> Answer:
    """A new code."""
    found, form = opened(slug), CodeForm()
    if not form.validate_on_submit():
        return page(found, code_form=form)
    site = site_named(found, form.site.data)
    try:
        group = TargetGroup(form.target_group.data or "")
        made = add_enrolment(db.session(), found, group, site, by=require_person().id)
    except REFUSALS as error:
        form.target_group.errors = [*form.target_group.errors, said_of_code(error)]
        return page(found, code_form=form)
    return redirect(url_for("association_code.show", slug=slug, enrolment_id=made.id, done="made"), 303)


@association_code.get("/<int:enrolment_id>")
@requires(Permission.OPEN_ASSOCIATION)
def show(slug: str, enrolment_id: int) -> str:
    """A code with its picture, its address, and what there is for paper."""
    found = opened(slug)
    return _page(found, _enrolment(found, enrolment_id))


@association_code.post("/<int:enrolment_id>/<any(end, renewal, revival):step>")
@requires(Permission.OPEN_ASSOCIATION)
def take_step(slug: str, enrolment_id: int, step: str) -> Answer:
    """End, renew or take up again."""
    found = opened(slug)
    enrolment = _enrolment(found, enrolment_id)
    act, done = STEPS[step]
    try:
        act(db.session(), enrolment, by=require_person().id)
    except REFUSALS as error:
        return _page(found, enrolment, wrong=said_of_code(error)), 409
    return redirect(url_for("association_code.show", slug=slug, enrolment_id=enrolment_id, done=done), 303)


@association_code.get("/<int:enrolment_id>/paper.pdf")
@requires(Permission.OPEN_ASSOCIATION)
def paper(slug: str, enrolment_id: int) -> Response | Redirect:
    """Poster or cards, one for each language that the address names."""
    found = opened(slug)
    enrolment = _enrolment(found, enrolment_id)
    if not request.args.getlist("language"):
        return redirect(
            url_for(
                "association_code.show", slug=slug, enrolment_id=enrolment_id, language="missing", _anchor="languages"
            ),
            303,
        )
    wanted = request.args.get("paper", "")
    chosen = [each for each in DRIVER_LANGUAGES if each in request.args.getlist("language")] or [SOURCE]
    kind = wanted if wanted in PAPERS else PAPERS[0]
    answer = Response(make_pdf("office/poster.typ", poster_data(enrolment, kind, chosen, _address(enrolment))))
    answer.mimetype = "application/pdf"
    return as_download(answer, f"{enrolment.code}-{kind}.pdf")


def _enrolment(found: Association, enrolment_id: int) -> Enrolment:
    enrolment = db.session.get(Enrolment, enrolment_id)
    return enrolment if enrolment is not None and enrolment.association_id == found.id else abort(404)


def _address(enrolment: Enrolment) -> str:
    config: Config = current_app.config["DRIVERAPP"]
    return f"{config.base_url}{url_for('join.show', code=enrolment.code)}"


def _page(found: Association, enrolment: Enrolment, *, wrong: str = "") -> str:
    address = _address(enrolment)
    return render_template(
        "office/association_code.html",
        association=found,
        enrolment=enrolment,
        code=code(enrolment, parts_on(db.session(), found.id)),
        address=address,
        # Dark on light in both themes: cameras want it so.
        picture=segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#10161d", light="#ffffff"),
        languages=DRIVER_LANGUAGES,
        without_language=request.args.get("language") == "missing",
        wrong=wrong,
        done=DONE.get(request.args.get("done", "")) if request.method == "GET" else None,
    )
