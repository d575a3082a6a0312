"""One write transaction a request, committed at the edge: after the view, before the answer goes out."""

from contextlib import ExitStack
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request

from driverapp.store.database import db, writing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def register_transaction(app: Flask) -> None:
    """Commit what a write request did once its view has answered; keep nothing of a refused one."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_leave)


def _begin() -> None:
    g.transaction = ExitStack()
    if request.method not in SAFE_METHODS:
        g.transaction.enter_context(writing())


def _end(response: Response) -> Response:
    if request.method not in SAFE_METHODS and response.status_code < HTTPStatus.BAD_REQUEST:
        return _commit(response)
    db.session.rollback()
    return response


def _commit(response: Response) -> Response:
    try:
        db.session.commit()
    except Exception as error:  # noqa: BLE001 - answered as any other error, since the answer was not given yet
        db.session.rollback()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def _leave(_error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("transaction", None)
    if stack is not None:
        stack.close()
