"""Who may open which address: nobody, unless its view says so."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Response

from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Permission, Role
from driverapp.web.proof import ask_for_proof
from driverapp.web.sessions import current_person, note_presence, to_sign_in
from driverapp.web.transaction import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., object])

MARKER = "access"
PUBLIC = "public"
SIGNED_IN = "signed in"
PROOF = "fresh proof"


def public(view: View) -> View:
    """Everybody may open this view."""
    setattr(view, MARKER, PUBLIC)
    return view


def signed_in(view: View) -> View:
    """Everybody with an account may open this view."""
    setattr(view, MARKER, SIGNED_IN)
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Only accounts whose role has the permission may open this view."""

    def mark(view: View) -> View:
        setattr(view, MARKER, permission)
        return view

    return mark


def fresh_proof(view: View) -> View:
    """Before this view takes a step, the second factor is asked for again unless it was given a moment ago.

    A view that also shows a form asks when that is sent, and keeps what was typed.
    """
    setattr(view, PROOF, True)
    return view


def may(permission: Permission) -> bool:
    """Whether the person at the keyboard has the permission."""
    person = current_person()
    return person is not None and permission in ROLE_PERMISSIONS[Role(person.role)]


def register_permissions(app: Flask) -> None:
    """Guard every request by the marker of its view; a view without one is refused."""
    app.before_request(_guard)
    app.jinja_env.globals.update(may=may, Permission=Permission)


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: the router answers
    access = getattr(current_app.view_functions[request.endpoint], MARKER, None)
    if access == PUBLIC:
        return None
    if access is None:
        abort(403)
    if current_person() is None:
        return to_sign_in()
    if isinstance(access, Permission) and not may(access):
        abort(403)
    if _is_risky() and (asked := ask_for_proof()) is not None:
        return asked
    note_presence()
    return None


def _is_risky() -> bool:
    asks = request.method in SAFE_METHODS
    only_asks = request.url_rule is not None and "POST" not in (request.url_rule.methods or ())
    view = current_app.view_functions[request.endpoint or ""]
    return getattr(view, PROOF, False) and (only_asks or not asks)
