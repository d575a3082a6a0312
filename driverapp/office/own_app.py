"""Another authenticator app in place of one's own, for a new telephone."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.forms.code import CodeForm
from driverapp.office.set_up_code import drawn, grouped
from driverapp.people.models import OfficeSession
from driverapp.people.second_factor import new_secret, provisioning_uri, replace_secret
from driverapp.store.database import db
from driverapp.web.permissions import fresh_proof, signed_in
from driverapp.web.sessions import open_session

own_app = Blueprint("own_app", __name__, url_prefix="/office/own/app")


@own_app.post("")
@signed_in
@fresh_proof
def offer() -> str:
    """Offer a new secret; the present app stays good until a code proves that the new one holds it."""
    found = open_session()
    found.totp_offer = new_secret()
    db.session.flush()
    return _page(found, CodeForm(formdata=None))


@own_app.post("/code")
@signed_in
@fresh_proof
def confirm() -> AnyResponse | str:
    """Take the first code of the new app."""
    found, form = open_session(), CodeForm()
    if found.totp_offer is None:
        return redirect(url_for("own.show"), 303)
    if not form.validate():
        return _page(found, form)
    if not replace_secret(db.session(), found.person, found.totp_offer, form.code.data or ""):
        return _page(found, form, wrong=True)
    found.totp_offer = None
    return redirect(url_for("own.show", done="app"), 303)


@own_app.get("/picture.svg")
@signed_in
def picture() -> Response:
    """The QR code for the new app."""
    found = open_session()
    if found.totp_offer is None:
        abort(404)
    return drawn(_link(found))


def _page(found: OfficeSession, form: CodeForm, *, wrong: bool = False) -> str:
    secret = grouped(found.totp_offer or "")
    return render_template("office/own_app.html", form=form, wrong=wrong, secret=secret, link=_link(found))


def _link(found: OfficeSession) -> str:
    return provisioning_uri(found.totp_offer or "", found.person.email)
