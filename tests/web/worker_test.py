"""Nothing that one client sends, or does not read, delays another's report."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest

from tests.factories import new_secret, report_body
from tests.servers import Server, run_server

SLOW_CLIENTS = 100
# Far below the patience with a slow client, far above what a report takes on a busy machine.
SOON_S = 5


@dataclass
class Early:
    """A client that began before all others and never goes on."""

    connection: socket.socket
    begun: float


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these tests: none of them may leave it the worse."""
    with run_server(tmp_path_factory.mktemp("worker") / "data") as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def early(server: Server) -> Iterator[Early]:
    with ExitStack() as opened:
        begun = b"PUT /api/v1/reports/x HTTP/1.1\r\nContent-Length: 500\r\n\r\n{"
        yield Early(_open(server, opened, begun), time.monotonic())


@pytest.fixture
def connections() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def _open(server: Server, connections: ExitStack, sent: bytes) -> socket.socket:
    connection = connections.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=40))
    connection.sendall(sent)
    return connection


def _file_report(server: Server) -> float:
    begun = time.monotonic()
    answer = httpx.put(
        f"{server.url}/api/v1/reports/{uuid4()}",
        content=json.dumps(report_body()),
        headers={"Authorization": f"Bearer {new_secret()}", "Content-Type": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 201
    return time.monotonic() - begun


def test_clients_that_dribble_hold_up_nobody(server: Server, connections: ExitStack) -> None:
    heads = b"PUT /api/v1/repor", b"PUT /api/v1/reports/x HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{", b""
    slow = [_open(server, connections, heads[number % 3]) for number in range(SLOW_CLIENTS)]
    for _ in range(5):
        for connection in slow:
            connection.sendall(b"x")
        assert _file_report(server) < SOON_S


def test_clients_that_do_not_hang_up_or_do_not_read_hold_up_nobody(server: Server, connections: ExitStack) -> None:
    for _ in range(SLOW_CLIENTS // 2):
        _open(server, connections, b"GET /healthz HTTP/1.0\r\n\r\n")
        _open(server, connections, b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 4)
    for _ in range(5):
        assert _file_report(server) < SOON_S


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"PUT /api/v1/reports/x HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n" + b"x" * 3_000_000, b" 413 "),
        (b"PUT /api/v1/reports/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b" 411 "),
        (b"GET /" + b"x" * 40_000, b" 431 "),
        (b"GET / HTTP/9.9\r\n\r\n", b" 400 "),
        (b"\x16\x03\x01\x02\r\n\r\n", b" 400 "),
    ],
)
def test_what_is_never_taken_gets_its_answer_and_is_closed(
    server: Server, connections: ExitStack, sent: bytes, status: bytes
) -> None:
    connection = _open(server, connections, sent)
    received = b"".join(iter(lambda: connection.recv(4096), b""))
    assert status in received.split(b"\r\n")[0]


def test_requests_behind_one_another_are_answered_in_order(server: Server, connections: ExitStack) -> None:
    first = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    last = b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    connection = _open(server, connections, first + first + last[:20])
    connection.sendall(last[20:])
    received = b"".join(iter(lambda: connection.recv(4096), b""))
    assert received.count(b"HTTP/1.1 200 OK") == 3


def test_a_body_is_asked_for_where_the_client_waits_for_it(server: Server, connections: ExitStack) -> None:
    head = b"PUT /api/v1/reports/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    connection = _open(server, connections, head)
    assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue")
    connection.sendall(b"{}")
    assert b" 422 " in connection.makefile("rb").read(200)


def test_who_takes_too_long_is_closed(early: Early) -> None:
    assert early.connection.recv(100) == b""
    assert time.monotonic() - early.begun > 25
