"""Table: the versions of the policy."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.policy.choices import Choices
from driverapp.store.clock import now
from driverapp.store.database import Base


class PolicyVersion(Base):
    """One version, appended and never edited; the highest `number` is in force.

    `choices_json`: a `Choices` without what nobody chose; `reason`: in the words of whoever set it.
    """

    __tablename__ = "policies"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(String(300))
    choices_json: Mapped[str] = mapped_column(Text)

    @property
    def choices(self) -> Choices:
        """What was chosen."""
        return Choices.model_validate_json(self.choices_json)
