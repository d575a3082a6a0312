"""What the office reads of reports: lists without content, one report with it, look-ups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, Select, exists, func, not_, select, tuple_
from sqlalchemy.orm import defer, joinedload

from driverapp.associations.models import Site
from driverapp.people.models import Person
from driverapp.reports.models import EmergencyCall, Event, Report, ReportAmendment
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import State

PAGE_SIZE = 50
# More events than are ever under way at once.
RECENT_EVENTS = 1000
OPEN = (State.RECEIVED, State.SEEN, State.HANDED_OVER)


class Tab(StrEnum):
    """A list of the office; every visible report that is not withdrawn stands in exactly one."""

    INBOX = "inbox"
    TAPS = "taps"
    QUARANTINE = "quarantine"
    CLOSED = "closed"
    PRACTICE = "practice"


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: just below this report."""

    visible_at: datetime
    id: UUID


@dataclass(frozen=True)
class Page:
    """A page of a list, newest first; `older` is where the next one begins, if there is one."""

    reports: Sequence[Report]
    older: Cursor | None


def list_reports(tab: Tab, below: Cursor | None = None, size: int = PAGE_SIZE) -> Page:
    """A page of a tab. Its reports come without sealed content, so that a list opens nothing."""
    query = _without_content().where(*_in_tab(tab)).order_by(Report.visible_at.desc(), Report.id.desc())
    if below is not None:
        query = query.where(tuple_(Report.visible_at, Report.id) < (below.visible_at, below.id))
    found = db.session.scalars(query.limit(size + 1)).all()
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], Cursor(last.visible_at, last.id) if last else None)


def count_unread() -> dict[Tab, int]:
    """How many visible reports of each tab nobody has marked as seen."""
    query = (
        select(Report.practice, Report.quarantined, Report.usable, func.count())
        .where(*_visible(), Report.state == State.RECEIVED)
        .group_by(Report.practice, Report.quarantined, Report.usable)
    )
    counts = dict.fromkeys(Tab, 0)
    for practice, quarantined, usable, count in db.session.execute(query):
        counts[_open_tab(practice=practice, quarantined=quarantined, usable=usable)] += count
    return counts


def count_since(tab: Tab, moment: datetime) -> int:
    """How many reports of a tab became visible after a moment."""
    query = select(func.count()).select_from(Report).where(*_in_tab(tab), Report.visible_at > moment)
    return db.session.scalar(query) or 0


def newest_moment() -> datetime | None:
    """When the newest visible report became visible."""
    return db.session.scalar(select(func.max(Report.visible_at)).where(*_visible()))


def watermark() -> str:
    """A word that changes whenever any list would look different: by an event, or by a report becoming visible."""
    # PostgreSQL numbers events before their commit: one with a lower number may come later, and shows in the count.
    last = select(func.max(Event.id)).scalar_subquery()
    recent = select(func.max(Event.id), func.count()).where(Event.id > last - RECENT_EVENTS)
    last_event, count = db.session.execute(recent).one()
    newest = newest_moment()
    return f"{last_event or 0}-{count}-{newest.timestamp() if newest else 0}"


def find_by_reference(reference: str) -> Sequence[Report]:
    """All visible reports that bear a reference, newest first: two phones may have made the same one."""
    query = _without_content().where(Report.reference == reference, *_visible())
    return db.session.scalars(query.order_by(Report.visible_at.desc()).limit(PAGE_SIZE)).all()


def report_mark(report_id: UUID) -> str:
    """A word that changes whenever anything happened to a report."""
    query = select(func.max(Event.id), func.count()).where(Event.report_id == report_id)
    last_event, count = db.session.execute(query).one()
    return f"{last_event or 0}-{count}"


def is_visible(report_id: UUID) -> bool:
    """Whether the office may know of a report."""
    visible = exists().where(Report.id == report_id, *_visible())
    return bool(db.session.scalar(select(visible)))


def load_report(report_id: UUID) -> Report | None:
    """A visible report with its content. Whoever shows it notes the opening in the audit first."""
    query = select(Report).options(joinedload(Report.association), joinedload(Report.site))
    return db.session.scalar(query.where(Report.id == report_id, *_visible()))


def load_amendments(report_id: UUID) -> Sequence[ReportAmendment]:
    """What the reporter added, in the order of arrival."""
    query = select(ReportAmendment).where(ReportAmendment.report_id == report_id)
    return db.session.scalars(query.order_by(ReportAmendment.received_at, ReportAmendment.id)).all()


def load_calls(report_id: UUID) -> Sequence[EmergencyCall]:
    """The taps on 110 that the phone linked to a report, in their order."""
    query = select(EmergencyCall).where(EmergencyCall.report_id == report_id)
    return db.session.scalars(query.order_by(EmergencyCall.tapped_at)).all()


def load_timeline(report_id: UUID) -> Sequence[tuple[Event, str | None]]:
    """The events of a report in their order, each with the address of whoever caused it; none for the reporter."""
    query = select(Event, Person.email).outerjoin(Person, Person.id == Event.actor_id)
    rows = db.session.execute(query.where(Event.report_id == report_id).order_by(Event.id))
    return [(row[0], row[1]) for row in rows]


def name_sites(slugs: Iterable[str | None]) -> dict[str, str]:
    """The names of sites by their slugs."""
    wanted = {slug for slug in slugs if slug}
    query = select(Site.slug, Site.name).where(Site.slug.in_(wanted))
    return dict(db.session.execute(query).all()) if wanted else {}


def _without_content() -> Select[Report]:
    sealed = (defer(each, raiseload=True) for each in (Report.sealed, Report.file_number))
    return select(Report).options(*sealed, joinedload(Report.association))


def _visible() -> list[ColumnExpressionArgument[bool]]:
    return [Report.visible_at <= now(), Report.erased_at.is_(None)]


def _in_tab(tab: Tab) -> list[ColumnExpressionArgument[bool]]:
    visible = _visible()
    if tab is Tab.PRACTICE:
        return [Report.practice, *visible, Report.state != State.WITHDRAWN]
    real: list[ColumnExpressionArgument[bool]] = [not_(Report.practice), *visible]
    if tab is Tab.CLOSED:
        return [*real, Report.state == State.CLOSED]
    real.append(Report.state.in_(OPEN))
    if tab is Tab.QUARANTINE:
        return [*real, Report.quarantined]
    return [*real, not_(Report.quarantined), Report.usable if tab is Tab.INBOX else not_(Report.usable)]


def _open_tab(*, practice: bool, quarantined: bool, usable: bool) -> Tab:
    if practice:
        return Tab.PRACTICE
    if quarantined:
        return Tab.QUARANTINE
    return Tab.INBOX if usable else Tab.TAPS
