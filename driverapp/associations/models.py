"""Tables: associations, sites, enrolments, staff numbers. Partners are data, never code: legal names change."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.store.clock import now
from driverapp.store.database import Base


class Association(Base):
    """An association of the partnership.

    `groups`: which target groups it has; none named means that nobody has said it yet. `version` counts its changes,
    for whoever changes what somebody else has changed meanwhile. Deactivated: offered nowhere, and its codes rest.
    """

    __tablename__ = "associations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    groups: Mapped[list["AssociationGroup"]] = relationship(cascade="all, delete-orphan")


class AssociationGroup(Base):
    """One of the target groups that an association has."""

    __tablename__ = "association_groups"

    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), primary_key=True)
    target_group: Mapped[str] = mapped_column(String(20), primary_key=True)


class Site(Base):
    """A place that an association runs, for example a rest stop: what its staff say at 110, and on which phone.

    `side`: of the road ("Nordseite"), `km`: where along `road`, `direction`: of the carriageway that leads to it.
    `video_hours`: after how many hours its video is overwritten. Deactivated: offered nowhere, and its codes rest; what
    was reported with them keeps it. `version` as of an association.
    """

    __tablename__ = "sites"

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(200))
    side: Mapped[str | None] = mapped_column(String(60))
    road: Mapped[str | None] = mapped_column(String(10))
    direction: Mapped[str | None] = mapped_column(String(80))
    km: Mapped[float | None]
    video_hours: Mapped[int | None]
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    association: Mapped[Association] = relationship()


class Enrolment(Base):
    """A code that attributes reports to association, target group and site; never to a person.

    One active (`ended_at` empty) per association, target group and site.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "uq_enrolments_active_site",
            "association_id",
            "target_group",
            "site_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        # To a unique index two empty sites are two different ones.
        Index(
            "uq_enrolments_active",
            "association_id",
            "target_group",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND site_id IS NULL"),
            postgresql_where=text("ended_at IS NULL AND site_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    target_group: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    association: Mapped[Association] = relationship()
    site: Mapped[Site | None] = relationship()


class StaffCount(Base):
    """How many people an association had from a day on: the denominator of its figures. Appended, never edited.

    Of the whole association, of a target group, of a site, or of a group at a site. A correction for the same day makes
    a new row and supersedes the one before, which stays. `source`: in words, where the number comes from.
    """

    __tablename__ = "staff_counts"
    __table_args__ = (Index("ix_staff_counts_holding", "association_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"))
    target_group: Mapped[str | None] = mapped_column(String(20))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    valid_from: Mapped[date]
    staff: Mapped[int]
    source: Mapped[str | None] = mapped_column(String(200))
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    superseded_at: Mapped[datetime | None]

    site: Mapped[Site | None] = relationship()
