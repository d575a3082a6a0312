from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from driverapp.gazetteer.load import load_file
from driverapp.store.database import db, writing

FILES = Path(__file__).parents[1] / "gazetteer" / "files"
URL = "/api/v1/gazetteer"


def test_a_phone_gets_towns_before_any_import(client: FlaskClient) -> None:
    answer = client.get(URL)
    assert answer.json is not None
    assert (answer.status_code, answer.json["roads"]) == (200, {})
    assert answer.json["towns"][0][0] == "Köln"
    assert answer.json["attribution"] == ["GeoNames (CC BY 4.0)"]


def test_what_a_phone_has_already_comes_again_only_after_an_import(app: Flask, client: FlaskClient) -> None:
    known = {"If-None-Match": client.get(URL).headers["ETag"]}
    assert client.get(URL, headers=known).status_code == 304
    with writing():
        load_file(db.session(), FILES / "autobahn.json")
        db.session.commit()
    fresh = client.get(URL, headers=known)
    assert fresh.json is not None
    assert (fresh.status_code, [*fresh.json["roads"]]) == (200, ["A2"])
