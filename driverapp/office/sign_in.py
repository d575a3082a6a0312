"""Signing in by e-mail address and password, and out again."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.sign_in import SignInForm
from driverapp.people.sign_in import WrongPassword, accept_password, check_password, normal_email, note_failure
from driverapp.people.throttle import Origin, TooManyTries
from driverapp.store.database import db
from driverapp.trust.audit import record
from driverapp.web.permissions import public
from driverapp.web.redirects import local_path
from driverapp.web.sessions import current_person, forget_session, keep_session, known_device

sign_in = Blueprint("sign_in", __name__)


@sign_in.route("/office/sign-in", methods=["GET", "POST"])
@public
def enter() -> Response | str | tuple[str, int, dict[str, str]]:
    """Ask for name and password; the answer to a wrong one never tells which of them is wrong."""
    if request.method == "GET" and current_person() is not None:
        return redirect(local_path(request.args.get("next")))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("office/sign_in.html", form=form, wrong=False)
    email = normal_email(form.email.data or "")
    try:
        person_id = check_password(email, form.password.data or "", origin(email))
    except WrongPassword:
        note_failure(db.session())
        return render_template("office/sign_in.html", form=form, wrong=True)
    except TooManyTries as refusal:
        return too_many_tries(refusal)
    token = accept_password(db.session(), person_id)
    return keep_session(redirect(url_for("code.enter", next=request.args.get("next"))), token)


@sign_in.post("/office/sign-out")
@public
def leave() -> Response:
    """End the session on the server; without one it is no error."""
    person = current_person()
    if person is not None:
        record(db.session(), "signed_out", f"person:{person.id}", person.id)
    session.clear()
    return forget_session(redirect(url_for("sign_in.enter", done=1)))


def origin(email: str) -> Origin:
    """Where the present try comes from."""
    return Origin(address=request.remote_addr or "", device=known_device(email))


def too_many_tries(refusal: TooManyTries) -> tuple[str, int, dict[str, str]]:
    """The answer while no try is left; it says when there is one again."""
    page = render_template("office/too_many_tries.html", minutes=-(-refusal.wait_s // 60))
    return page, 429, {"Retry-After": str(refusal.wait_s)}
