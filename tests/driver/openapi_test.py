import subprocess
from pathlib import Path

import pytest
from flask import Flask

from driverapp.driver.openapi import describe
from tests.clients import Client
from tests.factories import new_secret
from tests.servers import BIN, Server

SETTINGS = Path(__file__).parent / "schemathesis.toml"
LONG = 600


@pytest.mark.timeout(2 * LONG)
@pytest.mark.parametrize(("examples_each", "most_s"), [(3, 20), pytest.param(200, LONG, marks=pytest.mark.matrix)])
def test_the_api_does_what_its_description_says(
    server: Server, tmp_path: Path, examples_each: int, most_s: int
) -> None:
    run = [
        str(BIN / "schemathesis"),
        f"--config-file={SETTINGS}",
        "run",
        f"{server.url}/api/v1/openapi.json",
        "--checks=all",
        f"--header=Authorization: Bearer {new_secret()}",
        f"--max-examples={examples_each}",
        f"--max-time={most_s}",
        "--generation-deterministic",
        "--no-color",
    ]
    # Its own folder: it keeps what it found where it runs.
    result = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]


def test_every_address_of_the_api_is_described(app: Flask) -> None:
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }
    described = {(path, method) for path, operations in describe()["paths"].items() for method in operations}
    assert described == served


def test_the_description_is_not_sent_again_while_it_is_the_same(client: Client) -> None:
    first = client.get("/api/v1/openapi.json")
    assert first.json is not None
    assert first.json["openapi"] == "3.1.0"
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
