from flask.testing import FlaskClient


def test_the_server_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_the_server_says_that_it_can_take_reports(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200
