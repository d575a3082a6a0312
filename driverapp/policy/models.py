"""Tables: the versions of the policy and of the operator's settings."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.policy.choices import Choices
from driverapp.policy.settings import Settings
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


class SettingsVersion(Base):
    """One version of the settings, kept as the policy's are. `settings_json`: a `Settings`."""

    __tablename__ = "settings_versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(String(300))
    settings_json: Mapped[str] = mapped_column(Text)

    @property
    def settings(self) -> Settings:
        """What was set."""
        return Settings.model_validate_json(self.settings_json)
