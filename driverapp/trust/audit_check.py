"""The last verification of the audit, for the page that shows it; `audit verify` itself trusts nothing of it."""

from datetime import datetime, timedelta

from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base, db, reading
from driverapp.trust.audit_mark import write_mark
from driverapp.trust.audit_verify import Checked, verify_chain

LAST = 1
EVERY = timedelta(hours=6)


class AuditCheck(Base):
    """When the chain was verified last, and what was found; `fault` holds a `FaultKind`."""

    __tablename__ = "audit_checks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now)
    count: Mapped[int]
    first_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(20))
    entry_id: Mapped[int | None]


def check_audit() -> Checked:
    """Verify the chain now, as it stands committed, and keep how far it held; holds no lock meanwhile.

    What `db.session` has open ends here (`reading`).
    """
    with reading(), Session(db.engine) as session:
        checked = verify_chain(session)
    if checked.mark is not None:
        write_mark(checked.mark)
    return checked


def note_check(session: Session, checked: Checked) -> None:
    """Keep what a verification found, in place of the one before."""
    kind, entry_id = checked.fault or (None, None)
    session.execute(delete(AuditCheck))
    period = {"first_at": checked.first_at, "last_at": checked.last_at}
    session.add(AuditCheck(id=LAST, count=checked.count, fault=kind, entry_id=entry_id, **period))


def last_check(session: Session) -> AuditCheck | None:
    """The last verification, if there was one."""
    return session.get(AuditCheck, LAST)


def is_check_due(session: Session) -> bool:
    """Whether the last verification lies so long back that the next one is due."""
    last = last_check(session)
    return last is None or last.at <= now() - EVERY
