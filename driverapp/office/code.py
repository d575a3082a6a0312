"""The second step of signing in: a code from the authenticator app, a recovery code, or a passkey."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.code import CodeForm
from driverapp.office.sign_in import too_many_tries
from driverapp.people.models import OfficeSession
from driverapp.people.passkey_use import proof_options
from driverapp.people.proof import Given
from driverapp.people.sessions import Stage
from driverapp.people.sign_in import WrongCode, check_second_factor, note_failure
from driverapp.people.throttle import TooManyTries
from driverapp.store.database import db
from driverapp.web.permissions import public
from driverapp.web.proof import site
from driverapp.web.redirects import local_path
from driverapp.web.sessions import keep_session, origin, pending_session, remember_device

code = Blueprint("code", __name__)

Answer = Response | str | tuple[str, int, dict[str, str]]


@code.route("/office/sign-in/code", methods=["GET", "POST"])
@public
def enter() -> Answer:
    """Ask for a code; a person without a second factor sets one up instead."""
    if pending_session(Stage.SET_UP) is not None:
        return redirect(url_for("set_up_code.enter", next=request.args.get("next")))
    pending = pending_session(Stage.CODE)
    if pending is None:
        return redirect(url_for("sign_in.enter", next=request.args.get("next")))
    person = pending.person
    options = proof_options(person, site()) if person.passkeys else None
    return step(pending, "office/code.html", options=options, has_app=person.totp_secret is not None)


def step(pending: OfficeSession, template: str, **shown: Any) -> Answer:
    """One try with a code: finishes the sign-in, or shows the template again and says why."""
    form = CodeForm()
    given = Given(site(), form.code.data or "", request.form.get("passkey", ""), request.form.get("name", ""))
    if not form.is_submitted() or not (given.passkey or form.validate()):
        return render_template(template, form=form, wrong=False, **shown)
    email = pending.person.email
    try:
        token = check_second_factor(db.session(), pending, given, origin(email))
    except WrongCode:
        note_failure(db.session())
        return render_template(template, form=form, wrong=True, **shown)
    except TooManyTries as refusal:
        return too_many_tries(refusal)
    session.clear()
    response = redirect(local_path(request.args.get("next")))
    return remember_device(keep_session(response, token), email)
