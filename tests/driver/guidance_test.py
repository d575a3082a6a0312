import pytest
from flask import Flask
from flask.testing import FlaskClient

from driverapp.guidance.load import STARTER, load_content
from driverapp.store.database import db


@pytest.fixture
def reader(app: Flask, client: FlaskClient) -> FlaskClient:
    """A client of a server with its starter content."""
    load_content(STARTER)
    db.session.commit()
    return client


def _groups(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"/api/v1/guidance{query}").json
    assert answer is not None
    return [each["target_group"] for each in answer["checklists"]]


def test_a_group_gets_its_checklist_in_its_language(reader: FlaskClient) -> None:
    answer = reader.get("/api/v1/guidance?target_group=taxi&lang=en").json
    assert answer is not None
    [checklist] = answer["checklists"]
    assert (checklist["language"], checklist["status"]) == ("en", "draft")
    assert checklist["sections"][0]["points"][0]["text"]


def test_without_a_group_all_come_and_an_unknown_one_has_none(reader: FlaskClient) -> None:
    assert _groups(reader, "") == ["truck", "taxi", "bus", "rest_stop", "rest_stop", "dispatch"]
    assert _groups(reader, "?target_group=nobody") == []


def test_what_the_phone_has_already_is_not_sent_again(reader: FlaskClient) -> None:
    first = reader.get("/api/v1/guidance?target_group=bus")
    again = reader.get("/api/v1/guidance?target_group=bus", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
