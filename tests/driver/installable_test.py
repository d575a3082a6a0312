import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from driverapp.config import Config


def test_the_manifest_makes_an_app_with_shortcuts(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest?lang=en")
    assert answer.mimetype == "application/manifest+json"
    manifest = answer.json
    assert manifest is not None
    assert (manifest["id"], manifest["start_url"], manifest["display"]) == ("/", "/", "standalone")
    shortcuts = ["/en/", "/en/emergency", "/en/checklists", "/en/reports"]
    assert [each["url"] for each in manifest["shortcuts"]] == shortcuts
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable"}


def test_every_icon_of_the_manifest_exists(client: FlaskClient) -> None:
    manifest = client.get("/manifest.webmanifest").json
    assert manifest is not None
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as answer:
            assert answer.content_type == "image/png"


@pytest.mark.parametrize(("code", "start"), [("ABC234", "/?join=ABC234"), ("<script>", "/"), ("", "/")])
def test_an_enrolment_code_goes_along_into_the_installed_app(client: FlaskClient, code: str, start: str) -> None:
    manifest = client.get("/manifest.webmanifest", query_string={"join": code, "lang": "xx"}).json
    assert manifest is not None
    assert manifest["start_url"] == start


def test_the_worker_keeps_pages_and_files_that_exist(client: FlaskClient) -> None:
    worker = client.get("/sw.js")
    assert worker.mimetype == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    kept = re.findall(r'"(/(?:static/|de/|en/)[^"*]*)"', worker.text)
    assert len(kept) > 40
    for each in kept:
        with client.get(each) as answer:
            assert answer.status_code == 200


def test_the_workers_version_stays_while_nothing_changes(client: FlaskClient) -> None:
    assert client.get("/sw.js").text == client.get("/sw.js").text


def test_the_kill_switch_takes_the_workers_place(app: Flask, client: FlaskClient) -> None:
    usual: Config = app.config["DRIVERAPP"]
    app.config["DRIVERAPP"] = usual.model_copy(update={"worker_kill_switch": True})
    try:
        assert "unregister" in client.get("/sw.js").text
    finally:
        app.config["DRIVERAPP"] = usual
