"""What every request of a phone has to bring: the right origin, a secret, a body of the right kind, in measure."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import request

from driverapp.reports.fields import parse_client_id, parse_moment
from driverapp.web.errors import Problem
from driverapp.web.limits import Kind, current_limits, wait_s

SECRET = re.compile(r"[A-Za-z0-9_-]{43}=?", re.ASCII)
JSON_TYPE = "application/json"
ENCODINGS = frozenset({"utf-8", "utf8"})


def refuse_cross_site() -> None:
    """Refuse what a page of another site sends: by `Sec-Fetch-Site`, and where a browser has none by `Origin`."""
    site = request.headers.get("Sec-Fetch-Site")
    if site in ("same-origin", "none"):
        return
    origin = request.headers.get("Origin")
    if site == "cross-site" or (origin is not None and origin != request.host_url.rstrip("/")):
        raise Problem(403, "Requests from other sites are refused.")


def bearer_secret() -> str:
    """The secret that proves ownership: 32 bytes in base64url, made by the phone."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not SECRET.fullmatch(secret):
        headers = {"WWW-Authenticate": "Bearer"}
        raise Problem(401, "The header Authorization needs a secret of 32 bytes in base64url.", headers=headers)
    return secret.rstrip("=")


def client_id(text: str) -> UUID:
    """An id from the address of a request."""
    try:
        return parse_client_id(text)
    except ValueError:
        raise Problem(422, "The id in the address has to be a UUID of version 4 or 7.") from None


def raw_bytes(most: int) -> bytes:
    """The body as sent, of at most so many bytes."""
    request.max_content_length = most
    return _bytes()


def json_bytes() -> bytes:
    """The body as sent; whether it is JSON shows when it is parsed."""
    raw = _bytes()
    _require_json()
    return raw


def optional_json_bytes() -> bytes:
    """The body of a request that needs none; empty, or of the same kind as every other."""
    raw = _bytes()
    if raw:
        _require_json()
    return raw


def sent_at() -> datetime | None:
    """The phone's clock at sending; one that cannot be read is none."""
    try:
        return parse_moment(request.headers.get("Sent-At"))
    except ValueError:
        return None


def admit(kind: Kind, is_repeat: Callable[[], bool]) -> None:
    """Refuse what comes from an address that sends far too much, unless it repeats what is stored already."""
    if current_limits().is_exhausted(kind) and not is_repeat():
        headers = {"Retry-After": str(wait_s())}
        raise Problem(429, "Too much came from this address. Try again later.", headers=headers)


def _require_json() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != JSON_TYPE or charset not in ENCODINGS or request.headers.get("Content-Encoding"):
        raise Problem(415, "The body has to be application/json in UTF-8, not compressed.")


def _bytes() -> bytes:
    if request.headers.get("Transfer-Encoding"):
        raise Problem(411, "The header Content-Length is missing.")
    return request.get_data(cache=False)
