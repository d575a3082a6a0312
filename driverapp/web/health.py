"""Whether the server runs, and whether it can take reports."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from driverapp.store.database import db
from driverapp.web.permissions import public

health = Blueprint("health", __name__)


@health.get("/healthz")
@public
def alive() -> Response:
    """200 as long as the process answers."""
    return jsonify(status="ok")


@health.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """200 when the store answers, else 503."""
    try:
        db.session.execute(text("SELECT 1 FROM reports LIMIT 1"))
    except SQLAlchemyError:
        return jsonify(status="the store does not answer"), 503
    return jsonify(status="ok"), 200
