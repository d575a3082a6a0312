"""A request on its way in: collected byte by byte, until all of it is there or it is refused.

Only decides when a thread may begin; what the bytes mean is gunicorn's to say.
"""

import json
import re
from http import HTTPStatus

END_OF_HEAD = b"\r\n\r\n"
LARGEST_HEAD = 32 * 1024
# Above what any address takes, so that the app itself answers whatever is only a little too long.
LARGEST_BODY = 128 * 1024
LARGEST_MEDIUM = 10 * 1024 * 1024
MEDIUM = re.compile(rb"PUT /api/v1/reports/[^/? ]+/media/[^/? ]+[? ]")
# What a photo needs on the worst of mobile networks, beyond what a report has.
LARGE_PATIENCE_S = 90.0
# Every line that anybody could take for the length, and the only one that is taken.
LENGTHS = re.compile(rb"\r\n([ \t]*content-length[ \t]*:[^\r]*)", re.IGNORECASE)
LENGTH = re.compile(rb"content-length:[ \t]*([0-9]{1,18})[ \t]*", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
CONTINUE = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class Refused(Exception):
    """The request will never be taken; `answer` is what its sender gets."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.answer = _answer(status, detail)


class Arrival:
    """What has come of a request so far, and whose it is.

    `deadline`: monotonic seconds at which the rest comes too late. `is_large`: longer than any report.
    """

    def __init__(self, deadline: float, sender: str = "") -> None:
        self.deadline = deadline
        self.sender = sender
        self.complete = False
        self.received = bytearray()
        self.waits_for_leave = False
        self.is_large = False
        self._length: int | None = None

    def add(self, data: bytes) -> bool:
        """Take in the next bytes; whether the request is complete. Raises `Refused`."""
        searched = max(0, len(self.received) - len(END_OF_HEAD) + 1)
        self.received += data
        if self._length is None:
            self._length = self._find_length(searched)
        self.complete = self._length is not None and len(self.received) >= self._length
        self.waits_for_leave = self.waits_for_leave and not self.complete
        return self.complete

    def _find_length(self, searched: int) -> int | None:
        end = self.received.find(END_OF_HEAD, searched)
        if end == -1:
            if len(self.received) > LARGEST_HEAD:
                raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too long.")
            return None
        end += len(END_OF_HEAD)
        head = bytes(self.received[:end])
        if CHUNKED.search(head):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "The header Content-Length is missing.")
        length = _content_length(head)
        if length > (LARGEST_MEDIUM if MEDIUM.match(head) else 0) + LARGEST_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too long.")
        if length > LARGEST_BODY:
            self.is_large = True
            self.deadline += LARGE_PATIENCE_S
        self.waits_for_leave = CONTINUE.search(head) is not None
        return end + length


def _content_length(head: bytes) -> int:
    lines = LENGTHS.findall(head)
    if not lines:
        return 0
    length = LENGTH.fullmatch(lines[0])
    if length is None or len(lines) > 1:
        raise Refused(HTTPStatus.BAD_REQUEST, "The header Content-Length is malformed.")
    return int(length[1])


def _answer(status: HTTPStatus, detail: str) -> bytes:
    problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, "errors": []}
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
    )
    return "\r\n".join(head).encode() + END_OF_HEAD + body
