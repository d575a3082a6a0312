"""Errors become answers here: `application/problem+json` (RFC 9457) for the API, a page for people."""

from http import HTTPStatus
from typing import TypedDict

import structlog
from flask import Flask, Response, current_app, jsonify, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from driverapp.store.files import FilesUnavailable

log = structlog.get_logger()

API = "/api/"
RETRY_AFTER_S = 10


class Pointer(TypedDict):
    """One thing wrong with a body: where (JSON pointer, RFC 6901) and what, without the input."""

    pointer: str
    detail: str


class Problem(Exception):
    """An answer of the API other than success."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: list[Pointer] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.errors = errors or []
        self.headers = headers or {}


def problem_response(problem: Problem) -> Response:
    """The answer of RFC 9457 to a problem."""
    body = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "errors": problem.errors,
    }
    response = jsonify(body)
    response.status_code = problem.status.value
    response.mimetype = "application/problem+json"
    response.headers.update(problem.headers)
    return response


def register_errors(app: Flask) -> None:
    """Answer every exception in one of two shapes; nothing of the request is echoed or logged."""
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(PoolTimeoutError, _unavailable)
    app.register_error_handler(FilesUnavailable, _unavailable)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    # A redirect is an HTTPException too.
    if error.response is not None:
        return current_app.make_response(error.get_response())
    status = error.code or 500
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return _answer(Problem(status, HTTPStatus(status).description or HTTPStatus(status).phrase, headers=headers))


def _unavailable(error: Exception) -> Response:
    _note(error)
    return _answer(Problem(503, "The store does not answer.", headers={"Retry-After": str(RETRY_AFTER_S)}))


def _unexpected(error: Exception) -> Response:
    if current_app.testing:
        raise error
    _note(error)
    return _answer(Problem(500, "Something went wrong on our side."))


def _note(error: Exception) -> None:
    # The message of an exception may quote what was sent: only its kind and place are logged.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    route = request.url_rule.rule if request.url_rule else ""
    log.error("request failed", error=type(error).__name__, place=place, route=route)


def _answer(problem: Problem) -> Response:
    if request.path.startswith(API):
        return problem_response(problem)
    audience = "office" if request.path.startswith("/office") else "driver"
    page = render_template(f"errors/{audience}.html", status=problem.status.value)
    response = current_app.make_response((page, problem.status.value))
    response.headers.update(problem.headers)
    return response
