"""What the office reads of photos and voice memos."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from driverapp.reports.models import Medium
from driverapp.store.database import db
from driverapp.store.files import MissingFile, current_files
from driverapp.store.insert import exists
from driverapp.trust.sealing import open_apart


class MediumGone(Exception):
    """There is no such medium, or it was erased."""


def list_media(report_id: UUID) -> Sequence[Medium]:
    """The media of a report in the order of arrival, without opening any."""
    held = select(Medium).options(defer(Medium.key, raiseload=True))
    query = held.where(Medium.report_id == report_id, Medium.erased_at.is_(None))
    return db.session.scalars(query.order_by(Medium.received_at, Medium.id)).all()


def has_medium(report_id: UUID, medium_id: UUID) -> bool:
    """Whether a report has this medium, without opening it."""
    return exists(Medium, id=medium_id, report_id=report_id, erased_at=None)


def open_medium(report_id: UUID, medium_id: UUID) -> tuple[Medium, bytes]:
    """A medium with its content. Whoever shows it notes the opening in the audit first.

    Raises `MediumGone`, `FilesUnavailable` and `CannotOpen`.
    """
    # A list may have loaded it before, without its key.
    medium = db.session.get(Medium, (medium_id, report_id), populate_existing=True)
    if medium is None or medium.key is None or medium.file is None:
        raise MediumGone
    try:
        return medium, open_apart(medium.key, current_files().read(medium.file))
    except MissingFile:
        raise MediumGone from None
