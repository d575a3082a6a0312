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
    # Of the mails to them, one of the office's languages.
    language: Mapped[str | None] = mapped_column(String(10))

    association: Mapped[Association | None] = relationship()
    passkeys: Mapped[list["Passkey"]] = relationship(order_by="Passkey.id", passive_deletes=True)

    @property
    def has_second_factor(self) -> bool:
        """Whether there is anything beside the password by which this person proves who they are."""
        return self.totp_secret is not None or bool(self.passkeys)


class Passkey(Base):
    """A passkey: its public half, how often it said that it was used, and the name that its person gave it."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]


class UsedChallenge(Base):
    """A challenge that a passkey has answered: it is good for nothing more. Kept until it would have expired."""

    __tablename__ = "used_challenges"

    challenge_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class RecoveryCode(Base):
    """A code that replaces the second factor once; only a keyed hash of it is kept, and it goes with its use."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class MessageWishes(Base):
    """What a person wants to be sent, and when: each holds a `messages.Wish`; `digest_hour` is in Europe/Berlin."""

    __tablename__ = "message_wishes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    ongoing: Mapped[str] = mapped_column(String(10))
    unread: Mapped[str] = mapped_column(String(10))
    answers: Mapped[str] = mapped_column(String(10))
    digest_hour: Mapped[int]


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
    set up; it becomes the person's once a code proves that an app holds it. `proved_at`: when the person gave their
    second factor last. `browser` and `system`: by which they know the session again; empty where they are unknown.
    """

    __tablename__ = "office_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(10))
    totp_offer: Mapped[str | None] = mapped_column(SealedText)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    proved_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(20), default="")
    system: Mapped[str] = mapped_column(String(20), default="")

    person: Mapped[Person] = relationship()


class SignInTries(Base):
    """How often something was tried from one place since `resets_at` minus the window; the key tells nothing."""

    __tablename__ = "sign_in_tries"

    bucket: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    tries: Mapped[int]
    resets_at: Mapped[datetime] = mapped_column(index=True)
