"""The audit: who opened or changed what, and when. Entries are appended, chained by keyed hashes, never edited.

They are appended at the end of the transaction that causes them: its last lock is that of the chain's head, held for
the length of a commit, so that writers wait briefly and none for each other in a circle.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, String, event, insert, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.store.insert import DIALECT_INSERTS
from driverapp.trust.audit_chain import BEGINNING, HASH_BYTES, Ends, Link

PENDING = "driverapp.audit"
HEAD = 1


class AuditEntry(Base):
    """One act: `action` on `subject` by `actor_id` (empty: nobody signed in). Numbered by `id`, without gaps."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    action: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))


class AuditHead(Base):
    """Both ends of the chain, in one row (`audit_chain.Ends`), under a seal that the store cannot make."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    anchor_id: Mapped[int]
    anchor_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))
    last_id: Mapped[int]
    last_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))
    broken_id: Mapped[int | None]
    seal: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))

    @property
    def ends(self) -> Ends:
        """Its values."""
        return Ends(self.anchor_id, self.anchor_hash, self.last_id, self.last_hash, self.broken_id)

    def move(self, **changes: Any) -> None:
        """Move an end. A seal that did not hold is never made good: somebody changed the row behind our back."""
        held = self.ends.is_sealed_by(self.seal)
        for name, value in changes.items():
            setattr(self, name, value)
        if held:
            self.seal = self.ends.seal()


class _Act(NamedTuple):
    action: str
    subject: str
    actor_id: int | None
    nested: SessionTransaction | None


def record(session: Session, action: str, subject: str, actor_id: int | None) -> None:
    """Append an entry with the session's transaction: it is there once that is committed, or nothing of it is.

    `action`: what was done, for example `report_opened`; `subject`: what it was done to, for example
    `report:<uuid>`; never content.
    """
    if not session.in_transaction():
        session.begin()
    session.flush()
    session.info.setdefault(PENDING, []).append(_Act(action, subject, actor_id, session.get_nested_transaction()))


def locked_head(session: Session) -> AuditHead:
    """The chain's head, held until the transaction ends; made where there is none yet."""
    query = select(AuditHead).where(AuditHead.id == HEAD).with_for_update()
    fresh = {"populate_existing": True}
    head = session.scalars(query, execution_options=fresh).one_or_none()
    if head is None:
        start = Ends(0, BEGINNING, 0, BEGINNING, None)
        values = {"id": HEAD, **vars(start), "seal": start.seal()}
        made = DIALECT_INSERTS[session.get_bind().dialect.name](AuditHead).values(values)
        session.execute(made.on_conflict_do_nothing(index_elements=[AuditHead.id]))
        head = session.scalars(query, execution_options=fresh).one()
    return head


@event.listens_for(Session, "before_commit")
def _append(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.get(PENDING):
        return
    # Whatever else waits to be written takes its locks first.
    session.flush()
    head = locked_head(session)
    last_id, last_hash, rows = head.last_id, head.last_hash, []
    for act in session.info.pop(PENDING):
        link = Link(last_id + 1, now(), act.actor_id, act.action, act.subject)
        last_id, last_hash = link.id, link.hash_after(last_hash)
        rows.append(link._asdict() | {"hash": last_hash})
    session.execute(insert(AuditEntry), rows)
    head.move(last_id=last_id, last_hash=last_hash)


@event.listens_for(Session, "after_soft_rollback")
def _drop(session: Session, ended: SessionTransaction) -> None:
    if ended.nested and PENDING in session.info:
        session.info[PENDING] = [act for act in session.info[PENDING] if act.nested is not ended]


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(PENDING, None)
