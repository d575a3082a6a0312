import json
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from driverapp.reports.models import Report
from driverapp.store.database import db
from tests.clients import Client
from tests.factories import report_body
from tests.phones import Phone, pointers

WRITES = [
    ("PUT", "/api/v1/reports/{id}"),
    ("PUT", "/api/v1/reports/{id}/amendments/{id}"),
    ("POST", "/api/v1/reports/{id}/withdrawal"),
    ("PUT", "/api/v1/emergency-calls/{id}"),
]
ALL = [*WRITES, ("GET", "/api/v1/reports/{id}")]


def _body() -> bytes:
    return json.dumps(report_body()).encode()


def _stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Report)) or 0


@pytest.mark.parametrize(("method", "path"), ALL)
@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer kurz", "Basic " + "a" * 43, "Bearer " + "a" * 42 + "!", "Bearer " + "a" * 44],
)
def test_without_a_well_formed_secret_nothing_opens(
    app: Flask, client: Client, method: str, path: str, authorization: str | None
) -> None:
    headers = {"Content-Type": "application/json"} | ({"Authorization": authorization} if authorization else {})
    answer = client.open(path.format(id=uuid4()), method=method, data=_body(), headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), WRITES)
@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "https://localhost"}, False),
        ({"Origin": "http://localhost:8080"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
def test_other_sites_are_refused(
    app: Flask, client: Client, method: str, path: str, headers: dict[str, str], taken: bool
) -> None:
    answer = Phone(client).send(method, path.format(id=uuid4()), b"{}", **headers)
    assert (answer.status_code != 403) is taken


@pytest.mark.parametrize(("method", "path"), WRITES)
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "application/jsonp"]
)
def test_a_body_of_another_kind_is_refused(app: Flask, client: Client, method: str, path: str, kind: str) -> None:
    answer = Phone(client).send(method, path.format(id=uuid4()), _body(), **{"Content-Type": kind})
    assert answer.status_code == 415
    assert _stored() == 0


def test_a_compressed_body_is_refused(app: Flask, client: Client) -> None:
    phone = Phone(client)
    assert phone.send("PUT", phone.path, _body(), **{"Content-Encoding": "gzip"}).status_code == 415


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_body_beyond_64_kib_is_refused(app: Flask, client: Client, method: str, path: str) -> None:
    longest = b" " * (64 * 1024 - len(_body()))
    phone = Phone(client)
    assert phone.send(method, path.format(id=uuid4()), _body() + longest).status_code != 413
    assert phone.send(method, path.format(id=uuid4()), _body() + longest + b" ").status_code == 413


@pytest.mark.parametrize(("method", "path"), ALL)
@pytest.mark.parametrize(
    "wrong",
    [
        "1",
        "a0eebc99-9c0b-1ef8-bb6d-6bb9bd380a11",
        "a0eebc999c0b4ef8bb6d6bb9bd380a11",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11%0A",
        "%00",
        "%ff",
        "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
    ],
)
def test_an_id_that_no_phone_makes_is_refused(app: Flask, client: Client, method: str, path: str, wrong: str) -> None:
    answer = Phone(client).send(method, path.replace("{id}", wrong), None if method == "GET" else b"{}")
    assert answer.status_code == 422


def test_a_version_seven_id_is_taken_and_echoed_in_its_usual_form(app: Flask, client: Client) -> None:
    phone = Phone(client)
    answer = phone.send("PUT", "/api/v1/reports/019AB7B6-8A3E-7C1D-8F00-0123456789AB", _body())
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["id"] == "019ab7b6-8a3e-7c1d-8f00-0123456789ab"


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"text"', b'{"a":1,"a":1}', b'{"a":NaN}', b"\xff\xfe{}"])
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_broken_json_is_refused_and_nothing_is_kept(
    app: Flask, client: Client, method: str, path: str, raw: bytes
) -> None:
    answer = Phone(client).send(method, path.format(id=uuid4()), raw)
    # A withdrawal needs no body.
    assert answer.status_code == (200 if method == "POST" and not raw else 400)
    assert _stored() == (1 if answer.status_code == 200 else 0)


def test_a_problem_points_at_each_fault_and_quotes_nothing(app: Flask, client: Client) -> None:
    answer = Phone(client).report(text=["GEHEIM"], position={"lat": "GEHEIM", "lon": 7})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json is not None
    assert set(answer.json) == {"type", "title", "status", "detail", "errors"}
    assert sorted(pointers(answer)) == ["/position/lat", "/text"]
    assert "GEHEIM" not in answer.text
    assert _stored() == 0


def test_what_is_not_offered_says_what_is(app: Flask, client: Client) -> None:
    path = f"/api/v1/reports/{uuid4()}"
    refused = client.delete(path)
    assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PUT"}
    assert client.options(path).status_code == 200
    assert Phone(client).send("HEAD", path).status_code == 404
    assert client.get("/api/v1/nothing").mimetype == "application/problem+json"


def test_no_cookie_is_set_or_asked_for(app: Flask, client: Client) -> None:
    phone = Phone(client)
    client.set_cookie("session", "x" * 200)
    assert "Set-Cookie" not in phone.report().headers
    assert "Set-Cookie" not in phone.follow_up().headers
