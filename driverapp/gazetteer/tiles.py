"""Tiles of the map from the operator's tile server: asked for by this server alone, and kept for a while.

The tile server learns neither who looks nor with what: it sees our address, and no cookie or referrer. A slow or dead
one must not hold up the intake of reports: few threads ever wait for it, and after a failure none for a while.
"""

import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from threading import BoundedSemaphore
from time import monotonic
from urllib.parse import SplitResult, urlsplit

PATIENCE_S = 4.0
PAUSE_S = 30.0
AT_ONCE, QUEUE_S = 4, 1.0
LARGEST = 1024 * 1024
CHUNK = 64 * 1024
DEEPEST = 19
OK = 200
PORTS = {"http": 80, "https": 443}
HEADERS = {"User-Agent": "driverapp", "Accept": "image/*", "Accept-Encoding": "identity", "Connection": "close"}
PNG, JPEG, RIFF, WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"WEBP"


class NoTile(Exception):
    """There is no such tile, or the tile server gives none now."""


class Unreachable(NoTile):
    """The tile server does not answer in time, or may not be asked."""


@dataclass(frozen=True)
class TileSource:
    """A tile server: its address with `{z}`, `{x}` and `{y}`, and whom the map names for it."""

    url: str
    attribution: str | None = None

    def address(self, z: int, x: int, y: int) -> str:
        """The address of a tile. Raises `NoTile` for one that the world does not have."""
        if not (0 <= z <= DEEPEST and 0 <= x < 2**z and 0 <= y < 2**z):
            raise NoTile
        return self.url.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))


class TileServer:
    """Asks for tiles, a few at a time."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE)
        self._asks_again = 0.0

    def fetch(self, address: str) -> bytes:
        """A tile. Raises `NoTile`."""
        if monotonic() < self._asks_again or not self._places.acquire(timeout=QUEUE_S):
            raise Unreachable
        try:
            return fetch(address)
        except Unreachable:
            self._asks_again = monotonic() + PAUSE_S
            raise
        finally:
            self._places.release()


def type_of(content: bytes) -> str | None:
    """The media type of a picture by its first bytes; none if it is no picture that we pass on."""
    if content.startswith(PNG):
        return "image/png"
    if content.startswith(JPEG):
        return "image/jpeg"
    return "image/webp" if content[:4] == RIFF and content[8:12] == WEBP else None


def fetch(address: str) -> bytes:
    """What lies at an address, if it is a picture of a tile's size; no redirect is followed. Raises `NoTile`."""
    deadline = monotonic() + PATIENCE_S
    parts = urlsplit(address)
    try:
        with closing(_connection(parts)) as connection:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target or "/", headers=HEADERS)
            return _picture(connection.getresponse(), deadline)
    except (OSError, HTTPException, UnicodeError):
        raise Unreachable from None


def _picture(answer: HTTPResponse, deadline: float) -> bytes:
    if answer.status != OK or not answer.headers.get_content_type().startswith("image/"):
        raise NoTile
    content = b""
    while chunk := answer.read1(CHUNK):
        content += chunk
        if monotonic() > deadline:
            raise Unreachable
        if len(content) > LARGEST:
            raise NoTile
    if type_of(content) is None:
        raise NoTile
    return content


def _connection(parts: SplitResult) -> HTTPConnection:
    """A connection to the very address that was looked at: another look-up might find another one."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    connection = HTTPConnection(host, port, timeout=PATIENCE_S)
    plain = socket.create_connection((_address(host, port), port), timeout=PATIENCE_S)
    connection.sock = plain
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    return connection


def _address(host: str, port: int) -> str:
    """The address behind a host. A name may not lead into our own network; an address that the operator wrote may."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not (host == "localhost" or _is_address(host) or all(ip_address(each).is_global for each in found)):
        raise Unreachable
    return found[0]


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
