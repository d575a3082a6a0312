"""What the office reads of reports: lists without content, one report with it, look-ups."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, not_, select
from sqlalchemy.orm import joinedload

from driverapp.associations.models import Site
from driverapp.people.models import Person
from driverapp.reports.filters import Filters, conditions
from driverapp.reports.models import EmergencyCall, Event, Report, ReportAmendment
from driverapp.reports.series_models import SeriesStep
from driverapp.reports.tabs import STATES_OF, Tab, tab_of, visible
from driverapp.reports.walk import without_content
from driverapp.store.database import db
from driverapp.vocabulary.states import State

PAGE_SIZE = 50
# More events than are ever under way at once.
RECENT_EVENTS = 1000


def count_unread() -> dict[Tab, int]:
    """How many visible reports of each tab nobody has marked as seen."""
    return _count_by_tab(Report.state == State.RECEIVED)


def count_overdue() -> dict[Tab, int]:
    """How many reports of each tab the filter `overdue` finds; practice waits for nobody."""
    return _count_by_tab(*conditions(Filters(overdue=True))) | {Tab.PRACTICE: 0}


def count_replies() -> dict[Tab, int]:
    """How many reports of each tab the filter `reply` finds; practice waits for nobody."""
    in_a_tab = Report.state.in_(STATES_OF[Tab.PRACTICE])
    return _count_by_tab(in_a_tab, *conditions(Filters(reply=True))) | {Tab.PRACTICE: 0}


def _count_by_tab(*wanted: ColumnElement[bool]) -> dict[Tab, int]:
    by = (Report.practice, Report.state, Report.quarantined, Report.usable)
    # Both of practice, so that SQLite goes along the index of lists.
    there = (Report.practice.in_((False, True)), *visible(), *wanted)
    counts = dict.fromkeys(Tab, 0)
    for practice, state, quarantined, usable, count in db.session.execute(
        select(*by, func.count()).where(*there).group_by(*by)
    ):
        counts[tab_of(practice=practice, state=state, quarantined=quarantined, usable=usable)] += count
    return counts


def ongoing_unseen() -> tuple[int, datetime | None]:
    """How many reports of something that goes on nobody has marked as seen, and when the last of them became visible.

    As those of which a mail tells: practice and quarantine wake nobody.
    """
    query = select(func.count(), func.max(Report.visible_at)).where(
        *(not_(Report.practice), Report.state == State.RECEIVED, *visible()),
        *(Report.ongoing.is_(True), not_(Report.quarantined)),
    )
    count, last = db.session.execute(query).one()
    return count, last


def newest_moment() -> datetime | None:
    """When the newest visible report became visible."""
    return db.session.scalar(select(Report.visible_at).where(*visible()).order_by(Report.visible_at.desc()).limit(1))


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
    query = without_content().where(Report.reference == reference, *visible())
    return db.session.scalars(query.order_by(Report.visible_at.desc()).limit(PAGE_SIZE)).all()


def report_mark(report_id: UUID) -> str:
    """A word that changes whenever anything happened to a report."""
    query = select(func.max(Event.id), func.count()).where(Event.report_id == report_id)
    last_event, count = db.session.execute(query).one()
    linked = db.session.scalar(select(func.max(SeriesStep.id)).where(SeriesStep.report_id == report_id))
    return f"{last_event or 0}-{count}-{linked or 0}"


def is_visible(report_id: UUID) -> bool:
    """Whether the office may know of a report."""
    known = exists().where(Report.id == report_id, *visible())
    return bool(db.session.scalar(select(known)))


def moment_of(report_id: UUID) -> datetime | None:
    """When a report became visible."""
    return db.session.scalar(select(Report.visible_at).where(Report.id == report_id, *visible()))


def load_report(report_id: UUID) -> Report | None:
    """A visible report with its content. Whoever shows it notes the opening in the audit first."""
    query = select(Report).options(joinedload(Report.association), joinedload(Report.site))
    return db.session.scalar(query.where(Report.id == report_id, *visible()))


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


def linked_to_calls(report_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the reports to which the phone linked a tap on 110."""
    query = select(EmergencyCall.report_id).where(EmergencyCall.report_id.in_(list(report_ids)))
    return {report_id for report_id in db.session.scalars(query) if report_id}


def name_sites(slugs: Iterable[str | None]) -> dict[str, str]:
    """The names of sites by their slugs."""
    wanted = {slug for slug in slugs if slug}
    query = select(Site.slug, Site.name).where(Site.slug.in_(wanted))
    return dict(db.session.execute(query).all()) if wanted else {}
