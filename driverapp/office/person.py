"""One person's account: rights, a new link, access taken away and given back."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from driverapp.associations.queries import offered_associations
from driverapp.office.forms.people import RightsForm
from driverapp.office.people import COMPLAINTS, chosen, complain, link_page
from driverapp.people.deactivate import deactivate, reactivate
from driverapp.people.models import Person
from driverapp.people.rights import LastAdministrator, change_rights
from driverapp.people.sessions import end_sessions_of, sessions_of
from driverapp.store.database import db
from driverapp.trust.audit import record
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import fresh_proof, requires
from driverapp.web.sessions import require_person

person = Blueprint("person", __name__, url_prefix="/office/people/<int:person_id>")


@person.route("", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def show(person_id: int) -> Response | str:
    """The account, and another role for it."""
    found = _person(person_id)
    form = _form(found)
    last = False
    if form.validate_on_submit():
        try:
            change_rights(db.session(), found, *chosen(form), by=require_person().id)
        except LastAdministrator:
            last = True
        except tuple(COMPLAINTS) as error:
            complain(form, error)
        else:
            return redirect(url_for("person.show", person_id=person_id))
    return _page(found, form, last=last)


@person.post("/link")
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def renew(person_id: int) -> str:
    """A new one-time link, shown once: for a forgotten password or a lost telephone."""
    found = _person(person_id)
    if not found.active:
        abort(409)
    return link_page(found)


@person.post("/deactivation")
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def take_away(person_id: int) -> Response | str:
    """End the access at once."""
    return _change(person_id, deactivate)


@person.post("/reactivation")
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def give_back(person_id: int) -> Response | str:
    """Give the access back."""
    return _change(person_id, reactivate)


@person.post("/sessions/end")
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def sign_out(person_id: int) -> Response:
    """End all sessions of the person; they sign in anew."""
    found = _person(person_id)
    end_sessions_of(db.session(), found)
    record(db.session(), "sessions_ended", f"person:{person_id}", require_person().id)
    return redirect(url_for("person.show", person_id=person_id, ended=1), 303)


def _change(person_id: int, change: Callable[[Session, Person, int], None]) -> Response | str:
    found = _person(person_id)
    try:
        change(db.session(), found, require_person().id)
    except LastAdministrator:
        return _page(found, _form(found), last=True)
    return redirect(url_for("person.show", person_id=person_id))


def _form(found: Person) -> RightsForm:
    return RightsForm(role=found.role, association=found.association.slug if found.association else "")


def _page(found: Person, form: RightsForm, *, last: bool) -> str:
    associations = offered_associations(db.session(), found.association)
    return render_template(
        "office/person.html",
        person=found,
        form=form,
        associations=associations,
        last=last,
        sessions=len(sessions_of(db.session(), found)),
        ended="ended" in request.args,
    )


def _person(person_id: int) -> Person:
    return db.session.get(Person, person_id) or abort(404)
