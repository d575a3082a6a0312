"""Many phones at once: plain sockets, so that the load is the server's and not the clients'."""

import asyncio
import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

from tests.factories import new_secret, report_body


@dataclass(frozen=True)
class Sent:
    """A report as a phone keeps it: the same bytes with each attempt."""

    id: UUID
    secret: str
    body: bytes

    def request(self) -> bytes:
        """The attempt to hand it over."""
        return http_request("PUT", f"/api/v1/reports/{self.id}", self.secret, self.body)


def new_report(**changes: Any) -> Sent:
    """A report that nobody has sent yet."""
    fields = {"category": "cargo_theft", "text": "Erfunden."} | changes
    return Sent(uuid4(), new_secret(), json.dumps(report_body(**fields)).encode())


def http_request(method: str, path: str, secret: str, body: bytes = b"") -> bytes:
    """A request of the API as it goes over the wire."""
    head = (
        f"{method} {path} HTTP/1.1",
        "Host: phone.example",
        f"Authorization: Bearer {secret}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Line:
    """One kept connection of a phone to the server on the loopback."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()

    async def send(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; status and body of its answer. Raises `OSError` and `EOFError` when the server is gone."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        _, _, rest = head.lower().partition(b"content-length:")
        body = await self._reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        return int(head.split(b" ", 2)[1]), body
