"""Signing in by e-mail address and password, and out again."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.sign_in import SignInForm
from driverapp.people.passkey_answers import WrongPasskey
from driverapp.people.passkey_use import sign_in_options
from driverapp.people.sign_in import (
    WrongPassword,
    accept_password,
    check_password,
    enter_by_passkey,
    normal_email,
    note_failure,
)
from driverapp.people.throttle import TooManyTries
from driverapp.store.database import db
from driverapp.trust.audit import record
from driverapp.web.permissions import public
from driverapp.web.proof import site
from driverapp.web.redirects import local_path
from driverapp.web.sessions import current_person, forget_session, keep_session, origin, remember_device

sign_in = Blueprint("sign_in", __name__)

Answer = Response | str | tuple[str, int, dict[str, str]]


@sign_in.route("/office/sign-in", methods=["GET", "POST"])
@public
def enter() -> Answer:
    """Ask for name and password; the answer to a wrong one never tells which of them is wrong."""
    if request.method == "GET" and current_person() is not None:
        return redirect(local_path(request.args.get("next")))
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form)
    email = normal_email(form.email.data or "")
    try:
        person_id = check_password(email, form.password.data or "", origin(email))
    except WrongPassword:
        note_failure(db.session())
        return _page(form, wrong=True)
    except TooManyTries as refusal:
        return too_many_tries(refusal)
    token = accept_password(db.session(), person_id)
    return keep_session(redirect(url_for("code.enter", next=request.args.get("next"))), token)


@sign_in.post("/office/sign-in/passkey")
@public
def enter_with_passkey() -> Answer:
    """Sign in with a passkey alone: it stands for password and second factor."""
    try:
        token, email = enter_by_passkey(db.session(), request.form.get("passkey", ""), origin(""), site())
    except WrongPasskey:
        note_failure(db.session())
        return _page(SignInForm(formdata=None), failed=True)
    except TooManyTries as refusal:
        return too_many_tries(refusal)
    session.clear()
    return remember_device(keep_session(redirect(local_path(request.args.get("next"))), token), email)


@sign_in.post("/office/sign-out")
@public
def leave() -> Response:
    """End the session on the server; without one it is no error."""
    person = current_person()
    if person is not None:
        record(db.session(), "signed_out", f"person:{person.id}", person.id)
    session.clear()
    return forget_session(redirect(url_for("sign_in.enter", done=1)))


def too_many_tries(refusal: TooManyTries) -> tuple[str, int, dict[str, str]]:
    """The answer while no try is left; it says when there is one again."""
    page = render_template("office/too_many_tries.html", minutes=-(-refusal.wait_s // 60))
    return page, 429, {"Retry-After": str(refusal.wait_s)}


def _page(form: SignInForm, *, wrong: bool = False, failed: bool = False) -> str:
    options = sign_in_options(site())
    return render_template("office/sign_in.html", form=form, wrong=wrong, failed=failed, options=options)
