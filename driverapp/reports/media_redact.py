"""Copies of photos with parts blackened: burnt into the picture, so that nothing lies beneath."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID, uuid4

from PIL import Image, ImageDraw

from driverapp.reports.media_formats import MediumKind
from driverapp.reports.media_photo import QUALITY
from driverapp.reports.media_queries import MediumGone, open_medium
from driverapp.reports.models import Medium
from driverapp.store import insert
from driverapp.store.files import current_files
from driverapp.trust.sealing import seal_apart

WHOLE = 100.0
MOST_BOXES = 30


class NoBox(Exception):
    """Nothing was marked, or something that lies outside the photo."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a photo, in percent of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Copy:
    """A copy that is not kept yet: its row, and its sealed bytes."""

    medium: Medium
    sealed: bytes


def make_copy(report_id: UUID, medium_id: UUID, boxes: Sequence[Box]) -> Copy:
    """The photo with the boxes blackened. To be called before anything is written: it takes a moment.

    Raises `NoBox`, `MediumGone`, `FilesUnavailable` and `CannotOpen`.
    """
    if not 0 < len(boxes) <= MOST_BOXES or not all(_lies_within(each) for each in boxes):
        raise NoBox
    medium, content = open_medium(report_id, medium_id)
    if medium.kind != MediumKind.PHOTO:
        raise MediumGone
    blackened = _blacken(content, boxes)
    key, sealed = seal_apart(blackened)
    copy = Medium(
        id=uuid4(),
        report_id=report_id,
        kind=medium.kind,
        type=medium.type,
        size=len(blackened),
        file=secrets.token_hex(16),
        key=key,
        # A copy of a copy is one of the original as well, and none is kept longer than that.
        redacts=medium.redacts or medium.id,
        received_at=medium.received_at,
    )
    return Copy(copy, sealed)


def keep_copy(copy: Copy) -> None:
    """Keep a copy beside its original; the caller's transaction decides, `drop_copy` follows where it was undone."""
    current_files().write(copy.medium.file or "", copy.sealed)
    columns = {name: getattr(copy.medium, name) for name in Medium.__table__.columns.keys()}  # noqa: SIM118 - a collection of columns, not a mapping
    insert.append(Medium, columns)


def drop_copy(copy: Copy) -> None:
    """Remove the bytes of a copy that was not kept."""
    current_files().remove(copy.medium.file or "")


def _lies_within(box: Box) -> bool:
    sizes = 0 < box.width <= WHOLE and 0 < box.height <= WHOLE
    return sizes and 0 <= box.left < WHOLE and 0 <= box.top < WHOLE


def _blacken(content: bytes, boxes: Sequence[Box]) -> bytes:
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        picture = image.convert("RGB")
    drawing = ImageDraw.Draw(picture)
    for box in boxes:
        left, top = box.left * picture.width / WHOLE, box.top * picture.height / WHOLE
        right, bottom = left + box.width * picture.width / WHOLE, top + box.height * picture.height / WHOLE
        # Whole pixels outwards: what was marked is covered to its last edge.
        drawing.rectangle((int(left), int(top), int(right) + 1, int(bottom) + 1), fill="black")
    written = BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
