"""Where one is signed in, and signing out there."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.presenters.sessions import shown_sessions
from driverapp.people.sessions import end_own, end_sessions_of, sessions_of
from driverapp.store.database import db
from driverapp.trust.audit import record
from driverapp.web.permissions import signed_in
from driverapp.web.sessions import open_session

own_sessions = Blueprint("own_sessions", __name__, url_prefix="/office/own/sessions")

OTHERS = "others"


@own_sessions.get("")
@signed_in
def show() -> str:
    """One's open sessions, the present one marked."""
    here = open_session()
    shown = shown_sessions(sessions_of(db.session(), here.person), here)
    return render_template("office/own_sessions.html", sessions=shown, others=OTHERS, ended="ended" in request.args)


@own_sessions.post("/end")
@signed_in
def end() -> Response:
    """End one session, or all others. Whoever fears for their account does it at once: no proof is asked."""
    here, name = open_session(), request.form.get("session", "")
    if name == OTHERS:
        end_sessions_of(db.session(), here.person, keep=here)
    else:
        end_own(db.session(), here.person, name)
    record(db.session(), "sessions_ended", f"person:{here.person_id}", here.person_id)
    return redirect(url_for("own_sessions.show", ended=1), 303)
