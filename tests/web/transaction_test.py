from collections.abc import Iterator

import pytest
from flask import Flask, Response, abort
from flask.testing import FlaskClient
from sqlalchemy import func, select

from driverapp import create_app
from driverapp.associations.models import Association
from driverapp.store.database import db
from driverapp.web.extensions import csrf
from driverapp.web.permissions import public


@pytest.fixture
def writing_client(app: Flask) -> Iterator[FlaskClient]:
    """A client of an app with an address that adds an association and then answers as it is told."""
    writer = create_app(app.config["DRIVERAPP"])

    def write(status: int) -> Response:
        db.session.add(Association(slug="erfunden", name="Erfundener Verband"))
        db.session.flush()
        if status == 500:
            raise RuntimeError
        if status >= 400:
            abort(status)
        return Response(status=status)

    writer.add_url_rule("/write/<int:status>", "write", csrf.exempt(public(write)), methods=["GET", "POST"])
    yield writer.test_client()
    with writer.app_context():
        db.engine.dispose()


def _stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Association)) or 0


def test_what_a_write_request_did_is_kept(app: Flask, writing_client: FlaskClient) -> None:
    assert writing_client.post("/write/204").status_code == 204
    assert _stored() == 1


@pytest.mark.parametrize("status", [403, 409, 500])
def test_nothing_of_a_refused_request_is_kept(app: Flask, writing_client: FlaskClient, status: int) -> None:
    assert writing_client.post(f"/write/{status}").status_code == status
    assert _stored() == 0


def test_a_get_changes_nothing(app: Flask, writing_client: FlaskClient) -> None:
    assert writing_client.get("/write/200").status_code == 200
    assert _stored() == 0
