"""What a one-time link opens: choosing a password; the second factor is given or set up right after."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.welcome import FirstWelcomeForm, WelcomeForm
from driverapp.people.add import InvalidEmail
from driverapp.people.invite import InvitationOver, accept_invitation, invited_email
from driverapp.people.models import Person
from driverapp.people.passwords import LONGEST, SHORTEST, WeakPassword, hash_password
from driverapp.people.sign_in import accept_password, normal_email
from driverapp.store.database import db
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import public
from driverapp.web.sessions import keep_session

welcome = Blueprint("welcome", __name__)

WEAK = N_("Nehmen Sie ein längeres Passwort, zum Beispiel vier zufällige Wörter.")
NO_EMAIL = N_("Das ist keine E-Mail-Adresse.")


@welcome.route("/office/welcome/<token>", methods=["GET", "POST"])
@public
def enter(token: str) -> Response | str | tuple[str, int]:
    """Ask for a new password and use the link up; a link that is over says so and no more."""
    try:
        known = invited_email(token)
        form = WelcomeForm() if known else FirstWelcomeForm()
        person = _accept(token, form, known) if form.validate_on_submit() else None
    except InvitationOver:
        return render_template("office/welcome_over.html"), 410
    if person is not None:
        page = "code.enter" if person.has_second_factor else "set_up_code.enter"
        return keep_session(redirect(url_for(page)), accept_password(db.session(), person.id))
    return render_template("office/welcome.html", form=form, known=known, shortest=SHORTEST, longest=LONGEST)


def _accept(token: str, form: WelcomeForm, known: str | None) -> Person | None:
    email = known or normal_email(form["email"].data or "")
    try:
        # Hashed before the store is asked for anything: no lock is held meanwhile.
        password_hash = hash_password(form.password.data or "", email)
        return accept_invitation(db.session(), token, email, password_hash)
    except WeakPassword:
        form.password.errors = [*form.password.errors, WEAK]
    except InvalidEmail:
        form["email"].errors = [*form["email"].errors, NO_EMAIL]
    return None
