"""How many people an association has, from which day on: entered, corrected, all of it kept."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from driverapp.associations.models import Association, Site
from driverapp.associations.queries import UnknownSite, codes_of, site_of, sites_of
from driverapp.associations.staff import ContradictsAnother, InvalidStaff, parts_on, set_staff, staff_history
from driverapp.office.association import Answer, opened
from driverapp.office.forms.association_staff import StaffForm
from driverapp.office.presenters.association_words import DONE, said_of_number
from driverapp.office.presenters.associations import code, offered_groups, staff_lines
from driverapp.people.queries import name_people
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.target_groups import find_target_group
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

association_staff = Blueprint("association_staff", __name__)

DAY_OUT_OF_BOUNDS = N_("Der Tag liegt nach 1999 und höchstens ein Jahr in der Zukunft.")


@association_staff.route("/office/associations/<slug>/staff", methods=["GET", "POST"])
@requires(Permission.OPEN_ASSOCIATION)
def show(slug: str) -> Answer:
    """The numbers with their days, and another one."""
    found = opened(slug)
    form = StaffForm(data={"valid_from": local_day(now())})
    if form.validate_on_submit():
        try:
            _set(found, form)
        except InvalidStaff:
            form.valid_from.errors = [*form.valid_from.errors, DAY_OUT_OF_BOUNDS]
        except ContradictsAnother as error:
            form.staff.errors = [*form.staff.errors, said_of_number(error.other)]
        else:
            return redirect(url_for("association_staff.show", slug=slug, done="changed"), 303)
    return _page(found, form)


def _set(found: Association, form: StaffForm) -> None:
    day, number = form.valid_from.data, form.staff.number
    if day is None or number is None:
        abort(422)
    set_staff(
        db.session(),
        found,
        number,
        valid_from=day,
        target_group=find_target_group(form.target_group.data),
        site=site_named(found, form.site.data),
        source=form.source.data,
        by=require_person().id,
    )


def site_named(found: Association, slug: str | None) -> Site | None:
    """The site of an association that a form names; none where it names none. Another one's is not there."""
    if not slug:
        return None
    try:
        site = site_of(db.session(), slug)
    except UnknownSite:
        abort(404)
    return site if site.association_id == found.id else abort(404)


def _page(found: Association, form: StaffForm) -> str:
    history, parts = staff_history(db.session(), found), parts_on(db.session(), found.id)
    codes = [code(each, parts) for each in codes_of(db.session(), found)]
    names = name_people(db.session(), {each.entered_by for each in history if each.entered_by is not None})
    return render_template(
        "office/association_staff.html",
        association=found,
        form=form,
        offered=offered_groups(found),
        sites=sites_of(db.session(), found),
        lines=staff_lines(history, names),
        resting=[each for each in codes if each.few],
        done=DONE.get(request.args.get("done", "")) if request.method == "GET" else None,
    )
