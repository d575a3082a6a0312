"""All associations, and a new one. Whoever keeps one association is led to it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.associations.add import LONGEST_SLUG, InvalidName, InvalidSlug, SlugTaken, add_association
from driverapp.associations.models import Association, Enrolment, Site
from driverapp.associations.queries import all_associations, count_by_association, known_slugs
from driverapp.associations.staff import whole_staff_on
from driverapp.office.forms.association import NAME_NEEDED, NewAssociationForm
from driverapp.office.forms.slugs import slug_of
from driverapp.office.presenters.associations import list_rows
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import may, requires
from driverapp.web.sessions import require_person

associations = Blueprint("associations", __name__)

COMPLAINTS: dict[type[Exception], tuple[str, str]] = {
    InvalidName: ("name", NAME_NEEDED),
    InvalidSlug: ("slug", N_("Nur kleine Buchstaben, Ziffern und einzelne Bindestriche.")),
    SlugTaken: ("slug", N_("Diese Kurzform hat schon ein Verband.")),
}


@associations.get("/office/associations")
@requires(Permission.OPEN_ASSOCIATION)
def show() -> Response | str:
    """Everybody's for those who manage them, otherwise the way to one's own."""
    if may(Permission.MANAGE_ASSOCIATIONS):
        return _page(NewAssociationForm())
    own = require_person().association
    return redirect(url_for("association.show", slug=own.slug)) if own else abort(404)


@associations.post("/office/associations")
@requires(Permission.MANAGE_ASSOCIATIONS)
def add() -> Response | str:
    """A new association."""
    form = NewAssociationForm()
    if not form.validate_on_submit():
        return _page(form)
    try:
        made = _add(form)
    except tuple(COMPLAINTS) as error:
        name, message = COMPLAINTS[type(error)]
        form[name].errors = [*form[name].errors, message]
        return _page(form)
    return redirect(url_for("association.show", slug=made.slug, done="added"), 303)


def _add(form: NewAssociationForm) -> Association:
    name, session = form.name.data or "", db.session()
    wanted = (form.slug.data or "").strip()
    slug = wanted or slug_of(name, known_slugs(session, Association), longest=LONGEST_SLUG, otherwise="verband")
    return add_association(session, slug, name, form.staff.number, groups=form.chosen(), by=require_person().id)


def _page(form: NewAssociationForm) -> str:
    session = db.session()
    sites, codes = (count_by_association(session, model) for model in (Site, Enrolment))
    return render_template(
        "office/associations.html",
        form=form,
        groups=TARGET_GROUP_NAMES,
        rows=list_rows(all_associations(session), whole_staff_on(session, local_day(now())), sites, codes),
    )
