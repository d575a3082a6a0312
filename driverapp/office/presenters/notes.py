"""Internal notes on a report's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.entries import Kept


@dataclass(frozen=True)
class Note:
    """What somebody noted for the office alone; `event`: by which it is taken back, `undone`: that it was."""

    text: str
    who: str
    moment: Moment
    event: int
    undone: bool


def notes(kept: Sequence[Kept]) -> list[Note]:
    """The notes of a report in their order, those that were taken back as well."""
    noted = [each for each in kept if "note" in each.entered]
    return [Note(each.entered["note"], each.who, clock(each.at), each.event_id, each.undone) for each in noted]
