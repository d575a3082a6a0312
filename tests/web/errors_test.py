import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from driverapp import create_app
from driverapp.web.errors import Problem
from driverapp.web.permissions import public

CANARY = "Kennzeichen-das-niemand-lesen-darf"


@pytest.fixture
def failing_client(installed_app: Flask) -> FlaskClient:
    """A client of an app with addresses that fail; `testing` off, as in production."""
    app = create_app(installed_app.config["DRIVERAPP"])

    def fail(kind: str) -> str:
        raise {
            "bug": ValueError(CANARY),
            "store": OperationalError(CANARY, {}, Exception(CANARY)),
            "problem": Problem(422, "Not like this.", errors=[{"pointer": "/a", "detail": "Too long."}]),
        }[kind]

    app.add_url_rule("/api/v1/fail/<kind>", "fail", public(fail))
    app.add_url_rule("/de/fail/<kind>", "fail-page", public(fail))
    return app.test_client()


def test_a_problem_of_the_api_has_the_shape_of_rfc_9457(failing_client: FlaskClient) -> None:
    answer = failing_client.get("/api/v1/fail/problem")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Not like this.",
        "errors": [{"pointer": "/a", "detail": "Too long."}],
    }


@pytest.mark.parametrize(("kind", "status"), [("bug", 500), ("store", 503)])
def test_a_failure_of_ours_tells_nothing_of_what_was_sent(
    failing_client: FlaskClient, capsys: pytest.CaptureFixture[str], kind: str, status: int
) -> None:
    answer = failing_client.get(f"/api/v1/fail/{kind}")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    printed = capsys.readouterr()
    assert "request failed" in printed.out
    assert CANARY not in answer.text + printed.out + printed.err


@pytest.mark.parametrize(("kind", "status"), [("bug", 500), ("store", 503)])
def test_the_page_of_a_failure_knows_the_night_too(failing_client: FlaskClient, kind: str, status: int) -> None:
    answer = failing_client.get(f"/de/fail/{kind}")
    assert answer.status_code == status
    assert "driver/first_paint." in answer.text
    assert "Set-Cookie" not in answer.headers


def test_an_unavailable_store_says_when_to_come_back(failing_client: FlaskClient) -> None:
    assert int(failing_client.get("/api/v1/fail/store").headers["Retry-After"]) > 0


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.delete("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
