"""What came of an import."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from driverapp.gazetteer.models import District, RoadPoint
from driverapp.store.clock import now

DISTRICT = "district"


@dataclass
class Taken:
    """What came of an import. `taken`: points and districts by kind; `refused`: by reason, with the first one's key.

    `removed`: districts that the file does not name any more; `unattributed`: those for which the map names nobody.
    """

    taken: Counter[str] = field(default_factory=Counter)
    new: int = 0
    changed: int = 0
    removed: int = 0
    unattributed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    first_refused: dict[str, str] = field(default_factory=dict)

    def overwrite(self, before: RoadPoint | District, values: Mapping[str, Any]) -> None:
        """Write over a row what differs from it, and count it as changed; the same again changes nothing."""
        if all(getattr(before, name) == value for name, value in values.items()):
            return
        for name, value in values.items():
            setattr(before, name, value)
        before.updated_at = now()
        self.changed += 1

    def refuse(self, reason: str, key: str) -> None:
        """Count what cannot be taken."""
        self.refused[reason] += 1
        self.first_refused.setdefault(reason, key)
