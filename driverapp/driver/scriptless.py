"""Pages that are posted to without script, session or cookie: refused from other sites, kept nowhere."""

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import default_exceptions

from driverapp.driver.guard import refuse_cross_site
from driverapp.web.errors import Problem
from driverapp.web.extensions import csrf
from driverapp.web.transaction import SAFE_METHODS


def scriptless(name: str) -> Blueprint:
    """A blueprint for such pages, below the address of the form."""
    blueprint = Blueprint(name, __name__, url_prefix="/<language:lang>/form")
    # Nobody is signed in here; the guard refuses other sites instead.
    csrf.exempt(blueprint)
    blueprint.before_request(_guard)
    blueprint.after_request(_keep_nothing)
    blueprint.register_error_handler(Problem, _as_page)
    return blueprint


def _guard() -> None:
    if request.method not in SAFE_METHODS:
        refuse_cross_site()


def _keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_page(problem: Problem) -> Response:
    answer = current_app.handle_user_exception(default_exceptions[problem.status.value]())
    response = current_app.make_response(answer)
    response.headers.update(problem.headers)
    return response
