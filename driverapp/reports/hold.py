"""A coordinator's hold: while it lasts nothing of a report is erased by itself (contract, "Erasure of content")."""

from datetime import timedelta
from typing import Any

from driverapp.policy.current import current_policy
from driverapp.reports.models import Report
from driverapp.store.clock import now

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
