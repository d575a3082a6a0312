"""Rows on their way into the store, and what stands in all of them."""

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from driverapp.policy.resolve import Policy
from driverapp.reports.coarsen import coarse_moment
from driverapp.reports.codes import check_character
from driverapp.reports.models import Event
from driverapp.store.database import Base
from driverapp.store.insert import append_all

HASH_BYTES = 32
VERSION = "demo"

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows that are not yet in the store, and events, which go there last: in the order in which they happened.

    They stand as they do at the moment `until` under `policy`.
    """

    rng: random.Random
    until: datetime
    policy: Policy
    waiting: dict[type[Base], list[Row]] = field(default_factory=dict)
    events: list[tuple[datetime, int, Row]] = field(default_factory=list)

    def add(self, model: type[Base], row: Row) -> None:
        """Add a row of anything but an event."""
        self.waiting.setdefault(model, []).append(row)

    def add_event(self, row: Row, *, coarse: bool) -> None:
        """Add an event; a coarse one as erasing leaves it."""
        happened = row["at"]
        if coarse:
            row = row | {"at": coarse_moment(happened), "subject_at": coarse_moment(row["subject_at"])}
            row |= {"report_id": None, "call_id": None, "actor_id": None}
        self.events.append((happened, len(self.events), row))

    def write(self) -> None:
        """Write everything but the events."""
        for model, rows in self.waiting.items():
            append_all(model, rows)
        self.waiting.clear()

    def write_events(self) -> None:
        """Write the events. Their numbers tell the order to the figures."""
        append_all(Event, [row for _, _, row in sorted(self.events, key=lambda each: each[:2])])
        self.events.clear()


def new_id(rng: random.Random) -> UUID:
    """An id as a phone makes it."""
    return UUID(int=rng.getrandbits(128), version=4)


def new_code(rng: random.Random, alphabet: str, length: int) -> str:
    """A code with its check character, such as a reference."""
    body = "".join(rng.choices(alphabet, k=length - 1))
    return body + check_character(body, alphabet)
