"""The cookies of the office: a token for the session kept on the server, and the mark of a known device."""

import secrets
from urllib.parse import urlencode

from flask import Flask, current_app, g, redirect, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.people.models import OfficeSession, Person
from driverapp.people.sessions import Stage, end_session, find_session, is_due, touch_session
from driverapp.people.throttle import Origin
from driverapp.store.database import db, separate_transaction
from driverapp.trust.hashing import keyed_hash
from driverapp.web.redirects import page_before
from driverapp.web.transaction import SAFE_METHODS

SIGN_IN_PAGE = "/office/sign-in"
SESSION = "office"
DEVICE = "device"
DEVICE_KEPT_S = 180 * 24 * 3600


def register_sessions(app: Flask, *, https: bool) -> None:
    """Set up the cookies. Flask's own session, signed, holds no more than the token against cross-site posting."""
    app.config["SESSION_COOKIE_NAME"] = _name("form", https=https)
    app.config["SESSION_COOKIE_SECURE"] = https
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    # The token lives as long as the session: a report may stay open on a desk.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.jinja_env.globals["current_person"] = current_person


def current_person() -> Person | None:
    """Whoever sits at the keyboard, signed in with both factors."""
    found = _session()
    return found.person if found is not None and found.stage == Stage.OPEN else None


def require_person() -> Person:
    """Whoever sits at the keyboard, for views that the guard opens to nobody else."""
    person = current_person()
    if person is None:
        raise Unauthorized
    return person


def open_session() -> OfficeSession:
    """The session of whoever sits at the keyboard, for views that the guard opens to nobody else."""
    found = _session()
    if found is None or found.stage != Stage.OPEN:
        raise Unauthorized
    return found


def origin(email: str) -> Origin:
    """Where the present try to prove an account comes from."""
    agent = request.headers.get("User-Agent", "")
    return Origin(address=request.remote_addr or "", device=known_device(email), agent=agent)


def pending_session(stage: Stage) -> OfficeSession | None:
    """The sign-in that has come this far and no further."""
    found = _session()
    return found if found is not None and found.stage == stage else None


def note_presence() -> None:
    """Keep the session of the current person awake; what a page asks by itself is no sign of life.

    What a page sends without being left is one: somebody types there.
    """
    token = request.cookies.get(cookie_name(SESSION), "")
    found, asks = _session(), request.method in SAFE_METHODS
    if found is None or not is_due(found) or (asks and request.headers.get("Sec-Fetch-Dest") == "empty"):
        return
    if asks:
        with separate_transaction() as session:
            touch_session(session, token)
    else:
        touch_session(db.session(), token)


def to_sign_in() -> Response:
    """Send somebody who is not signed in to the sign-in, and back afterwards; what they wanted to send is lost."""
    if request.method not in SAFE_METHODS:
        back = page_before()
        return redirect(f"{SIGN_IN_PAGE}?{urlencode({'ended': 1} | ({'next': back} if back else {}))}")
    return redirect(f"{SIGN_IN_PAGE}?{urlencode({'next': request.full_path.rstrip('?')})}")


def keep_session(response: Response, token: str) -> Response:
    """Give the browser the token of a session, for as long as it runs."""
    _set(response, SESSION, token, max_age=None)
    return response


def forget_session(response: Response) -> Response:
    """End the session on the server and take its token back."""
    end_session(db.session(), request.cookies.get(cookie_name(SESSION), ""))
    g.office_session = None
    _set(response, SESSION, "", max_age=0)
    return response


def remember_device(response: Response, email: str) -> Response:
    """Mark the browser as one on which this account has signed in fully."""
    mark = {"account": _account(email), "device": secrets.token_urlsafe(16)}
    _set(response, DEVICE, _devices().dumps(mark), max_age=DEVICE_KEPT_S)
    return response


def known_device(email: str) -> str | None:
    """The mark of this browser, if the account of this name has signed in on it before."""
    try:
        mark = _devices().loads(request.cookies.get(cookie_name(DEVICE), ""), max_age=DEVICE_KEPT_S)
    except BadSignature:
        return None
    return str(mark["device"]) if mark["account"] == _account(email) else None


def cookie_name(name: str) -> str:
    """The full name of one of our cookies; over HTTPS bound to this very host."""
    config: Config = current_app.config["DRIVERAPP"]
    return _name(name, https=config.https)


def _session() -> OfficeSession | None:
    # A page asks a dozen times who sits there.
    if "office_session" not in g:
        token = request.cookies.get(cookie_name(SESSION))
        g.office_session = find_session(db.session(), token) if token else None
    found: OfficeSession | None = g.office_session
    return found


def _name(name: str, *, https: bool) -> str:
    return f"__Host-{name}" if https else name


def _set(response: Response, name: str, value: str, *, max_age: int | None) -> None:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        cookie_name(name), value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="Lax"
    )


def _devices() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known device")


def _account(email: str) -> str:
    return keyed_hash("known device", email.encode()).hex()
