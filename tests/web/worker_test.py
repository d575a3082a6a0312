"""Nothing that one client sends, or does not read, delays another's report."""

import json
import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from uuid import uuid4

import httpx
import pytest

from driverapp.web.arrival import LARGEST_MEDIUM
from driverapp.web.room import MOST_BYTES
from tests.factories import new_secret, report_body
from tests.servers import Server, free_port, run_server

SLOW_CLIENTS = 100
# Far below the patience with a slow client, far above what a report takes on a busy machine.
SOON_S = 5
# One process and little of everything, so that a few connections reach each bound: 16 arriving, 8 leaving.
NARROW = "--workers=1 --threads=2 --worker-connections=64"
MOST_ARRIVING = 16
BEGUN = b"PUT /api/v1/reports/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"


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


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("narrow") / "data", GUNICORN_CMD_ARGS=NARROW) as running:
        yield running


@pytest.fixture
def connections() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def _open(server: Server, connections: ExitStack, sent: bytes) -> socket.socket:
    connection = connections.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=40))
    connection.sendall(sent)
    return connection


def _open_unread(server: Server, connections: ExitStack, sent: bytes) -> socket.socket:
    connection = connections.enter_context(socket.socket())
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(40)
    connection.connect(("127.0.0.1", server.port))
    connection.sendall(sent)
    return connection


def _is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def _worker_of(server: Server) -> int:
    master = server.pid
    [worker] = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(worker)


def _assert_unharmed(server: Server) -> None:
    for _ in range(3):
        assert httpx.get(f"{server.url}/healthz", timeout=SOON_S).status_code == 200
    assert (server.data / "server.log").read_text().count("Booting worker") == 1


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


def test_who_is_gone_when_it_may_send_the_body_harms_nobody(narrow: Server) -> None:
    gone_at_once = struct.pack("ii", 1, 0)
    for _ in range(300):
        with socket.create_connection(("127.0.0.1", narrow.port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, gone_at_once)
            connection.sendall(BEGUN + b"Expect: 100-continue\r\n\r\n")
    _assert_unharmed(narrow)


@pytest.mark.parametrize(
    "line",
    [
        b"Content-Length: 0000000000000000000000100",
        b"Content-Length: 1\r\nContent-Length: 100",
        b"Content-Length: +100",
        b"Content-Length : 100",
        b"Content-Length:\r\n 100",
        b"Content-Length: 1\r\n 00",
        b"X: y\r\n Content-Length: 100",
    ],
)
def test_a_length_that_could_be_read_otherwise_is_refused(narrow: Server, connections: ExitStack, line: bytes) -> None:
    for _ in range(3):
        connection = _open(narrow, connections, b"PUT /api/v1/reports/x HTTP/1.1\r\nHost: a\r\n" + line + b"\r\n\r\n{")
        connection.settimeout(SOON_S)
        assert b" 400 " in connection.recv(4096).split(b"\r\n")[0]
    _assert_unharmed(narrow)


def test_who_is_closed_while_more_comes_from_it_harms_nobody(narrow: Server, connections: ExitStack) -> None:
    begun = [_open(narrow, connections, b"G") for _ in range(MOST_ARRIVING + 4)]
    assert all(_is_closed(connection) for connection in begun[:4])
    worker = _worker_of(narrow)
    # All of this comes to the worker at the same moment: the new one pushes out another that has something to say.
    os.kill(worker, signal.SIGSTOP)
    _open(narrow, connections, b"G")
    for connection in begun[4:]:
        connection.sendall(b"E")
    os.kill(worker, signal.SIGCONT)
    assert _is_closed(begun[4])
    _assert_unharmed(narrow)


def test_who_asks_without_reading_holds_no_thread_and_is_answered_when_it_reads(
    narrow: Server, connections: ExitStack
) -> None:
    request = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n"
    sent = (request + b"\r\n") * 39 + request + b"Connection: close\r\n\r\n"
    unread = [_open_unread(narrow, connections, sent) for _ in range(6)]
    _assert_unharmed(narrow)
    received = b"".join(iter(lambda: unread[0].recv(65536), b""))
    assert received.count(b"HTTP/1.1 200 OK") == 40


def test_who_reads_an_answer_byte_by_byte_holds_a_thread_not_for_long(tmp_path: Path, connections: ExitStack) -> None:
    server = Server(tmp_path, {"GUNICORN_CMD_ARGS": NARROW}, free_port(), application="tests.web.large_answer:app")
    server.start()
    connections.callback(server.stop)
    slow = [_open_unread(server, connections, b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(2)]
    for connection in slow:
        assert connection.recv(9) == b"HTTP/1.1 "
    other = _open(server, connections, b"GET /small HTTP/1.1\r\nHost: a\r\n\r\n")
    other.settimeout(0.5)
    begun = time.monotonic()
    answer = b""
    while not answer and time.monotonic() - begun < 20:
        for connection in slow:
            with suppress(ConnectionResetError):
                connection.recv(2000)
        with suppress(TimeoutError):
            answer = other.recv(9)
    assert answer == b"HTTP/1.1 "


def test_who_does_not_hang_up_takes_no_place_from_others(narrow: Server, connections: ExitStack) -> None:
    for _ in range(200):
        _open(narrow, connections, b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    _assert_unharmed(narrow)


def test_many_connections_of_one_address_push_out_each_other_first(narrow: Server, connections: ExitStack) -> None:
    elsewhere = socket.create_connection(("127.0.0.1", narrow.port), timeout=SOON_S, source_address=("127.0.0.2", 0))
    phone = connections.enter_context(elsewhere)
    phone.sendall(BEGUN)
    crowd = [_open(narrow, connections, b"G") for _ in range(2 * MOST_ARRIVING)]
    assert all(_is_closed(connection) for connection in crowd[:MOST_ARRIVING])
    phone.sendall(b"\r\n{}")
    assert b" 422 " in phone.recv(4096)
    _assert_unharmed(narrow)


def test_whoever_sends_most_of_what_is_large_gives_way(narrow: Server, connections: ExitStack) -> None:
    head = b"PUT /api/v1/reports/x/media/y HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % LARGEST_MEDIUM
    elsewhere = socket.create_connection(("127.0.0.1", narrow.port), timeout=SOON_S, source_address=("127.0.0.2", 0))
    phone = connections.enter_context(elsewhere)
    phone.sendall(head + bytes(1024 * 1024))
    almost = bytes(LARGEST_MEDIUM - 1)
    crowd = [_open(narrow, connections, head + almost) for _ in range(MOST_BYTES // LARGEST_MEDIUM)]
    last = _open(narrow, connections, head)
    with suppress(ConnectionError):
        last.sendall(almost)
    ended, _, _ = select([*crowd, last], [], [], SOON_S)
    assert ended
    assert all(_is_closed(connection) for connection in ended)
    _assert_unharmed(narrow)
    assert _file_report(narrow) < SOON_S
    phone.sendall(bytes(LARGEST_MEDIUM - 1024 * 1024))
    assert b" 422 " in phone.recv(4096)


def test_who_takes_too_long_is_closed(early: Early) -> None:
    assert early.connection.recv(100) == b""
    assert time.monotonic() - early.begun > 25
