"""Changing what others change too: whoever saw an older version is told so, and what was switched off stays known."""

from typing import TypeAlias

from sqlalchemy.orm import Session

from driverapp.associations.models import Association, Site
from driverapp.store.clock import now
from driverapp.trust.audit import record

Kept: TypeAlias = Association | Site


class ChangedMeanwhile(Exception):
    """Somebody else changed it since the page was opened; nothing was done."""


class Deactivated(Exception):
    """The association or the site is deactivated: nothing new begins there."""


def begin_change(session: Session, kept: Kept, seen: int | None) -> None:
    """Let one change follow another. `seen`: the version that the person saw; `None` for a command, which shows none.

    Raises `ChangedMeanwhile`.
    """
    session.refresh(kept, with_for_update=True)
    if seen is not None and seen != kept.version:
        raise ChangedMeanwhile


def end_change(session: Session, kept: Kept, action: str, by: int | None) -> None:
    """Count and note a change."""
    kept.version += 1
    record(session, action, subject(kept), by)


def deactivate(session: Session, kept: Kept, *, by: int | None) -> None:
    """Offer it no longer; its codes rest, and what was reported with them keeps it. Again changes nothing."""
    begin_change(session, kept, None)
    if kept.deactivated_at is None:
        kept.deactivated_at = now()
        end_change(session, kept, f"{_noun(kept)}_deactivated", by)


def reactivate(session: Session, kept: Kept, *, by: int | None) -> None:
    """Offer it again, with those of its codes that still hold. Again changes nothing."""
    begin_change(session, kept, None)
    if kept.deactivated_at is not None:
        kept.deactivated_at = None
        end_change(session, kept, f"{_noun(kept)}_reactivated", by)


def require_active(*every: Kept | None) -> None:
    """Raises `Deactivated` if any of them is."""
    if any(each is not None and each.deactivated_at is not None for each in every):
        raise Deactivated


def subject(kept: Kept) -> str:
    """What the audit calls it."""
    return f"{_noun(kept)}:{kept.slug}"


def _noun(kept: Kept) -> str:
    return "association" if isinstance(kept, Association) else "site"
