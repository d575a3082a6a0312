"""Erasing what has been kept for as long as the policy says (contract, "Erasure of content").

In bounded batches, each a transaction of its own: nobody waits long, and whatever breaks off goes on with the next.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import defer

from driverapp.balance.imports import erase_noted_calls
from driverapp.guidance.feedback import forget_feedback
from driverapp.guidance.reach import forget_presses
from driverapp.policy.resolve import Policy
from driverapp.reports.bulk import forget_bulk_steps
from driverapp.reports.coarsen import round_positions
from driverapp.reports.erase import erase_call, erase_report
from driverapp.reports.media_erase import erase_medium
from driverapp.reports.models import EmergencyCall, Event, Medium, Report
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db
from driverapp.store.deliveries import forget_deliveries
from driverapp.trust.audit import record
from driverapp.trust.audit_erase import erase_oldest
from driverapp.vocabulary.guidance import FEEDBACK_MONTHS
from driverapp.vocabulary.states import EventKind, State

# Of each kind in one transaction.
BATCH = 100
# Longer than what they are about can be told of anew.
DELIVERIES_KEPT = timedelta(days=30)
STEPS = (EventKind.SEEN, EventKind.HANDED_OVER, EventKind.CLOSED, EventKind.REOPENED)

# To take one of them back is one of them.
_moved = or_(Event.kind.in_(STEPS), and_(Event.kind == EventKind.UNDONE, Event.state.is_not(None)))
_last_step = select(func.max(Event.at)).where(Event.report_id == Report.id, _moved).scalar_subquery()


def erase_batch(policy: Policy) -> Counter[str]:
    """Erase a batch of what is due by now, and note in the audit how many; empty when nothing is due any more.

    Keys: why reports were erased (`tap`, `unread`, `seen`, `handed_over`, `closed`, `withdrawn`), and `medium`,
    `position`, `call`, `noted_call` (by a control room), `press` (the ids of "understood", whose counts stay),
    `feedback`, `delivery`, `audit`.
    """
    at = now()
    done = Counter(dict(_erase_reports(policy, at)))
    done["medium"] = _erase_media(at - timedelta(days=policy.media_days), at)
    done["position"] = _round_positions(at - timedelta(days=policy.exact_position_days), at)
    done["call"] = _erase_calls(at - timedelta(days=policy.call_days), at)
    done["noted_call"] = erase_noted_calls(db.session(), at - timedelta(days=policy.call_days), at, BATCH)
    done["press"] = forget_presses(local_day(at), BATCH)
    done["feedback"] = forget_feedback(local_day(months_before(at, FEEDBACK_MONTHS)), BATCH)
    forget_bulk_steps()
    done["delivery"] = forget_deliveries(at - DELIVERIES_KEPT, BATCH)
    done["audit"] = erase_oldest(db.session(), months_before(at, policy.audit_months), BATCH)
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


def _due(policy: Policy, at: datetime) -> dict[str, ColumnElement[bool]]:
    """Why a report is erased, and the condition for it."""

    def since_step(state: State, days: int) -> ColumnElement[bool]:
        # A step lies after the arrival: the index on it leaves few rows for the look at the events.
        before = at - timedelta(days=days)
        return and_(Report.state == state, Report.received_at < before, _last_step < before)

    return {
        "withdrawn": Report.state == State.WITHDRAWN,
        "tap": and_(not_(Report.usable), Report.received_at < at - timedelta(hours=policy.tap_hours)),
        "unread": and_(Report.state == State.RECEIVED, Report.received_at < at - timedelta(days=policy.unread_days)),
        "seen": since_step(State.SEEN, policy.seen_days),
        "handed_over": since_step(State.HANDED_OVER, policy.handed_over_days),
        "closed": since_step(State.CLOSED, policy.closed_days),
    }


def _not_held(at: datetime) -> ColumnElement[bool]:
    """A coordinator's hold keeps a report from everything that happens by itself."""
    return or_(Report.held_until.is_(None), Report.held_until < at)


def _kept(condition: ColumnElement[bool], at: datetime) -> Select[Report]:
    # Whoever else erases or works a report at the moment has it for now. Its content is not opened for this.
    query = select(Report).options(defer(Report.sealed), defer(Report.file_number))
    query = query.where(Report.erased_at.is_(None), _not_held(at), condition)
    return query.order_by(Report.received_at).limit(BATCH).with_for_update(skip_locked=True)


def _erase_reports(policy: Policy, at: datetime) -> Iterator[tuple[str, int]]:
    for why, condition in _due(policy, at).items():
        reports = db.session.scalars(_kept(condition, at)).all()
        for report in reports:
            erase_report(report, at)
        yield why, len(reports)


def _erase_media(before: datetime, at: datetime) -> int:
    due = select(Medium).join(Report).where(Medium.erased_at.is_(None), Medium.received_at < before, _not_held(at))
    media = db.session.scalars(due.options(defer(Medium.key)).limit(BATCH)).all()
    for medium in media:
        erase_medium(medium, at)
    return len(media)


def _round_positions(before: datetime, at: datetime) -> int:
    exact = and_(Report.rounded_at.is_(None), Report.received_at < before)
    reports = db.session.scalars(_kept(exact, at)).all()
    for report in reports:
        round_positions(report, at)
    return len(reports)


def _erase_calls(before: datetime, at: datetime) -> int:
    due = select(EmergencyCall).where(EmergencyCall.erased_at.is_(None), EmergencyCall.received_at < before)
    calls = db.session.scalars(due.limit(BATCH).with_for_update(skip_locked=True)).all()
    for call in calls:
        erase_call(call, at)
    return len(calls)
