"""Who has to agree to what a target group reads, besides the police."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from driverapp.associations.queries import UnknownAssociation, all_associations
from driverapp.guidance.parties import parties_of, set_parties
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES, TargetGroup
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_parties = Blueprint("guidance_parties", __name__)

Answer = Response | str | tuple[str, int]


@guidance_parties.route("/office/guidance/parties", methods=["GET", "POST"])
@requires(Permission.MANAGE_ASSOCIATIONS)
def show() -> Answer:
    """The associations of every target group, to be ticked; the police is always asked."""
    form = FlaskForm()
    if not form.validate_on_submit():
        return _page(form, {group: _of(group) for group in TargetGroup})
    chosen = {group: set(request.form.getlist(f"{group}[]", type=int)) for group in TargetGroup}
    try:
        for group, associations in chosen.items():
            set_parties(db.session(), group, associations, by=require_person().id)
    except UnknownAssociation:
        return _page(form, chosen, gone=True), 409
    return redirect(url_for("guidance_parties.show", saved=1), 303)


def _of(group: TargetGroup) -> set[int]:
    return {each.association_id for each in parties_of(db.session(), group) if each.association_id is not None}


def _page(form: FlaskForm, chosen: dict[TargetGroup, set[int]], *, gone: bool = False) -> str:
    return render_template(
        "office/guidance_parties.html",
        form=form,
        chosen=chosen,
        groups=TARGET_GROUP_NAMES,
        associations=all_associations(db.session()),
        saved="saved" in request.args and request.method == "GET",
        gone=gone,
    )
