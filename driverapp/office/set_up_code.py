"""Setting up the second factor, right after the first right password."""

import io

import segno
from flask import Blueprint, Response, abort, redirect, url_for

from driverapp.office.code import Answer, step
from driverapp.people.models import OfficeSession
from driverapp.people.passkey_register import LONGEST_NAME, registration_options
from driverapp.people.second_factor import provisioning_uri
from driverapp.people.sessions import Stage
from driverapp.web.permissions import public
from driverapp.web.proof import site
from driverapp.web.sessions import pending_session

set_up_code = Blueprint("set_up_code", __name__)


@set_up_code.route("/office/set-up-code", methods=["GET", "POST"])
@public
def enter() -> Answer:
    """Offer an app's secret, as a picture and in letters, or a passkey; what is proved first is the second factor."""
    pending = pending_session(Stage.SET_UP)
    if pending is None:
        return redirect(url_for("sign_in.enter"))
    return step(
        pending,
        "office/set_up_code.html",
        secret=grouped(pending.totp_offer or ""),
        link=_link(pending),
        options=registration_options(pending.person, site()),
        longest=LONGEST_NAME,
    )


@set_up_code.get("/office/set-up-code/picture.svg")
@public
def picture() -> Response:
    """The QR code for the app, dark on light in both themes: cameras want it so."""
    pending = pending_session(Stage.SET_UP)
    if pending is None:
        abort(404)
    return drawn(_link(pending))


def drawn(link: str) -> Response:
    """A link as a QR code."""
    drawing = io.BytesIO()
    segno.make(link, error="m").save(drawing, kind="svg", scale=6, border=3, dark="#10161d", light="#ffffff")
    return Response(drawing.getvalue(), mimetype="image/svg+xml")


def grouped(secret: str) -> str:
    """A secret as it is read from a screen and typed, in fours."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _link(pending: OfficeSession) -> str:
    return provisioning_uri(pending.totp_offer or "", pending.person.email)
