"""The file that marks an installation as invented; it lies in the data folder and tells how people sign in."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from driverapp.config import INVENTED
from driverapp.demo.people import SignIn


class Plan(BaseModel):
    """From what a demo is made: the same plan gives the same reports, over so many `days` up to a moment."""

    model_config = ConfigDict(frozen=True)

    reports: int
    seed: int
    until: datetime
    days: int

    @property
    def begins(self) -> datetime:
        """When the first report may arrive."""
        return self.until - timedelta(days=self.days)


class Reference(BaseModel):
    """A report of a hidden series, by what it can be found by."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    reference: str


class Mark(BaseModel):
    """What was invented; `series`: the reports of each hidden series. Empty until the store is filled."""

    model_config = ConfigDict(frozen=True)

    plan: Plan
    sign_ins: list[SignIn] = []
    series: dict[str, list[Reference]] = {}


def read_mark(folder: Path) -> Mark | None:
    """The mark of a data folder, if it has one."""
    path = folder / INVENTED
    return Mark.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def write_mark(folder: Path, mark: Mark) -> None:
    """Mark a data folder: from then on every page says that all is invented."""
    (folder / INVENTED).write_text(mark.model_dump_json(indent=2) + "\n", encoding="utf-8")
