"""Verifying the audit: every entry is where and what it was when it was appended, and none is gone.

Found: any change, insertion, removal and reordering, and whatever was cut off at either end. Not found: what was cut
off since the last verification by somebody who had kept a copy of the head from before, and everything that is done
by whoever has the keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from driverapp.trust.audit import HEAD, AuditEntry, AuditHead
from driverapp.trust.audit_chain import BEGINNING, Ends, Link
from driverapp.trust.audit_mark import InvalidMark, Mark, read_mark
from driverapp.trust.hashing import same

BATCH = 5000


class FaultKind(StrEnum):
    """What is wrong with an entry, or with what is known of the chain's ends."""

    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"
    CUT_OFF = "cut_off"
    ERASED = "erased"
    HEAD = "head"
    MARK = "mark"


class Fault(NamedTuple):
    """The first thing that is wrong. `entry_id`: with which entry; nothing for a fault of the head or the mark."""

    kind: FaultKind
    entry_id: int | None = None


@dataclass
class Checked:
    """What a verification found. `count`: how many entries hold, of the moments `first_at` to `last_at`."""

    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    fault: Fault | None = None
    mark: Mark | None = None


def verify_chain(session: Session) -> Checked:
    """Verify all entries, as they stand at one moment, in a session that has done nothing yet."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    head = session.get(AuditHead, HEAD)
    ends = head.ends if head else Ends(0, BEGINNING, 0, BEGINNING, None)
    checked = Checked()
    try:
        mark = read_mark()
    except InvalidMark:
        mark, checked.fault = None, Fault(FaultKind.MARK)
    if head and not ends.is_sealed_by(head.seal):
        checked.fault = Fault(FaultKind.HEAD)
    checked.fault = _walk(session, ends, mark, checked) or checked.fault or _of_ends(ends, mark)
    if checked.fault is None and head is not None:
        checked.mark = Mark(ends.last_id, ends.last_hash)
    return checked


def _walk(session: Session, ends: Ends, mark: Mark | None, checked: Checked) -> Fault | None:
    previous, last_id = ends.anchor_hash, ends.anchor_id
    for link, kept in _entries(session):
        if fault := _misplaced(link.id, last_id, ends):
            return fault
        if not same(link.hash_after(previous), kept):
            return Fault(FaultKind.CHANGED, link.id)
        if mark and mark.id == link.id and not same(mark.hash, kept):
            return Fault(FaultKind.CHANGED, link.id)
        previous, last_id = kept, link.id
        checked.count, checked.first_at, checked.last_at = checked.count + 1, checked.first_at or link.at, link.at
    if last_id < ends.last_id:
        return Fault(FaultKind.MISSING, last_id + 1)
    return None if same(previous, ends.last_hash) else Fault(FaultKind.CHANGED, last_id)


def _misplaced(found: int, last_id: int, ends: Ends) -> Fault | None:
    if found <= last_id or found > ends.last_id:
        return Fault(FaultKind.FOREIGN, found)
    return None if found == last_id + 1 else Fault(FaultKind.MISSING, last_id + 1)


def _of_ends(ends: Ends, mark: Mark | None) -> Fault | None:
    if mark and mark.id > ends.last_id:
        return Fault(FaultKind.CUT_OFF, ends.last_id + 1)
    if mark and mark.id == ends.anchor_id and not same(mark.hash, ends.anchor_hash):
        return Fault(FaultKind.CHANGED, mark.id)
    return Fault(FaultKind.ERASED, ends.broken_id) if ends.broken_id is not None else None


def _entries(session: Session) -> Iterator[tuple[Link, bytes]]:
    last_id: int | None = None
    query = select(*AuditEntry.__table__.columns).order_by(AuditEntry.id).limit(BATCH)
    while True:
        rows = session.execute(query if last_id is None else query.where(AuditEntry.id > last_id)).all()
        yield from ((Link(*columns), kept) for *columns, kept in rows)
        if len(rows) < BATCH:
            return
        last_id = rows[-1].id
