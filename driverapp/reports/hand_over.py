"""Offices of the police to which reports were handed over before, as suggestions."""

from collections import Counter

from sqlalchemy import select

from driverapp.reports.entries import ReportEntry
from driverapp.reports.models import Event
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind

KINDS = (EventKind.HANDED_OVER, EventKind.HAND_OVER_CHANGED)
# Enough to know with whom an office works; each has to be opened.
RECENT = 30
SUGGESTED = 12


def known_offices() -> list[str]:
    """The offices of the last hand-overs whose reports are still there, the most frequent first."""
    query = select(ReportEntry).join(Event, Event.id == ReportEntry.event_id).where(Event.kind.in_(KINDS))
    recent = db.session.scalars(query.order_by(ReportEntry.event_id.desc()).limit(RECENT))
    named = Counter(each.sealed["entered"].get("office") for each in recent)
    return [office for office, _count in named.most_common(SUGGESTED) if office]
