"""A little tile server on the loopback, for tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.samples import photo


class TileHandler(BaseHTTPRequestHandler):
    """Answers by the last part of the path; keeps what it was asked."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, kind, content = self.answer()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 302:
            self.send_header("Location", "/good/1/0/0")
        self.end_headers()
        self.wfile.write(content)

    def answer(self) -> tuple[int, str, bytes]:
        answers = {
            "good": (200, "image/jpeg", photo()),
            "moved": (302, "image/jpeg", photo()),
            "large": (200, "image/png", b"\x89PNG\r\n\x1a\n" + bytes(2 * 1024 * 1024)),
            "page": (200, "text/html", photo()),
            "disguised": (200, "image/png", b"<script>alert(1)</script>"),
        }
        return answers.get(self.path.split("/")[1], (404, "image/png", b""))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@contextmanager
def tile_server() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Its address, and all that it is asked."""
    asked: list[tuple[str, dict[str, str]]] = []
    handler = type("Handler", (TileHandler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
