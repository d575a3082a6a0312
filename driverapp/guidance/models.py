"""Tables: items of guidance, their versions and texts, who agreed, what readers said, and how many understood.

An item (`kind` holds a `GuidanceKind`) has versions; a version (`state` holds a `VersionState`) has a text in each
language, and is published as a whole or not at all.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.associations.models import Association
from driverapp.guidance.sections import Sections
from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedText
from driverapp.vocabulary.guidance import VersionState


class GuidanceItem(Base):
    """An item of guidance. `target_group`: a `TargetGroup`, or `all`; `region` in words and `road` are a notice's."""

    __tablename__ = "guidance_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    target_group: Mapped[str] = mapped_column(String(20), index=True)
    region: Mapped[str | None] = mapped_column(String(80))
    road: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(default=now)

    versions: Mapped[list["GuidanceVersion"]] = relationship(
        back_populates="item", order_by="GuidanceVersion.number.desc()", cascade="all, delete-orphan"
    )


class GuidanceVersion(Base):
    """A version of an item. `starter`: it came from a file and was never agreed to.

    `valid_until`: the last day on which readers get it. `author_id`: who wrote in it last; nobody for a file.
    """

    __tablename__ = "guidance_versions"
    __table_args__ = (UniqueConstraint("item_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("guidance_items.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=VersionState.DRAFT, index=True)
    starter: Mapped[bool] = mapped_column(default=False)
    valid_until: Mapped[date | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    proposed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    recalled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    item: Mapped[GuidanceItem] = relationship(back_populates="versions")
    texts: Mapped[list["GuidanceText"]] = relationship(
        back_populates="version", order_by="GuidanceText.language", cascade="all, delete-orphan"
    )
    agreements: Mapped[list["GuidanceAgreement"]] = relationship(
        back_populates="version", order_by="GuidanceAgreement.id", cascade="all, delete-orphan"
    )


class GuidanceText(Base):
    """A version in one language. `source`: where its content comes from, in words.

    `source_digest`: of the German text that it was translated from.
    """

    __tablename__ = "guidance_texts"

    version_id: Mapped[int] = mapped_column(ForeignKey("guidance_versions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(400))
    sections: Mapped[Sections] = mapped_column(JSON)
    source_digest: Mapped[str | None] = mapped_column(String(64))

    version: Mapped[GuidanceVersion] = relationship(back_populates="texts")


class GuidanceParty(Base):
    """An association that has to agree to what a target group reads. The police has to always, and has no row."""

    __tablename__ = "guidance_parties"

    target_group: Mapped[str] = mapped_column(String(20), primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), primary_key=True)


class GuidanceAgreement(Base):
    """A party's agreement to one version, word for word: `digest` is that of all its texts.

    `association_id` empty: the police, who declared as well that nothing secret is in it. `office`: on whose behalf,
    in their words.
    """

    __tablename__ = "guidance_agreements"
    __table_args__ = (
        UniqueConstraint("version_id", "association_id"),
        # To a unique constraint two empty associations are two different ones.
        Index(
            "uq_guidance_agreements_police",
            "version_id",
            unique=True,
            sqlite_where=text("association_id IS NULL"),
            postgresql_where=text("association_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("guidance_versions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    office: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(default=now)
    secrecy_declared: Mapped[bool] = mapped_column(default=False)
    digest: Mapped[str] = mapped_column(String(64))

    version: Mapped[GuidanceVersion] = relationship(back_populates="agreements")
    person: Mapped[Person] = relationship()
    association: Mapped[Association | None] = relationship()


class GuidanceFeedback(Base):
    """What a reader finds wrong with an item: no person, no device, no time but the day. `id` is made on the phone."""

    __tablename__ = "guidance_feedback"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("guidance_items.id"), index=True)
    version_number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str | None] = mapped_column(SealedText)
    language: Mapped[str | None] = mapped_column(String(10))
    day: Mapped[date]
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    target_group: Mapped[str] = mapped_column(String(20))

    item: Mapped[GuidanceItem] = relationship()
    association: Mapped[Association | None] = relationship()


class GuidanceUnderstood(Base):
    """How often "understood" was pressed on a day: acts, not people. `association_id` empty: of none."""

    __tablename__ = "guidance_understood"
    __table_args__ = (
        # The name that the convention gives is longer than PostgreSQL's names.
        UniqueConstraint(
            "item_id",
            "version_number",
            "association_id",
            "target_group",
            "day",
            name="uq_guidance_understood_association",
        ),
        Index(
            "uq_guidance_understood_nobody",
            "item_id",
            "version_number",
            "target_group",
            "day",
            unique=True,
            sqlite_where=text("association_id IS NULL"),
            postgresql_where=text("association_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("guidance_items.id"))
    version_number: Mapped[int]
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    target_group: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    count: Mapped[int]


class GuidancePress(Base):
    """That an id was counted already, as a keyed hash; erased after 30 days."""

    __tablename__ = "guidance_presses"

    id_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
