"""Who may open which address: nobody, unless its view says so."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response

from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Permission, Role

View = TypeVar("View", bound=Callable[..., object])

MARKER = "access"
PUBLIC = "public"
SIGNED_IN = "signed in"


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


def may(permission: Permission) -> bool:
    """Whether the person at the keyboard has the permission."""
    return current_user.is_authenticated and permission in ROLE_PERMISSIONS[Role(current_user.role)]


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
    if not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined, no-any-return]
    if isinstance(access, Permission) and not may(access):
        abort(403)
    return None
