"""Tables: people with an account, their sessions and invitations, and the counters that slow guessing down."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.associations.models import Association
from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedText


class Person(Base):
    """A person with an account in the office. `role` holds a `Role`; a partner belongs to one association.

    `password`: argon2id; empty until the invitation was accepted. `totp_last_counter`: the time step of the
    code used last; only later ones are good.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    password: Mapped[str | None] = mapped_column(String(255))
    totp_secret: Mapped[str | None] = mapped_column(SealedText)
    totp_last_counter: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    association: Mapped[Association | None] = relationship()


class Invitation(Base):
    """A one-time link with which a person sets their password. Without a person: for the first administrator."""

    __tablename__ = "invitations"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    expires_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship()


class OfficeSession(Base):
    """A session of the office; the cookie holds its token, the store only a keyed hash of it.

    `stage` holds a `people.sessions.Stage`. `totp_offer`: the secret that is shown while the second factor is
    set up; it becomes the person's once a code proves that an app holds it.
    """

    __tablename__ = "office_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(10))
    totp_offer: Mapped[str | None] = mapped_column(SealedText)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person] = relationship()


class SignInTries(Base):
    """How often something was tried from one place since `resets_at` minus the window; the key tells nothing."""

    __tablename__ = "sign_in_tries"

    bucket: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    tries: Mapped[int]
    resets_at: Mapped[datetime] = mapped_column(index=True)
