"""A coordinator's hold: while it lasts nothing of a report is erased by itself (contract, "Erasure of content")."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from driverapp.policy.current import current_policy
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import Entry, Step
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import EventKind

# Characters of a file number.
SHORTEST, LONGEST = 3, 60


class FileNumberMissing(Exception):
    """A report is held under a file number, never without; what was entered is none."""


def check_file_number(entered: str | None) -> None:
    """Refuse what cannot be a file number: `FileNumberMissing`."""
    if not SHORTEST <= len(entered or "") <= LONGEST:
        raise FileNumberMissing


def hold(file_number: str | None) -> dict[str, Any]:
    """What a hold changes in a report: it lasts for the policy's days from now on."""
    return {"held_until": now() + timedelta(days=current_policy().hold_days), "file_number": file_number}


def is_held(report: Report) -> bool:
    """Whether a hold keeps the report at this moment."""
    return report.held_until is not None and report.held_until > now()


def lets_go(report_id: UUID, entry: Entry) -> bool:
    """Whether a step would end a hold that lasts, by its own name or on the way of another step."""
    held = select(Report.id).where(Report.id == report_id, Report.held_until > now())
    if db.session.scalar(held) is None:
        return False
    began = select(Event.id).where(Event.id == entry.event, Event.kind == EventKind.HELD)
    undone = entry.step is Step.UNDO and db.session.scalar(began) is not None
    return undone or entry.step in (Step.END_HOLD, Step.ACCEPT_WITHDRAWAL)
