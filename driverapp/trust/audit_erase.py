"""Erasing the oldest entries of the audit: what is left hangs on the hash of the last one that went."""

from datetime import datetime
from itertools import takewhile

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from driverapp.trust.audit import AuditEntry, locked_head
from driverapp.trust.audit_chain import Link
from driverapp.trust.hashing import same


def erase_oldest(session: Session, before: datetime, limit: int) -> int:
    """Erase up to `limit` entries from before a moment, from the beginning of the chain; how many.

    Each is checked once more: an entry that does not hold goes as well, for it is too old to be kept, but the head
    keeps its number, and every later verification tells it.
    """
    oldest = select(*AuditEntry.__table__.columns).order_by(AuditEntry.id)
    first = session.execute(oldest.limit(1)).one_or_none()
    if first is None or first.at >= before:
        return 0
    head = locked_head(session)
    due = list(takewhile(lambda entry: entry.at < before, session.execute(oldest.limit(limit))))
    broken_id, previous = head.broken_id, head.anchor_hash
    for expected, (*columns, kept) in enumerate(due, head.anchor_id + 1):
        link = Link(*columns)
        if broken_id is None and not (link.id == expected and same(link.hash_after(previous), kept)):
            broken_id = expected
        previous = kept
    if due:
        session.execute(delete(AuditEntry).where(AuditEntry.id <= due[-1].id))
        head.move(anchor_id=due[-1].id, anchor_hash=previous, broken_id=broken_id)
    return len(due)
