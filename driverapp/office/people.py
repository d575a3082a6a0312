"""Everybody with an account; inviting somebody."""

from collections.abc import Callable

from flask import Blueprint, current_app, render_template, request, url_for

from driverapp.associations.models import Association
from driverapp.associations.queries import UnknownAssociation, association_of, offered_associations
from driverapp.config import Config
from driverapp.office.forms.people import InvitationForm, RightsForm
from driverapp.people.add import EmailTaken, InvalidEmail, add_person, free_email
from driverapp.people.invite import VALID, invite
from driverapp.people.models import Person
from driverapp.people.queries import list_people
from driverapp.people.rights import AssociationNeeded, NoAssociationPossible, OwnRights, check_rights
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission, Role
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import fresh_proof, requires
from driverapp.web.sessions import require_person

people = Blueprint("people", __name__)

COMPLAINTS: dict[type[Exception], tuple[str, str]] = {
    InvalidEmail: ("email", N_("Das ist keine E-Mail-Adresse.")),
    EmailTaken: ("email", N_("Zu dieser Adresse gibt es schon ein Konto.")),
    UnknownAssociation: ("association", N_("Diesen Verband gibt es nicht mehr.")),
    AssociationNeeded: ("association", N_("Wer einen Verband vertritt, braucht hier den Verband.")),
    NoAssociationPossible: ("association", N_("Zu dieser Rolle gehört kein Verband.")),
    OwnRights: ("role", N_("Die eigene Rolle kann nur jemand anderes ändern.")),
}


@people.get("/office/people")
@requires(Permission.MANAGE_PEOPLE)
def show() -> str:
    """A page of everybody with an account."""
    page = list_people(db.session(), request.args.get("page", 1, type=int))
    return render_template("office/people.html", page=page)


@people.route("/office/people/invite", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
@fresh_proof
def invite_one() -> str:
    """Add somebody and show their link, once. An address may name the role and the association to begin with."""
    wanted = request.args.get("role")
    form = InvitationForm(role=wanted if wanted in set(Role) else "", association=request.args.get("association", ""))
    if form.is_submitted() and _is_good(form):
        email = form.email.data or ""
        return link_page(add_person(db.session(), email, *chosen(form), by=require_person().id))
    return render_template("office/people_invite.html", form=form, associations=offered_associations(db.session()))


def link_page(person: Person) -> str:
    """A fresh link for a person; what the page shows is kept nowhere else."""
    token = invite(db.session(), person, require_person().id)
    config: Config = current_app.config["DRIVERAPP"]
    # The address that was asked for is the browser's word; the operator's stands above it.
    link = (config.public_url or request.host_url).rstrip("/") + url_for("welcome.enter", token=token)
    return render_template("office/people_link.html", person=person, link=link, days=VALID.days)


def complain(form: RightsForm, error: Exception) -> None:
    """Say beside the field what is wrong with it."""
    name, message = COMPLAINTS[type(error)]
    form[name].errors = [*form[name].errors, message]


def chosen(form: RightsForm) -> tuple[Role, Association | None]:
    """The rights that a valid form asks for. Raises `UnknownAssociation`."""
    slug = form.association.data
    return Role(form.role.data or ""), association_of(db.session(), slug) if slug else None


def _is_good(form: InvitationForm) -> bool:
    """False with a complaint beside every field that something is wrong with."""
    form.validate()
    checks: dict[str, Callable[[], object]] = {
        "email": lambda: free_email(db.session(), form.email.data or ""),
        "role": lambda: check_rights(*chosen(form)),
    }
    for name, check in checks.items():
        try:
            if not form[name].errors:
                check()
        except tuple(COMPLAINTS) as error:
            complain(form, error)
    return not form.errors
