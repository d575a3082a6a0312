"""Erasing what has been kept for as long as the policy says (contract, "Erasure of content").

In small batches, each a transaction of its own, and what is due is looked for before it begins: nobody waits long, and
whatever breaks off goes on with the next.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import defer

from driverapp.balance.imports import erase_noted_calls
from driverapp.guidance.feedback import forget_feedback
from driverapp.guidance.reach import forget_presses
from driverapp.policy.resolve import Policy
from driverapp.reports.ages import received_before
from driverapp.reports.bulk import forget_bulk_steps
from driverapp.reports.coarsen import round_positions
from driverapp.reports.erase import erase_call, erase_report
from driverapp.reports.media_erase import erase_medium
from driverapp.reports.models import EmergencyCall, Event, Medium, Report
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db, reading
from driverapp.store.deliveries import forget_deliveries
from driverapp.trust.audit import record
from driverapp.trust.audit_erase import erase_oldest
from driverapp.vocabulary.guidance import FEEDBACK_MONTHS
from driverapp.vocabulary.states import EventKind, State

# Rows with all that belongs to them in one transaction, some ten milliseconds each: as long as it lasts, nobody else
# writes to SQLite.
BATCH = 3
# Of rows to which nothing belongs.
PLAIN_BATCH = 100
# Longer than what they are about can be told of anew.
DELIVERIES_KEPT = timedelta(days=30)
STEPS = (EventKind.SEEN, EventKind.HANDED_OVER, EventKind.CLOSED, EventKind.REOPENED)

Model: TypeAlias = type[Report] | type[Medium] | type[EmergencyCall]

# Not opened for this.
_SEALED = {Report: (Report.sealed, Report.file_number), Medium: (Medium.key,), EmergencyCall: ()}
# To take one of them back is one of them.
_moved = or_(Event.kind.in_(STEPS), and_(Event.kind == EventKind.UNDONE, Event.state.is_not(None)))
_last_step = select(func.max(Event.at)).where(Event.report_id == Report.id, _moved).scalar_subquery()


@dataclass(frozen=True)
class Due:
    """Rows whose time is over: of which table, by which condition, and how one of them is erased."""

    model: Model
    condition: ColumnElement[bool]
    erase_one: Callable[[Any, datetime], None]

    def find(self, most: int) -> Sequence[UUID]:
        """The ids of some of them."""
        return db.session.scalars(select(self.model.id).where(self.condition).limit(most)).all()

    def erase(self, ids: Sequence[UUID], at: datetime) -> int:
        """Erase those of these ids that still are due; how many were."""
        # Whoever else erases or works a report at the moment has it for now.
        query = select(self.model).options(*map(defer, _SEALED[self.model])).where(self.model.id.in_(ids))
        rows = db.session.scalars(query.where(self.condition).with_for_update(skip_locked=True)).all()
        for row in rows:
            self.erase_one(row, at)
        return len(rows)


def erase_batch(policy: Policy) -> Counter[str]:
    """Erase a batch of what is due by now, and note in the audit how many; empty when nothing is due any more.

    Within a write transaction that has written nothing yet. Keys: why reports were erased (`tap`, `unread`, `seen`,
    `handed_over`, `closed`, `withdrawn`), and `medium`, `position`, `call`, `noted_call` (by a control room), `press`
    (the ids of "understood", whose counts stay), `feedback`, `delivery`, `audit`.
    """
    at = now()
    due = _due(policy, at)
    with reading():
        found = _find(due)
    done = Counter({why: due[why].erase(ids, at) for why, ids in found.items()}) if found else _forget(policy, at)
    for what, count in (+done).items():
        record(db.session(), f"retention_{what}", f"count:{count}", None)
    return +done


def months_before(moment: datetime, count: int) -> datetime:
    """The same day and time so many calendar months earlier, in Berlin; the last of a shorter month."""
    local = moment.astimezone(BERLIN)
    month = local.year * 12 + local.month - 1 - count
    first = local.replace(year=month // 12, month=month % 12 + 1, day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(local.day, last.day))


def _forget(policy: Policy, at: datetime) -> Counter[str]:
    forget_bulk_steps()
    return Counter(
        noted_call=erase_noted_calls(db.session(), at - timedelta(days=policy.call_days), at, PLAIN_BATCH),
        press=forget_presses(local_day(at), PLAIN_BATCH),
        feedback=forget_feedback(local_day(months_before(at, FEEDBACK_MONTHS)), PLAIN_BATCH),
        delivery=forget_deliveries(at - DELIVERIES_KEPT, PLAIN_BATCH),
        audit=erase_oldest(db.session(), months_before(at, policy.audit_months), PLAIN_BATCH),
    )


def _find(due: dict[str, Due]) -> dict[str, Sequence[UUID]]:
    """As much of what is due as one batch holds."""
    found: dict[str, Sequence[UUID]] = {}
    left = BATCH
    for why, each in due.items():
        if left and (ids := each.find(left)):
            found[why], left = ids, left - len(ids)
    return found


def _due(policy: Policy, at: datetime) -> dict[str, Due]:
    def ago(**length: int) -> datetime:
        return at - timedelta(**length)

    medium = and_(Medium.erased_at.is_(None), Medium.received_at < ago(days=policy.media_days), _of_a_report(at))
    position = and_(Report.rounded_at.is_(None), *received_before(ago(days=policy.exact_position_days)))
    call = and_(EmergencyCall.erased_at.is_(None), EmergencyCall.received_at < ago(days=policy.call_days))
    return {
        **{why: Due(Report, and_(_kept(at), each), erase_report) for why, each in _reports_due(policy, at).items()},
        "medium": Due(Medium, medium, erase_medium),
        "position": Due(Report, and_(_kept(at), position), round_positions),
        "call": Due(EmergencyCall, call, erase_call),
    }


def _reports_due(policy: Policy, at: datetime) -> dict[str, ColumnElement[bool]]:
    """Why a report is erased, and the condition for it."""

    def since_step(state: State, days: int) -> ColumnElement[bool]:
        # A step lies after the arrival: the index on it leaves few rows for the look at the events.
        before = at - timedelta(days=days)
        return and_(Report.state == state, *received_before(before), _last_step < before)

    return {
        "withdrawn": Report.state == State.WITHDRAWN,
        "tap": and_(not_(Report.usable), *received_before(at - timedelta(hours=policy.tap_hours))),
        "unread": and_(Report.state == State.RECEIVED, *received_before(at - timedelta(days=policy.unread_days))),
        "seen": since_step(State.SEEN, policy.seen_days),
        "handed_over": since_step(State.HANDED_OVER, policy.handed_over_days),
        "closed": since_step(State.CLOSED, policy.closed_days),
    }


def _kept(at: datetime) -> ColumnElement[bool]:
    # All of each, named so that the index of lists serves.
    every = and_(Report.practice.in_((False, True)), Report.state.in_(list(State)))
    return and_(every, Report.erased_at.is_(None), _not_held(at))


def _of_a_report(at: datetime) -> ColumnElement[bool]:
    return exists().where(Report.id == Medium.report_id, _not_held(at))


def _not_held(at: datetime) -> ColumnElement[bool]:
    """A coordinator's hold keeps a report from everything that happens by itself."""
    return or_(Report.held_until.is_(None), Report.held_until < at)
