"""Erasing photos and voice memos: the key goes with the transaction, the sealed bytes right after it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Select, event, select

from driverapp.reports import events
from driverapp.reports.holder import open_report
from driverapp.reports.models import Medium
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.files import Files, FilesUnavailable, current_files
from driverapp.store.insert import insert_once
from driverapp.vocabulary.states import EventKind


@dataclass(frozen=True)
class MediumErased:
    """What the reporter's phone learns of a removal; repeated, the same. `created`: the medium had never come."""

    id: UUID
    report: UUID
    erased_at: datetime
    created: bool


def remove_medium(report_id: UUID, secret: str, medium_id: UUID) -> MediumErased:
    """Remove a medium at its reporter's wish; repeating it changes nothing.

    One that is not there leaves a mark, which keeps it out should it arrive late. A report that the medium made
    usable stays so. Raises `UnknownReport` and `ReportWithdrawn`.
    """
    report = open_report(report_id, secret, to_change=True)
    at = now()
    if insert_once(Medium, {"id": medium_id, "report_id": report_id, "received_at": at, "erased_at": at}):
        return MediumErased(medium_id, report_id, at, created=True)
    medium = db.session.get_one(Medium, (medium_id, report_id))
    if medium.erased_at is None:
        erase_medium(medium, at)
        db.session.flush()
        events.append(report, EventKind.MEDIUM_REMOVED, at=at)
    return MediumErased(medium_id, report_id, medium.erased_at or at, created=False)


def erase_media(report_id: UUID) -> None:
    """Erase all media of a report; their rows stay, empty."""
    held = select(Medium).where(Medium.report_id == report_id, Medium.erased_at.is_(None))
    for medium in db.session.scalars(held):
        erase_medium(medium, now())
    db.session.flush()


def erase_medium(medium: Medium, at: datetime) -> None:
    """Erase one medium: without its key, its bytes are nothing, wherever a copy lies."""
    file = medium.file
    medium.erased_at = at
    medium.body_hash = medium.kind = medium.type = medium.size = medium.file = medium.key = None
    for copy in db.session.scalars(_copies_of(medium)):
        erase_medium(copy, at)
    if file is not None:
        remove = partial(_remove, current_files(), file)
        event.listen(db.session(), "after_commit", remove, once=True)


def _copies_of(medium: Medium) -> Select[Medium]:
    own = (Medium.report_id == medium.report_id, Medium.redacts == medium.id)
    return select(Medium).where(*own, Medium.erased_at.is_(None))


def _remove(files: Files, name: str, _session: object) -> None:
    # Without its key the file holds nothing any more: whoever erased it need not wait for the storage.
    with suppress(FilesUnavailable):
        files.remove(name)
