"""What still has to go out: rows written in the transaction that causes them, sent later, each once.

Whoever sends claims rows with a lease, in a transaction that ends before anything is sent: what a worker that died
had claimed is free again when its lease is over, and two at once never have the same row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import uniform
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Table, Update, and_, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base, db, separate_transaction
from driverapp.store.insert import DIALECT_INSERTS

# Longer than a batch may take: its mails, each with the patience of one connection.
LEASE = timedelta(minutes=10)
TRIED_FOR = timedelta(days=2)
# From one try to the next; the last one holds from then on.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15, 30, 60))
# A part of the pause, either way, so that what failed together does not come back together.
JITTER = 0.2
BATCH = 50


class Delivery(Base):
    """One thing that has to go out to one person, and how far it is.

    `payload` says what it is about, never what stands in a report; it is emptied when the row is done. `key` keeps the
    same thing from being written twice. Done: sent, or no longer needed. Given up: `error` was the last one, and
    `expires_at` is past. `leased_until`: somebody is sending it.
    """

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_waiting", "done_at", "given_up_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(60))
    done_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Claimed:
    """A delivery that is ours to send until `leased_until`."""

    id: int
    key: str
    kind: str
    recipient_id: int
    payload: dict[str, Any]
    tries: int
    leased_until: datetime


_open = and_(Delivery.done_at.is_(None), Delivery.given_up_at.is_(None))


def put(kind: str, key: str, recipient_id: int, payload: dict[str, Any] | None = None) -> bool:
    """Write a delivery within the caller's transaction, unless one of this key was ever written; whether it was."""
    connection, moment = db.session.connection(), now()
    table: Table = Delivery.__table__  # type: ignore[assignment]
    values = {
        "kind": kind,
        "key": key,
        "recipient_id": recipient_id,
        "payload": payload or {},
        "created_at": moment,
        "due_at": moment,
        "expires_at": moment + TRIED_FOR,
        "tries": 0,
    }
    statement = DIALECT_INSERTS[connection.dialect.name](table).on_conflict_do_nothing(index_elements=["key"])
    return connection.execute(statement.returning(table.c.id), values).first() is not None


def known_keys(keys: Collection[str]) -> set[str]:
    """Which of these keys were written already."""
    found: set[str] = set()
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        query = select(Delivery.key).where(Delivery.key.in_(ordered[start : start + BATCH]))
        found.update(db.session.scalars(query))
    return found


def claim(limit: int = BATCH) -> list[Claimed]:
    """Claim what is due, the oldest first, in a transaction of its own; nobody else gets it while the lease lasts."""
    moment = now()
    due = and_(_open, Delivery.due_at <= moment, or_(Delivery.leased_until.is_(None), Delivery.leased_until <= moment))
    with separate_transaction() as session:
        query = select(Delivery).where(due).order_by(Delivery.due_at, Delivery.id).limit(limit)
        rows = session.scalars(query.with_for_update(skip_locked=True)).all()
        for row in rows:
            row.leased_until = moment + LEASE
        return [_claimed(row, moment + LEASE) for row in rows]


def note_done(claimed: Sequence[Claimed]) -> None:
    """Note that these went out, or need not any more, in a transaction of its own."""
    if not claimed:
        return
    with separate_transaction() as session:
        for each in claimed:
            done = _change(_is_ours(each)).values(done_at=now(), error=None, payload={}, leased_until=None)
            session.execute(done)


def note_failed(claimed: Sequence[Claimed], error: str, *, outage: bool = False) -> None:
    """Note that these did not go out; each waits for its next try, or is given up when its time is over.

    `error`: the class of what happened, never its words, which may quote somebody. An `outage` makes nothing given up,
    however long: nobody was there who could have refused it.
    """
    moment = now()
    with separate_transaction() as session:
        for each in claimed:
            values = {"tries": each.tries + 1, "error": error[:60], "leased_until": None}
            if not outage:
                late = _change(and_(_is_ours(each), Delivery.expires_at <= moment))
                session.execute(late.values(**values, given_up_at=moment))
            # What was just given up is no longer open, so that this leaves it alone.
            again = _change(_is_ours(each)).values(**values, due_at=moment + pause_after(each.tries + 1))
            session.execute(again)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: ever longer, and never quite the same."""
    return PAUSES[min(tries, len(PAUSES)) - 1] * uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, hides nothing


def try_again(delivery_id: int) -> bool:
    """Let a delivery that waits or was given up be due now, for another two days; false for one that is done."""
    moment = now()
    fresh = {"due_at": moment, "expires_at": moment + TRIED_FOR, "given_up_at": None, "tries": 0}
    wanted = update(Delivery).where(Delivery.id == delivery_id, Delivery.done_at.is_(None)).values(**fresh)
    return db.session.scalar(wanted.returning(Delivery.id)) is not None


def list_open(limit: int) -> Sequence[Delivery]:
    """What has not gone out: given up first, then what waits, the oldest first."""
    query = select(Delivery).where(Delivery.done_at.is_(None))
    return db.session.scalars(query.order_by(Delivery.given_up_at.is_(None), Delivery.id).limit(limit)).all()


def last_done() -> datetime | None:
    """When something last went out."""
    query = select(Delivery.done_at).where(Delivery.done_at.is_not(None)).order_by(Delivery.done_at.desc())
    return db.session.scalar(query.limit(1))


def forget_deliveries(before: datetime, limit: int) -> int:
    """Remove what was done or given up and written before a moment; how many."""
    settled = or_(Delivery.done_at.is_not(None), Delivery.given_up_at.is_not(None))
    old = select(Delivery.id).where(settled, Delivery.created_at < before).limit(limit)
    return len(db.session.execute(delete(Delivery).where(Delivery.id.in_(old)).returning(Delivery.id)).all())


def _claimed(row: Delivery, leased_until: datetime) -> Claimed:
    return Claimed(row.id, row.key, row.kind, row.recipient_id, row.payload, row.tries, leased_until)


def _is_ours(claimed: Claimed) -> ColumnElement[bool]:
    # Once a lease is over, somebody else may have it.
    return and_(_open, Delivery.id == claimed.id, Delivery.leased_until == claimed.leased_until)


def _change(condition: ColumnElement[bool]) -> Update:
    return update(Delivery).where(condition).execution_options(synchronize_session=False)
