"""The policy that the office sets is what a running installation does, on both of its workers from that moment on."""

import re
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.driver.conftest import StartServer
from tests.factories import new_secret, report_body
from tests.policies import decide_on
from tests.samples import WEBM, photo
from tests.servers import Server

TOLD: dict[str, Any] = {
    "text": "Drei Personen",
    "vehicle": {"plate": "XX-YY 1"},
    "position": {"lat": 51.41234, "lon": 7.01234, "accuracy_m": 12},
}
# More than either worker is asked once.
OFTEN = 12


@pytest.fixture
def running(start_server: StartServer) -> Server:
    return start_server(LIMIT_REPORTS_PER_ADDRESS="off")


def put(server: Server, path: str, secret: str, **content: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {secret}"} | content.pop("headers", {})
    return httpx.put(f"{server.url}/api/v1/reports/{path}", headers=headers, timeout=30, **content)


def ignored(server: Server) -> list[str]:
    answer = put(server, str(uuid4()), new_secret(), json=report_body(**TOLD))
    assert answer.status_code == 201
    return list(answer.json()["ignored"])


def test_fields_that_were_switched_off_are_dropped_and_named_from_now_on(running: Server) -> None:
    assert ignored(running) == []
    decide_on(running, text=False)
    assert [ignored(running) for _ in range(OFTEN)] == [["/text"]] * OFTEN
    decide_on(running, operator="private")
    assert [ignored(running) for _ in range(OFTEN)] == [["/text", "/vehicle"]] * OFTEN
    decide_on(running, operator="private", text=True)
    assert [ignored(running) for _ in range(OFTEN)] == [["/vehicle"]] * OFTEN


def test_details_and_media_follow_the_policy_too(running: Server) -> None:
    report, secret = str(uuid4()), new_secret()
    assert put(running, report, secret, json=report_body()).status_code == 201

    def sent(content: bytes, kind: str) -> int:
        path = f"{report}/media/{uuid4()}"
        return put(running, path, secret, content=content, headers={"Content-Type": kind}).status_code

    assert [sent(photo(), "image/jpeg"), sent(WEBM, "audio/webm")] == [403, 403]
    decide_on(running, photo=True, vehicle=False)
    assert [sent(photo(), "image/jpeg"), sent(WEBM, "audio/webm")] == [201, 403]
    amended = put(running, f"{report}/amendments/{uuid4()}", secret, json={"vehicle": {"kind": "Bus"}, "text": "x"})
    assert (amended.status_code, amended.json()["ignored"]) == (201, ["/vehicle"])
    decide_on(running, operator="demo", photo=False)
    assert [sent(photo(), "image/jpeg"), sent(WEBM, "audio/webm")] == [403, 201]


def test_pages_and_worker_of_both_processes_show_the_same_policy(running: Server) -> None:
    def seen() -> tuple[set[str], set[str]]:
        versions = {_version(running) for _ in range(OFTEN)}
        pages = {httpx.get(f"{running.url}/de/details").text for _ in range(OFTEN)}
        return versions, pages

    (before, [page]) = seen()
    assert "In Ihren Worten" in page
    decide_on(running, text=False, reading_hours=(6, 22))
    (after, [page]) = seen()
    assert (len(before), len(after)) == (1, 1)
    assert before != after
    assert "In Ihren Worten" not in page
    assert "Wird täglich von 6 bis 22 Uhr gelesen." in httpx.get(f"{running.url}/de/").text
    form = httpx.get(f"{running.url}/de/form").text
    assert 'name="text"' not in form
    assert 'name="plate"' in form
    decide_on(running)
    assert seen()[0] == before, "the same policy is the same shell"


def test_settings_begin_and_the_office_goes_on(start_server: StartServer) -> None:
    server = start_server(OPERATOR="private", READING_HOURS="8-20")
    assert ignored(server) == ["/text", "/vehicle"]
    assert "von 8 bis 20 Uhr" in httpx.get(f"{server.url}/de/").text
    decide_on(server, operator="police")
    assert ignored(server) == []
    assert "Wird nicht rund um die Uhr gelesen." in httpx.get(f"{server.url}/de/").text


def test_starter_checklists_can_be_kept_back(running: Server) -> None:
    assert httpx.get(f"{running.url}/api/v1/guidance?lang=de").json()["checklists"]
    decide_on(running, starter_content=False)
    assert httpx.get(f"{running.url}/api/v1/guidance?lang=de").json()["checklists"] == []


def _version(server: Server) -> str:
    found = re.search(r'VERSION = "(\w+)"', httpx.get(f"{server.url}/sw.js").text)
    assert found is not None
    return found[1]
