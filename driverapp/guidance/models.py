"""Table: checklists, one row per item and language."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base

DRAFT = "draft"


class Checklist(Base):
    """A checklist of one target group in one language.

    `sections`: `[{"title": str, "points": [{"text": str, "category": str | null}]}]`.
    `status` is `draft` until somebody agreed to it in the app.
    """

    __tablename__ = "checklists"
    __table_args__ = (UniqueConstraint("slug", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(10))
    target_group: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(String(200))
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    version: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default=DRAFT)
    source: Mapped[str] = mapped_column(String(400))
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
