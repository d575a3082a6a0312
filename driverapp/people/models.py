"""Tables: people with an account, and their sessions, kept on the server."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.associations.models import Association
from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedText


class Person(Base):
    """A person with an account in the office. `role` holds a `Role`; a partner belongs to one association."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(SealedText)
    totp_last_counter: Mapped[int | None]
    welcome_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    welcome_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    association: Mapped[Association | None] = relationship()


class OfficeSession(Base):
    """A session of the office; the cookie holds its token, the store only a keyed hash of it."""

    __tablename__ = "office_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    data: Mapped[str] = mapped_column(SealedText)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
