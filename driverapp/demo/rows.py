"""Rows on their way into the store, and what stands in all of them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from driverapp.policy.resolve import Policy
from driverapp.reports.coarsen import coarse_moment
from driverapp.reports.codes import check_character
from driverapp.reports.entries import ReportEntry, sealed_entry
from driverapp.reports.models import Event
from driverapp.store.database import Base, db
from driverapp.store.insert import append_all

HASH_BYTES = 32
VERSION = "demo"

Row = dict[str, Any]


@dataclass(slots=True)
class Happening:
    """An event on its way into the store. `entry`: what a coordinator entered with it, and what it replaced.

    `undoes`: the event that it takes back; `id`: its number, once it is there.
    """

    at: datetime
    row: Row
    entry: tuple[Row, Mapping[str, Any]] | None = None
    undoes: "Happening | None" = None
    id: int = 0


@dataclass
class Rows:
    """Rows that are not yet in the store, and events, which go there last: in the order in which they happened.

    They stand as they do at the moment `until` under `policy`.
    """

    rng: random.Random
    until: datetime
    policy: Policy
    waiting: dict[type[Base], list[Row]] = field(default_factory=dict)
    events: list[Happening] = field(default_factory=list)

    def add(self, model: type[Base], row: Row) -> None:
        """Add a row of anything but an event."""
        self.waiting.setdefault(model, []).append(row)

    def add_event(self, row: Row, *, coarse: bool) -> Happening:
        """Add an event; a coarse one as erasing leaves it."""
        happening = Happening(row["at"], row)
        if coarse:
            moments = {name: coarse_moment(row[name]) for name in ("at", "subject_at")}
            happening.row = row | moments | {"report_id": None, "call_id": None, "actor_id": None}
        self.events.append(happening)
        return happening

    def write(self) -> None:
        """Write everything but the events."""
        for model, rows in self.waiting.items():
            append_all(model, rows)
        self.waiting.clear()

    def write_events(self) -> None:
        """Write the events, with what was entered. Their numbers tell the order to the figures."""
        ordered = sorted(self.events, key=lambda each: each.at)
        append_all(Event, [each.row for each in ordered])
        for each, number in zip(ordered, db.session.scalars(select(Event.id).order_by(Event.id)), strict=True):
            each.id = number
        append_all(ReportEntry, [_entry(each) for each in ordered if each.entry])
        undone = [{"id": each.id, "undoes": each.undoes.id} for each in ordered if each.undoes]
        if undone:
            db.session.execute(update(Event), undone)
        self.events.clear()


def _entry(happening: Happening) -> Row:
    entered, before = happening.entry or ({}, {})
    kept = {"event_id": happening.id, "report_id": happening.row["report_id"]}
    return kept | {"sealed": sealed_entry(entered, before)}


def new_id(rng: random.Random) -> UUID:
    """An id as a phone makes it."""
    return UUID(int=rng.getrandbits(128), version=4)


def new_code(rng: random.Random, alphabet: str, length: int) -> str:
    """A code with its check character, such as a reference."""
    body = "".join(rng.choices(alphabet, k=length - 1))
    return body + check_character(body, alphabet)
