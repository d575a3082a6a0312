"""Asking once more who sits there, before a risky step; what was typed for the step is kept meanwhile."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import current_app, make_response, redirect, render_template, request
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.people.models import OfficeSession
from driverapp.people.passkey_answers import Site
from driverapp.people.passkey_use import proof_options
from driverapp.people.proof import Given, is_fresh
from driverapp.people.sign_in import WrongCode, prove_again
from driverapp.people.throttle import TooManyTries
from driverapp.store.database import db, separate_transaction
from driverapp.trust.audit import record
from driverapp.web.redirects import local_path
from driverapp.web.sessions import open_session, origin
from driverapp.web.transaction import SAFE_METHODS

PAGE = "/office/own/proof"
CODE, PASSKEY = "proof_code", "proof_passkey"
NOT_KEPT = {CODE, PASSKEY, "csrf_token"}


def site() -> Site:
    """Where passkeys belong: the operator's public address or, without one, the one that was asked for."""
    config: Config = current_app.config["DRIVERAPP"]
    address = urlsplit(config.public_url or request.host_url)
    return Site(id=address.hostname or "", origin=f"{address.scheme}://{address.netloc}")


def ask_for_proof() -> Response | None:
    """The page that asks for the second factor, as long as that was not given; nothing once it was.

    For a step that was sent, the same form comes back with the proof, and its view goes on as if nothing had been
    between. Proven in a transaction of its own, so that a code is used up whatever becomes of the step.
    """
    found = open_session()
    if is_fresh(found):
        return None
    if request.method in SAFE_METHODS:
        return redirect(f"{PAGE}?{urlencode(_asked())}")
    if not (request.form.get(CODE) or request.form.get(PASSKEY)):
        return proof_page(found)
    return take_proof()


def _asked() -> dict[str, str]:
    """What was asked for, and the page from which, to go back to when that is a file."""
    came_from = urlsplit(request.referrer or "")
    back = {"back": urlunsplit(("", "", came_from.path, came_from.query, ""))} if came_from.path else {}
    return {"next": request.full_path.rstrip("?")} | back


def wanted_file() -> str | None:
    """Where the file is that was asked for before the proof; nothing where it was a page."""
    path = local_path(request.args.get("next"))
    return path if "." in urlsplit(path).path.rpartition("/")[2] else None


def file_page(path: str) -> Response:
    """The page that begins the download of a file: by itself it would stay on the question that was answered."""
    back = local_path(request.args.get("back"))
    answer = make_response(render_template("office/proof_file.html", file=path, back=back))
    answer.headers["Refresh"] = f"0; url={iri_to_uri(path)}"
    return answer


def take_proof() -> Response | None:
    """Try what was given as second factor: nothing where it is good, else the page that says so and asks again."""
    found = open_session()
    key, email, person_id = found.token_hash, found.person.email, found.person_id
    given = Given(site(), request.form.get(CODE, ""), request.form.get(PASSKEY, ""))
    # Nothing was written yet; on SQLite two transactions of one request would wait for each other.
    db.session.rollback()
    refusal: WrongCode | TooManyTries | None = None
    with separate_transaction() as session:
        try:
            prove_again(session, session.get_one(OfficeSession, key), given, origin(email))
        except (WrongCode, TooManyTries) as error:
            refusal = error
            record(session, "proof_failed", f"person:{person_id}", person_id)
    return None if refusal is None else proof_page(open_session(), refusal)


def proof_page(found: OfficeSession, refusal: WrongCode | TooManyTries | None = None) -> Response:
    """The page that asks, with everything that was typed before in hidden fields."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT]
    page = render_template(
        "office/proof.html",
        kept=kept,
        action=request.full_path.rstrip("?"),
        options=proof_options(found.person, site()) if found.person.passkeys else None,
        has_app=found.person.totp_secret is not None,
        wrong=isinstance(refusal, WrongCode),
        minutes=-(-refusal.wait_s // 60) if isinstance(refusal, TooManyTries) else None,
    )
    return make_response(page)
