"""Photos and voice memos to a report, each once."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from driverapp.reports import events
from driverapp.reports.holder import open_report
from driverapp.reports.media_formats import MediumKind, Recognised, recognise
from driverapp.reports.media_photo import clean_photo
from driverapp.reports.models import Medium, Report
from driverapp.store.clock import now
from driverapp.store.database import db, reading
from driverapp.store.files import current_files
from driverapp.store.insert import insert_once
from driverapp.trust.hashing import keyed_hash, same
from driverapp.trust.sealing import seal_apart
from driverapp.vocabulary.states import EventKind

# More than anybody looks through; a phone offers fewer.
MOST_MEDIA = 20


class MediumConflict(Exception):
    """The medium exists with other content."""


class MediumRemoved(Exception):
    """The medium was removed by its reporter: it is not taken again."""


class MediumNotAllowed(Exception):
    """The operator's policy takes none of this kind."""


class MediumUnknown(Exception):
    """The bytes are no photo and no voice memo of the kind that their sender says."""


class TooManyMedia(Exception):
    """The report holds as many media as it can."""


@dataclass(frozen=True)
class MediumReceipt:
    """What the reporter's phone learns; as `Receipt`. `size`: bytes as stored."""

    id: UUID
    report: UUID
    kind: MediumKind
    type: str
    size: int
    received_at: datetime
    created: bool


def receive_medium(
    report_id: UUID, secret: str, raw: bytes, *, medium_id: UUID, kind: MediumKind, allowed: bool
) -> MediumReceipt:
    """Keep a photo or a voice memo, once. `allowed`: whether the operator's policy takes this kind.

    To be called before anything else is written: a photo is decoded while nobody waits for the store. Raises
    `UnknownReport`, `ReportWithdrawn`, `MediumConflict`, `MediumRemoved`, `MediumNotAllowed`, `MediumUnknown`,
    `TooManyMedia`, `media_photo.UnreadablePhoto` and `FilesUnavailable`.
    """
    digest = keyed_hash("medium", raw)
    with reading():
        open_report(report_id, secret)
        stored = db.session.get(Medium, (medium_id, report_id))
        if stored is not None:
            return _repeat(stored, digest)
        if not allowed:
            raise MediumNotAllowed
        _leave_room(report_id)
    content, found = _prepare(raw, kind)
    key, sealed = seal_apart(content)
    medium = Medium(
        id=medium_id,
        report_id=report_id,
        body_hash=digest,
        kind=found.kind,
        type=found.type,
        size=len(content),
        file=secrets.token_hex(16),
        key=key,
        received_at=now(),
    )
    return _store(medium, secret, sealed)


def _prepare(raw: bytes, kind: MediumKind) -> tuple[bytes, Recognised]:
    found = recognise(raw)
    if found is None or found.kind is not kind:
        raise MediumUnknown
    if found.kind is MediumKind.VOICE:
        return raw, found
    return clean_photo(raw, found.type), Recognised(MediumKind.PHOTO, "image/jpeg")


def _store(medium: Medium, secret: str, sealed: bytes) -> MediumReceipt:
    file = medium.file or ""
    current_files().write(file, sealed)
    try:
        # The report is held, so that a withdrawal at the same moment erases this medium or keeps it out.
        report = open_report(medium.report_id, secret, to_change=True)
        columns = {name: getattr(medium, name) for name in Medium.__table__.columns.keys()}  # noqa: SIM118 - a collection of columns, not a mapping
        inserted = insert_once(Medium, columns)
        if inserted:
            _apply(report, medium.received_at)
    except Exception:
        current_files().remove(file)
        raise
    if inserted:
        return _receipt(medium, created=True)
    current_files().remove(file)
    return _repeat(db.session.get_one(Medium, (medium.id, medium.report_id)), medium.body_hash or b"")


def _apply(report: Report, at: datetime) -> None:
    became_usable = not report.usable
    report.usable = True
    db.session.flush()
    events.append(report, EventKind.MEDIUM_RECEIVED, at=at)
    if became_usable:
        events.append(report, EventKind.BECAME_USABLE, at=at)


def _leave_room(report_id: UUID) -> None:
    sent = (Medium.report_id == report_id, Medium.erased_at.is_(None), Medium.redacts.is_(None))
    held = select(func.count()).where(*sent)
    if (db.session.scalar(held) or 0) >= MOST_MEDIA:
        raise TooManyMedia


def _repeat(stored: Medium, digest: bytes) -> MediumReceipt:
    if stored.erased_at is not None:
        raise MediumRemoved
    if stored.body_hash is None or not same(stored.body_hash, digest):
        raise MediumConflict
    return _receipt(stored, created=False)


def _receipt(medium: Medium, *, created: bool) -> MediumReceipt:
    return MediumReceipt(
        id=medium.id,
        report=medium.report_id,
        kind=MediumKind(medium.kind or ""),
        type=medium.type or "",
        size=medium.size or 0,
        received_at=medium.received_at,
        created=created,
    )
