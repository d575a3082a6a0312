"""Tables: points of motorways, and districts, from an operator's imports."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base


class PointKind(StrEnum):
    """What stands at a motorway."""

    JUNCTION = "junction"
    REST_AREA = "rest_area"
    POST = "post"


class RoadPoint(Base):
    """A junction, a rest area or a kilometre post of a motorway.

    `key`: the point's name in its source, so that a second import changes it and adds none. `number`: of an exit;
    `direction`: of the carriageway on which a rest area lies, as signs name it.
    """

    __tablename__ = "road_points"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    road: Mapped[str] = mapped_column(String(10))
    name: Mapped[str | None] = mapped_column(String(80))
    number: Mapped[str | None] = mapped_column(String(10))
    direction: Mapped[str | None] = mapped_column(String(80))
    km: Mapped[float | None]
    lat: Mapped[float]
    lon: Mapped[float]
    source: Mapped[str] = mapped_column(String(20))
    updated_at: Mapped[datetime] = mapped_column(default=now, index=True)


class District(Base):
    """A district or an independent city.

    `key`: its official key, else what its file tells it from others by. `polygons`: each a ring and the rings of its
    holes, their places as latitude and longitude. `attribution`: whom the map names for it.
    """

    __tablename__ = "districts"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    polygons: Mapped[list[Any]] = mapped_column(JSON)
    attribution: Mapped[str | None] = mapped_column(String(500))
    updated_at: Mapped[datetime] = mapped_column(default=now)
