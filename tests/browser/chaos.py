"""A proxy before the real server that fails as networks and servers do; the test says when and how."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PATIENCE = 60.0
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
PORTAL = b"<!doctype html><title>Free WiFi</title><p>Please sign in to go online."


@dataclass
class Request:
    """One request as it reached the proxy. `status` is what the client was told, 0 for nothing."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)
    status: int | None = None


@dataclass
class Reply:
    """An answer to the client."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


# Gets the request and a way to ask the real server; gives the answer, or None to hang up.
Mode = Callable[[Request, Callable[[], Reply]], Reply | None]


def through(_request: Request, ask: Callable[[], Reply]) -> Reply | None:
    """Pass everything on."""
    return ask()


def hang_up(_request: Request, _ask: Callable[[], Reply]) -> Reply | None:
    """Close the connection; the server never hears of the request."""
    return None


def drop_after_commit(_request: Request, ask: Callable[[], Reply]) -> Reply | None:
    """Let the server do its work, then lose the answer."""
    ask()
    return None


def portal_page(_request: Request, _ask: Callable[[], Reply]) -> Reply | None:
    """Answer everything with a captive portal's page and 200."""
    return Reply(200, [("Content-Type", "text/html; charset=utf-8")], PORTAL)


def portal_redirect(_request: Request, _ask: Callable[[], Reply]) -> Reply | None:
    """Send everything to a captive portal's sign-in."""
    return Reply(302, [("Location", "/portal")], b"")


def json_reply(content: object) -> Reply:
    """An answer as our server would give it."""
    return Reply(200, [("Content-Type", "application/json")], json.dumps(content).encode())


def wrong_answer(_request: Request, _ask: Callable[[], Reply]) -> Reply | None:
    """Answer 200 with JSON that does not name the record."""
    return json_reply({"id": "00000000-0000-4000-8000-000000000000", "state": "received"})


def refuse(status: int, **headers: str) -> Mode:
    """Answer as our server refuses. A header's name is given with underscores."""
    names = [(name.replace("_", "-"), value) for name, value in headers.items()]

    def mode(_request: Request, _ask: Callable[[], Reply]) -> Reply | None:
        body = b'{"type": "about:blank", "title": "Refused", "status": %d}' % status
        return Reply(status, [("Content-Type", "application/problem+json"), *names], body)

    return mode


class Gate:
    """A mode that holds requests back until the test opens it: a delay without a clock."""

    def __init__(self) -> None:
        self._open = threading.Event()

    def __call__(self, _request: Request, ask: Callable[[], Reply]) -> Reply | None:
        self._open.wait(PATIENCE)
        return ask()

    def open(self) -> None:
        """Let everything held back, and all that follows, through."""
        self._open.set()


class Chaos:
    """The proxy: its address, its present mode, and every request that reached it."""

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream)
        self._changed = threading.Condition()
        self._rules: list[tuple[Callable[[Request], bool], Mode]] = []
        self.requests: list[Request] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"chaos": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def set(self, mode: Mode, *, on: str = "", method: str = "") -> None:
        """From now on treat requests whose path contains `on` so; the latest rule that fits decides."""
        with self._changed:
            self._rules.append((lambda request: on in request.path and method in ("", request.method), mode))

    def heal(self) -> None:
        """Pass everything on again."""
        with self._changed:
            self._rules.clear()

    def sent(self, method: str, on: str = "/api/") -> list[Request]:
        """The requests of a method whose path contains `on`, in the order of their arrival."""
        return [each for each in self.requests if each.method == method and on in each.path]

    def wait_for(self, method: str, on: str = "/api/", *, count: int = 1, answered: bool = True) -> list[Request]:
        """Wait until so many such requests came (and were answered or dropped); give them."""

        def there() -> bool:
            return sum(each.status is not None or not answered for each in self.sent(method, on)) >= count

        with self._changed:
            assert self._changed.wait_for(there, PATIENCE), f"{count} × {method} {on} did not come: {self.requests}"
        return self.sent(method, on)

    def answered(self, method: str, on: str = "/api/") -> list[Request]:
        """As `sent`, once each is answered or dropped: a phone knows of its answer before the proxy has noted it."""
        return self.wait_for(method, on, count=len(self.sent(method, on)))

    def answer(self, request: Request) -> Reply | None:
        """What the client is told, by the present mode."""
        with self._changed:
            self.requests.append(request)
            mode = next((mode for fits, mode in reversed(self._rules) if fits(request)), through)
            self._changed.notify_all()
        return mode(request, lambda: self._ask(request))

    def note(self, request: Request, status: int) -> None:
        """Note that the client was answered."""
        with self._changed:
            request.status = status
            self._changed.notify_all()

    def _ask(self, request: Request) -> Reply:
        connection = http.client.HTTPConnection(self._upstream.hostname or "", self._upstream.port, timeout=PATIENCE)
        try:
            connection.request(request.method, request.path, request.body or None, request.headers)
            response = connection.getresponse()
            return Reply(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    @contextmanager
    def running(self) -> Iterator["Chaos"]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection a request: a browser repeats what fails on a kept one by itself."""

    chaos: Chaos

    def handle_any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(self.command, self.path, dict(self.headers), self.rfile.read(length))
        try:
            reply = self.chaos.answer(request)
        except (OSError, http.client.HTTPException):
            reply = None
        try:
            if reply is not None:
                self._write(reply)
        except ConnectionError:
            reply = None
        self.chaos.note(request, reply.status if reply else 0)

    def _write(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        for name, value in reply.headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)


for _method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
    setattr(_Handler, f"do_{_method}", _Handler.handle_any)
