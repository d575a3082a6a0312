"""One's own passkeys: another one, and one less."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.office.forms.own import PasskeyForm
from driverapp.people.passkey_answers import WrongPasskey
from driverapp.people.passkey_register import (
    LONGEST_NAME,
    MOST,
    LastFactor,
    TooManyPasskeys,
    add_passkey,
    registration_options,
    remove_passkey,
)
from driverapp.store.database import db
from driverapp.web.permissions import fresh_proof, signed_in
from driverapp.web.proof import site
from driverapp.web.sessions import require_person

own_passkeys = Blueprint("own_passkeys", __name__, url_prefix="/office/own/passkeys")


@own_passkeys.route("/new", methods=["GET", "POST"])
@signed_in
@fresh_proof
def add() -> Response | str:
    """Make a passkey on this device or another, under a name."""
    form, person = PasskeyForm(), require_person()
    failed = False
    if form.validate_on_submit():
        try:
            add_passkey(db.session(), person, form.passkey.data or "", name=form.name.data or "", site=site())
        except (WrongPasskey, TooManyPasskeys):
            failed = True
        else:
            return redirect(url_for("own.show", done="passkey"), 303)
    options = registration_options(person, site())
    full = len(person.passkeys) >= MOST
    return render_template(
        "office/own_passkey.html", form=form, options=options, failed=failed, full=full, longest=LONGEST_NAME
    )


@own_passkeys.post("/<int:passkey_id>/removal")
@signed_in
@fresh_proof
def remove(passkey_id: int) -> Response:
    """Remove a passkey; the last factor stays."""
    try:
        remove_passkey(db.session(), require_person(), passkey_id)
    except LastFactor:
        return redirect(url_for("own.show", done="last"), 303)
    return redirect(url_for("own.show", done="removed"), 303)
