"""What readers find wrong with an item, for its next revision: anonymous, and known by its day alone."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from driverapp.guidance.models import GuidanceFeedback, GuidanceItem
from driverapp.guidance.readable import Kept, Read, place
from driverapp.store.database import db
from driverapp.store.insert import insert_once
from driverapp.vocabulary.guidance import FeedbackKind


def note_feedback(
    feedback_id: UUID, read: Read, kind: FeedbackKind, *, text: str | None, language: str | None, takes_text: bool
) -> Kept:
    """Keep feedback, once: what comes again under the same id changes nothing. Raises `UnknownReading`.

    `language`: in which it was read; `takes_text`: whether the operator's policy keeps own words.
    """
    columns, dropped = place(read)
    if text and not takes_text:
        dropped.append("/text")
    said = {"id": feedback_id, "kind": kind, "text": text if takes_text else None, "language": language}
    return Kept(feedback_id, dropped, created=insert_once(GuidanceFeedback, columns | said))


def list_feedback(session: Session, slug: str | None = None) -> list[GuidanceFeedback]:
    """The feedback to an item or to all, the latest first."""
    query = (
        select(GuidanceFeedback)
        .join(GuidanceFeedback.item)
        .options(joinedload(GuidanceFeedback.item), joinedload(GuidanceFeedback.association))
        .order_by(GuidanceFeedback.day.desc(), GuidanceItem.slug, GuidanceFeedback.id)
    )
    if slug is not None:
        query = query.where(GuidanceItem.slug == slug)
    return list(session.scalars(query))


def count_feedback(session: Session, item: GuidanceItem) -> int:
    """How much feedback there is to an item; its words stay sealed."""
    return session.scalar(select(func.count()).where(GuidanceFeedback.item_id == item.id)) or 0


def forget_feedback(before: date, most: int) -> int:
    """Erase feedback of days before this one, at most so many; how many were."""
    old = select(GuidanceFeedback.id).where(GuidanceFeedback.day < before).limit(most)
    gone = delete(GuidanceFeedback).where(GuidanceFeedback.id.in_(old)).returning(GuidanceFeedback.id)
    return len(db.session.execute(gone).all())
