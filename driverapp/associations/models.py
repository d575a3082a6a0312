"""Tables: associations, sites, enrolments. Partners are data, never code: legal names change."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.store.clock import now
from driverapp.store.database import Base


class Association(Base):
    """An association of the partnership. `staff`: number of employees, the denominator of its figures."""

    __tablename__ = "associations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    staff: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Site(Base):
    """A place that an association runs, for example a rest stop: what its staff say at 110, and on which phone.

    `side`: of the road ("Nordseite"), `km`: where along `road`, `direction`: of the carriageway that leads to it.
    `video_hours`: after how many hours its video is overwritten.
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
    group_size: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    association: Mapped[Association] = relationship()
    site: Mapped[Site | None] = relationship()
