"""First figures: sums over events, so that they stay what they were when a report's content is erased.

No event is traced back to its report. Each adds or takes away one, in the week in which the report or the call
was received; practice is in none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from sqlalchemy import func, not_, select

from driverapp.associations.models import Association
from driverapp.balance.periods import Period
from driverapp.reports.models import Event, UndoneReports
from driverapp.store.database import db
from driverapp.vocabulary.channels import TAKEN_DOWN
from driverapp.vocabulary.states import CallOutcome, EventKind, Waiting

AssociationId: TypeAlias = int | None

# Every other kind says how somebody worked, and changes no figure.
COUNTED = (
    EventKind.RECEIVED,
    EventKind.BECAME_USABLE,
    EventKind.WITHDRAWN,
    EventKind.ERASED_UNREAD,
    EventKind.CALL_TAPPED,
    EventKind.CALL_OUTCOME,
    EventKind.CALL_WAITING,
)


@dataclass
class Figures:
    """What was counted; every number is one of reports or of calls, never of people.

    `usable`, `taps`, `withdrawn` and `undone` exclude one another; of the calls, `calls_tapped` holds all others.
    `waited_…`: how long the police were waited for, of the calls of which somebody said so on a later day.
    `undone` is known for all together alone: nothing else is left of those reports. `erased_unread` are among `usable`
    and `taps`: nobody read them before their time was over. So are `taken_down`: they came by telephone, radio or
    letter, and somebody in the office wrote them down.
    """

    usable: int = 0
    taps: int = 0
    withdrawn: int = 0
    undone: int = 0
    calls_tapped: int = 0
    calls_spoke: int = 0
    calls_not_reached: int = 0
    calls_not_needed: int = 0
    waited_not: int = 0
    waited_up_to_30_min: int = 0
    waited_longer: int = 0
    erased_unread: int = 0
    taken_down: int = 0

    @property
    def calls_without_statement(self) -> int:
        """Numbers tapped of which nobody said what came of it."""
        return self.calls_tapped - self.calls_spoke - self.calls_not_reached - self.calls_not_needed

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class Happening:
    """A group of like events: what they were, of whom, and how many."""

    kind: str
    usable: bool
    outcome: str | None
    previous_outcome: str | None
    channel: str | None
    count: int


OfAssociation: TypeAlias = tuple[Association | None, Figures]


def count_periods(periods: Sequence[Period], association: Association | None = None) -> list[Figures]:
    """Figures of each period; of one association, or of all and of nobody."""
    found = [Figures() for _ in periods]
    for number, _, happening in _happenings(periods, association):
        _add(found[number], happening)
    if association is None:
        _add_undone(periods, found)
    return found


def count_both(periods: Sequence[Period]) -> tuple[list[Figures], list[OfAssociation]]:
    """Figures of each period, and those of each association in all of them: counted once for both."""
    associations = db.session.scalars(select(Association).order_by(Association.name)).all()
    of_periods = [Figures() for _ in periods]
    found: dict[AssociationId, Figures] = {each.id: Figures() for each in associations} | {None: Figures()}
    for number, association_id, happening in _happenings(periods):
        _add(of_periods[number], happening)
        _add(found[association_id], happening)
    _add_undone(periods, of_periods)
    return of_periods, [(each, found[each.id]) for each in associations] + [(None, found[None])]


def total(figures: Iterable[Figures]) -> Figures:
    """The sum of figures of the same kind over several periods or associations."""
    return sum(figures, Figures())


def _happenings(
    periods: Sequence[Period], association: Association | None = None
) -> Iterable[tuple[int, AssociationId, Happening]]:
    """What happened on the days of the periods, grouped by day, as the index holds them: nothing is sorted."""
    number_of = {day: number for number, period in enumerate(periods) for day in period.days}
    if not number_of:
        return
    own = [Event.association_id == association.id] if association else []
    what = (Event.kind, Event.usable, Event.outcome, Event.previous_outcome, Event.channel)
    query = (
        select(Event.subject_day, Event.association_id, *what, func.count())
        .where(not_(Event.practice), Event.kind.in_(COUNTED), *own)
        .where(Event.subject_day.between(min(number_of), max(number_of)))
        .group_by(Event.subject_day, Event.association_id, *what)
    )
    rows: Iterable[Any] = db.session.execute(query)
    for day, association_id, *happening in rows:
        if day in number_of:
            yield number_of[day], association_id, Happening(*happening)


def _add_undone(periods: Sequence[Period], found: Sequence[Figures]) -> None:
    days = db.session.execute(select(UndoneReports.day, UndoneReports.count)).all()
    for period, figures in zip(periods, found, strict=True):
        figures.undone = sum(count for day, count in days if period.first <= day < period.end)


def _add(figures: Figures, happening: Happening) -> None:
    match happening.kind:
        case EventKind.RECEIVED:
            _add_report(figures, happening.count, usable=happening.usable)
            figures.taken_down += _taken_down(happening)
        case EventKind.BECAME_USABLE:
            _add_report(figures, -happening.count, usable=False)
            _add_report(figures, happening.count, usable=True)
        case EventKind.WITHDRAWN:
            _add_report(figures, -happening.count, usable=happening.usable)
            figures.withdrawn += happening.count
            figures.taken_down -= _taken_down(happening)
        case EventKind.ERASED_UNREAD:
            figures.erased_unread += happening.count
        case EventKind.CALL_TAPPED:
            figures.calls_tapped += happening.count
            _add_outcome(figures, happening.outcome, happening.count)
        case EventKind.CALL_OUTCOME:
            _add_outcome(figures, happening.outcome, happening.count)
            _add_outcome(figures, happening.previous_outcome, -happening.count)
        case EventKind.CALL_WAITING:
            _add_waiting(figures, happening.outcome, happening.count)
            _add_waiting(figures, happening.previous_outcome, -happening.count)


def _taken_down(happening: Happening) -> int:
    return happening.count if happening.channel in TAKEN_DOWN else 0


def _add_report(figures: Figures, count: int, *, usable: bool) -> None:
    if usable:
        figures.usable += count
    else:
        figures.taps += count


def _add_outcome(figures: Figures, outcome: str | None, count: int) -> None:
    match outcome:
        case CallOutcome.SPOKE:
            figures.calls_spoke += count
        case CallOutcome.NOT_REACHED:
            figures.calls_not_reached += count
        case CallOutcome.NOT_NEEDED:
            figures.calls_not_needed += count


def _add_waiting(figures: Figures, waiting: str | None, count: int) -> None:
    match waiting:
        case Waiting.NONE:
            figures.waited_not += count
        case Waiting.UP_TO_30_MIN:
            figures.waited_up_to_30_min += count
        case Waiting.LONGER:
            figures.waited_longer += count
