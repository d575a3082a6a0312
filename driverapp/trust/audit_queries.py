"""What is asked of the audit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from driverapp.trust.audit import AuditEntry

PAGE_SIZE = 50
OF_REPORTS = ("report:", "reports:", "medium:", "series:")
# What is noted with the number of what it showed.
COUNTED_OF_REPORTS = ("series_listed",)
EXPORTED_AT_ONCE = 1000


@dataclass(frozen=True)
class Wanted:
    """Which entries: of whom, of which act (a family of acts ends in `_`), on what, from `first` until before `end`.

    `subjects`: on one of these, with whatever follows it after a space, or on one that begins as `beginnings`; on
    anything where both are empty. `before`: those noted before this one; `reports_only`: acts on reports and what
    belongs to them.
    """

    actor_id: int | None = None
    action: str | None = None
    subjects: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    first: datetime | None = None
    end: datetime | None = None
    before: int | None = None
    reports_only: bool = False


def list_entries(session: Session, wanted: Wanted) -> tuple[list[AuditEntry], int | None]:
    """The newest entries that are wanted, as many as a page holds, and before which the next page goes on."""
    found = list(session.scalars(_query(wanted).limit(PAGE_SIZE + 1)))
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None


def all_entries(session: Session, wanted: Wanted) -> Iterator[AuditEntry]:
    """Every entry that is wanted, newest first, read in pieces."""
    while found := list(session.scalars(_query(wanted).limit(EXPORTED_AT_ONCE))):
        yield from found
        wanted = replace(wanted, before=found[-1].id)
        session.expunge_all()


def noted_actions(session: Session) -> list[str]:
    """Every act of which there is an entry."""
    return list(session.scalars(select(AuditEntry.action).distinct()))


def _query(wanted: Wanted) -> Select[AuditEntry]:
    return select(AuditEntry).where(*_conditions(wanted)).order_by(AuditEntry.id.desc())


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.actor_id is not None:
        yield AuditEntry.actor_id == wanted.actor_id
    if wanted.action:
        family = wanted.action.endswith("_")
        yield (
            AuditEntry.action.startswith(wanted.action, autoescape=True)
            if family
            else (AuditEntry.action == wanted.action)
        )
    if wanted.subjects or wanted.beginnings:
        begins = [*(f"{each} " for each in wanted.subjects), *wanted.beginnings]
        yield or_(AuditEntry.subject.in_(wanted.subjects), *_begins(begins))
    if wanted.first:
        yield AuditEntry.at >= wanted.first
    if wanted.end:
        yield AuditEntry.at < wanted.end
    if wanted.before is not None:
        yield AuditEntry.id < wanted.before
    if wanted.reports_only:
        yield or_(*_begins(OF_REPORTS), AuditEntry.action.in_(COUNTED_OF_REPORTS))


def _begins(beginnings: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    return (AuditEntry.subject.startswith(each, autoescape=True) for each in beginnings)
