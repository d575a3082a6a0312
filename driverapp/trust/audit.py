"""The audit: who opened or changed what, and when. Entries are appended, never edited."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base


class AuditEntry(Base):
    """One act: `action` on `subject` by `actor_id` (empty: nobody signed in)."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))


def record(session: Session, action: str, subject: str, actor_id: int | None) -> None:
    """Append an entry within the session's transaction.

    `action`: what was done, for example `report_opened`; `subject`: what it was done to, for example
    `report:<uuid>`; never content.
    """
    session.add(AuditEntry(action=action, subject=subject, actor_id=actor_id))
    session.flush()
