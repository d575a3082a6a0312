"""An app whose answer is far longer than what the kernel takes at once."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

LARGE = b"x" * 20_000_000


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    body = LARGE if environ["PATH_INFO"] == "/large" else b"ok"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
