"""One association: its name and groups, sites, codes, staff numbers, people."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.associations.change import GroupInUse, change_association, groups_of
from driverapp.associations.changes import ChangedMeanwhile, deactivate, reactivate
from driverapp.associations.models import Association
from driverapp.associations.queries import UnknownAssociation, association_of, codes_of, sites_of
from driverapp.associations.staff import WHOLE, parts_on
from driverapp.office.forms.association import AssociationForm, CodeForm
from driverapp.office.presenters.association_words import DONE, said_of_group
from driverapp.office.presenters.associations import code, group_names, offered_groups
from driverapp.people.queries import people_of
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.web.permissions import fresh_proof, may, requires
from driverapp.web.sessions import require_person

association = Blueprint("association", __name__, url_prefix="/office/associations/<slug>")

Answer = Response | str | tuple[str, int]


@association.get("")
@requires(Permission.OPEN_ASSOCIATION)
def show(slug: str) -> str:
    """The page of an association."""
    return page(opened(slug))


@association.post("")
@requires(Permission.MANAGE_ASSOCIATIONS)
def change(slug: str) -> Answer:
    """Another name, other target groups."""
    found, form = opened(slug), AssociationForm()
    if not form.validate_on_submit():
        return page(found, form)
    try:
        seen, by = form.version.data or 0, require_person().id
        change_association(db.session(), found, form.name.data or "", form.chosen(), seen=seen, by=by)
    except ChangedMeanwhile:
        form.version.data = found.version
        return page(found, form, changed=True), 409
    except GroupInUse as error:
        form.groups.errors = [*form.groups.errors, said_of_group(error.group)]
        return page(found, form)
    return redirect(url_for("association.show", slug=slug, done="changed"), 303)


@association.post("/deactivation")
@requires(Permission.MANAGE_ASSOCIATIONS)
@fresh_proof
def take_away(slug: str) -> Response:
    """Offer it no longer; its codes rest."""
    return _switch(slug, deactivate, "deactivated")


@association.post("/reactivation")
@requires(Permission.MANAGE_ASSOCIATIONS)
def give_back(slug: str) -> Response:
    """Offer it again."""
    return _switch(slug, reactivate, "reactivated")


def opened(slug: str) -> Association:
    """The association of an address: every one for those who manage them, otherwise one's own or 404."""
    own = require_person().association
    if not may(Permission.MANAGE_ASSOCIATIONS) and (own is None or own.slug != slug):
        abort(404)
    try:
        return association_of(db.session(), slug)
    except UnknownAssociation:
        abort(404)


def page(
    found: Association,
    form: AssociationForm | None = None,
    code_form: CodeForm | None = None,
    *,
    changed: bool = False,
    wrong: str = "",
) -> str:
    """The page of an association. `changed`: somebody else was faster; `wrong`: why a step on a code was refused."""
    session = db.session()
    parts = parts_on(session, found.id)
    shown = {"name": found.name, "groups": sorted(groups_of(found)), "version": found.version}
    return render_template(
        "office/association.html",
        association=found,
        form=form or AssociationForm(formdata=None, data=shown),
        code_form=code_form or CodeForm(formdata=None),
        groups=TARGET_GROUP_NAMES,
        group_names=group_names(found),
        offered=offered_groups(found),
        sites=sites_of(session, found),
        codes=[code(each, parts) for each in codes_of(session, found)],
        staff=parts.get(WHOLE),
        people=people_of(session, found.id),
        changed=changed,
        wrong=wrong,
        done=DONE.get(request.args.get("done", "")) if request.method == "GET" else None,
    )


def _switch(slug: str, switch: Callable[..., None], done: str) -> Response:
    switch(db.session(), opened(slug), by=require_person().id)
    return redirect(url_for("association.show", slug=slug, done=done), 303)
