"""One's own access: what there is of it, another password, and proving once more who sits there."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.own import PasswordForm
from driverapp.office.sign_in import Answer, too_many_tries
from driverapp.office.welcome import WEAK
from driverapp.people.challenges import StaleChallenge, make_challenge, use_challenge
from driverapp.people.passwords import LONGEST, SHORTEST, WeakPassword, hash_password
from driverapp.people.proof import is_fresh
from driverapp.people.recovery import count_codes, make_codes
from driverapp.people.sessions import sessions_of
from driverapp.people.sign_in import WrongPassword, change_password, check_password, note_failure
from driverapp.people.throttle import TooManyTries
from driverapp.store.database import db
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import fresh_proof, signed_in
from driverapp.web.proof import file_page, proof_page, take_proof, wanted_file
from driverapp.web.redirects import local_path
from driverapp.web.sessions import open_session, origin, require_person

own = Blueprint("own", __name__, url_prefix="/office/own")

WRONG = N_("Das ist nicht Ihr jetziges Passwort.")


@own.get("")
@signed_in
def show() -> str:
    """What belongs to one's own access, and the way to change each of it."""
    person = require_person()
    return render_template(
        "office/own.html",
        person=person,
        codes=count_codes(db.session(), person),
        once=_once(),
        sessions=len(sessions_of(db.session(), person)),
        done=request.args.get("done"),
    )


@own.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> Answer:
    """Another password, for whoever knows the old one; all other sessions end."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            _change(form)
        except WrongPassword:
            note_failure(db.session())
            form.old.errors = [*form.old.errors, WRONG]
        except WeakPassword:
            form.password.errors = [*form.password.errors, WEAK]
        except TooManyTries as refusal:
            return too_many_tries(refusal)
        else:
            return redirect(url_for("own.show", done="password"), 303)
    return render_template("office/own_password.html", form=form, shortest=SHORTEST, longest=LONGEST)


@own.post("/recovery-codes")
@signed_in
@fresh_proof
def recovery_codes() -> str:
    """Ten new recovery codes, shown once; a page that is loaded again makes none, and those that were noted hold."""
    try:
        use_challenge(db.session(), _one_making(), bytes.fromhex(request.form.get("once", "")))
    except (ValueError, StaleChallenge):
        return render_template("office/own_recovery.html", codes=None, once=_once())
    return render_template("office/own_recovery.html", codes=make_codes(db.session(), require_person()))


@own.route("/proof", methods=["GET", "POST"])
@signed_in
def proof() -> Response:
    """Prove once more who sits there, and go on to where one wanted; a file leaves a page with the way back."""
    found, file = open_session(), wanted_file()
    if request.method == "GET":
        return file_page(file) if file and is_fresh(found) else proof_page(found)
    onward = request.full_path if file else local_path(request.args.get("next"))
    return take_proof() or redirect(onward, 303)


def _once() -> str:
    return make_challenge(_one_making()).hex()


def _one_making() -> str:
    return f"recovery codes of {require_person().id}"


def _change(form: PasswordForm) -> None:
    email = require_person().email
    # Both passwords are hashed while no lock is held.
    db.session.rollback()
    check_password(email, form.old.data or "", origin(email))
    password_hash = hash_password(form.password.data or "", email)
    change_password(db.session(), open_session(), password_hash)
