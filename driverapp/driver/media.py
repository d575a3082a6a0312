"""Photos and voice memos of a report, as the phone sends and removes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Response, request

from driverapp.driver.answers import MediumAnswer, MediumErasedAnswer
from driverapp.driver.api import answer, api, as_json
from driverapp.driver.guard import bearer_secret, client_id, raw_bytes
from driverapp.driver.intake import current_rules, in_measure
from driverapp.reports.media_erase import remove_medium
from driverapp.reports.media_formats import TYPES, MediumKind
from driverapp.reports.media_receive import receive_medium
from driverapp.reports.models import Medium
from driverapp.store.database import reading
from driverapp.store.insert import exists
from driverapp.web.arrival import LARGEST_MEDIUM
from driverapp.web.errors import Problem
from driverapp.web.limits import Kind
from driverapp.web.permissions import public

# Of a process' eight threads, so that reports always find one.
MOST_AT_ONCE = 3
TRY_AGAIN_S = 5

_under_way = BoundedSemaphore(MOST_AT_ONCE)


@api.put("/reports/<report_id>/media/<medium_id>")
@public
def put_medium(report_id: str, medium_id: str) -> tuple[Response, int]:
    """Keep a photo or a voice memo, once."""
    own_id, further_id, secret = client_id(report_id), client_id(medium_id), bearer_secret()
    kind = _kind()
    with _few_at_once():
        raw = raw_bytes(LARGEST_MEDIUM)
        allowed = _is_allowed(kind)
        receipt = in_measure(
            Kind.MEDIUM,
            lambda: exists(Medium, id=further_id, report_id=own_id),
            lambda: receive_medium(own_id, secret, raw, medium_id=further_id, kind=kind, allowed=allowed),
        )
    return answer(MediumAnswer, receipt)


@api.delete("/reports/<report_id>/media/<medium_id>")
@public
def delete_medium(report_id: str, medium_id: str) -> Response:
    """Remove a photo or a voice memo, or keep out one that has not come yet."""
    own_id, further_id, secret = client_id(report_id), client_id(medium_id), bearer_secret()
    removed = in_measure(
        Kind.DETAIL,
        lambda: exists(Medium, id=further_id, report_id=own_id),
        lambda: remove_medium(own_id, secret, further_id),
    )
    return as_json(MediumErasedAnswer, removed)


def _kind() -> MediumKind:
    kind = TYPES.get(request.mimetype)
    if kind is None or request.headers.get("Content-Encoding"):
        raise Problem(415, "The body has to be a photo (JPEG, PNG, WebP) or a voice memo (WebM, MP4), not compressed.")
    return kind


def _is_allowed(kind: MediumKind) -> bool:
    with reading():
        rules = current_rules()
    return rules.photo if kind is MediumKind.PHOTO else rules.voice


@contextmanager
def _few_at_once() -> Iterator[None]:
    if not _under_way.acquire(blocking=False):
        headers = {"Retry-After": str(TRY_AGAIN_S)}
        raise Problem(503, "Too many photos and voice memos come at once. Try again later.", headers=headers)
    try:
        yield
    finally:
        _under_way.release()
