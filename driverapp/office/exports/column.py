"""What a column of an export is, and how it reads a report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.policy.intake import COARSE_M, coarse_position
from driverapp.reports.export import Taken
from driverapp.store.clock import BERLIN
from driverapp.vocabulary.states import OUTCOME_NAMES, Outcome

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A column: its key for machines, its title and meaning for people.

    `value`: as the API says it; `spoken`: the same for people, where they differ. `content`: sealed in the store, and
    there only where somebody asked for it.
    """

    key: str
    title: str
    meaning: str
    value: Callable[[Taken], Value]
    spoken: Callable[[Taken], str | None] | None = None
    content: bool = False

    def shown(self, taken: Taken) -> str | int | float | None:
        """The value for people."""
        value = self.spoken(taken) if self.spoken else self.value(taken)
        return (_("ja") if value else _("nein")) if isinstance(value, bool) else value


def written(moment: datetime | None) -> str | None:
    """A moment in Europe/Berlin, with its distance to UTC."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds") if moment else None


def moment(name: str) -> Callable[[Taken], Value]:
    """A moment of a report, by the name of its column in the store."""
    return lambda taken: written(getattr(taken.report, name))


def of_report(name: str) -> Callable[[Taken], Value]:
    """What a column of the store holds."""

    def read(taken: Taken) -> Value:
        value: Value = getattr(taken.report, name)
        return value

    return read


def sealed(*path: str) -> Callable[[Taken], Value]:
    """What stands in the sealed content under some names."""

    def read(taken: Taken) -> Value:
        found: Any = taken.report.sealed or {}
        for name in path:
            found = found.get(name) or {}
        return found or None

    return read


def named(names: Mapping[str, str], value: Callable[[Taken], Value]) -> Callable[[Taken], str | None]:
    """A word of ours by its name; anything else as it was written."""

    def read(taken: Taken) -> str | None:
        found = value(taken)
        return _(names[str(found)]) if found in names else (str(found) if found else None)

    return read


def outcome(taken: Taken) -> str | None:
    """What came of a report, in words."""
    return _(OUTCOME_NAMES[Outcome(taken.report.outcome)]) if taken.report.outcome else None


def ongoing(taken: Taken) -> str | None:
    """Whether it went on, in words."""
    return words.ongoing(taken.report.ongoing)


def coarse(number: int) -> Callable[[Taken], Value]:
    """Latitude (0) or longitude (1) of the phone, rounded to a kilometre."""

    def read(taken: Taken) -> Value:
        lat, lon = taken.report.lat, taken.report.lon
        return coarse_position(lat, lon)[number] if lat is not None and lon is not None else None

    return read


def coarse_accuracy(taken: Taken) -> Value:
    """The radius of a rounded position, in metres."""
    return None if taken.report.lat is None else max(taken.report.accuracy_m or 0.0, COARSE_M)
