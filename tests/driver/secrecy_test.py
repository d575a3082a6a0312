"""What was said is read by those alone who may: not in the store, not in a log."""

import json
import sqlite3
from contextlib import closing
from uuid import uuid4

import httpx
import psycopg

from tests.driver.conftest import StartServer
from tests.factories import new_secret, report_body
from tests.servers import Server

CANARY = "KANARIENVOGEL"
# As much of it as a road takes.
SHORT = CANARY[:10]
CONTENT = {
    "text": f"{CANARY}-text",
    "vehicle": {"plate": f"{CANARY}-plate", "kind": f"{CANARY}-kind"},
    "place": {"text": f"{CANARY}-place", "road": SHORT, "direction": f"{CANARY}-direction"},
}


def _store(server: Server) -> bytes:
    url = server.settings.get("DATABASE_URL")
    if url is None:
        return b"".join(path.read_bytes() for path in server.data.glob("driverapp.sqlite3*"))
    with psycopg.connect(url) as postgres:
        tables = postgres.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        dump = b""
        for (table,) in tables:
            with postgres.cursor().copy(f'COPY "{table}" TO STDOUT (FORMAT binary)'.encode()) as rows:
                dump += b"".join(bytes(row) for row in rows)
        return dump


def _send(server: Server, method: str, path: str, secret: str, body: bytes) -> httpx.Response:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    return httpx.request(method, f"{server.url}/api/v1/{path}", content=body, headers=headers, timeout=30)


def _break_store(server: Server) -> None:
    url = server.settings.get("DATABASE_URL")
    if url is None:
        with closing(sqlite3.connect(server.data / "driverapp.sqlite3")) as sqlite:
            sqlite.execute("DROP TABLE reports")
        return
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(url, dbname="postgres", autocommit=True) as postgres:
        postgres.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false'.encode())
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_content_is_sealed_in_the_store_and_its_key_lies_outside(start_server: StartServer) -> None:
    server = start_server()
    report_id, secret = uuid4(), new_secret()
    assert _send(server, "PUT", f"reports/{report_id}", secret, json.dumps(report_body(**CONTENT)).encode()).is_success
    further = json.dumps(CONTENT | {"text": f"{CANARY}-amended", CANARY: 1}).encode()
    assert _send(server, "PUT", f"reports/{report_id}/amendments/{uuid4()}", secret, further).is_success
    store = _store(server)
    assert report_id.bytes in store or report_id.hex.encode() in store
    assert SHORT.encode() not in store
    assert secret.encode() not in store
    for key in (server.data / "keys").iterdir():
        assert key.read_bytes().strip() not in store
        assert key.stat().st_mode & 0o077 == 0


def test_nothing_that_was_sent_is_logged(start_server: StartServer) -> None:
    server = start_server()
    secret = new_secret()
    whole = json.dumps(report_body(**CONTENT)).encode()
    bodies = [
        whole,
        json.dumps(report_body(text=[CANARY], language=CANARY, reference=CANARY)).encode(),
        f'{{"{CANARY}": '.encode(),
        CANARY.encode() * 6000,
        json.dumps({CANARY: "\0", "text": f"{CANARY}\0"}).encode(),
        b'{"text": "' + CANARY.encode() + b'\xff"}',
    ]
    for body in bodies:
        answer = _send(server, "PUT", f"reports/{uuid4()}", secret, body)
        assert answer.status_code < 500
        assert CANARY not in answer.text
        for path in (
            f"reports/{CANARY}",
            CANARY,
            f"emergency-calls/{uuid4()}",
            f"reports/{uuid4()}/amendments/{CANARY}",
        ):
            assert _send(server, "PUT", f"{path}?{CANARY}=1", secret, body).status_code < 500
    log = (server.data / "server.log").read_text()
    assert CANARY not in log
    assert secret not in log
    assert "127.0.0.1 " not in log


def test_a_store_that_fails_is_told_and_nothing_that_was_sent(start_server: StartServer) -> None:
    server = start_server()
    _break_store(server)
    answer = _send(server, "PUT", f"reports/{uuid4()}", new_secret(), json.dumps(report_body(**CONTENT)).encode())
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert CANARY not in answer.text + (server.data / "server.log").read_text()
