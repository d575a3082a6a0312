"""Suggestions for a report: others that may be about the same vehicle or the same matter, with their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from driverapp.gazetteer.locate import Roads
from driverapp.policy.current import current_policy
from driverapp.reports.candidates import comparable, find_candidates, load_sites
from driverapp.reports.likeness import Likeness, compare
from driverapp.reports.models import Report
from driverapp.reports.series_models import SeriesMember
from driverapp.reports.sightings import COLUMNS, Sighting, opened, sighting
from driverapp.store.database import db

MOST = 10
THRESHOLD = 30
# As many as answer in time.
MOST_OPENED = 100


class NotComparable(Exception):
    """Nothing is compared with this report: it is withdrawn, erased, practice, or not visible."""


class LinkingOff(Exception):
    """The operator's policy lets no reports be linked."""


@dataclass(frozen=True)
class Search:
    """A report and those worth opening, the most promising first; `passed_over`: how many more there would be."""

    own: Sighting
    candidates: Sequence[Sighting]
    passed_over: int


@dataclass(frozen=True)
class Suggestion:
    """Another report, without its content, and how alike it is."""

    report: Report
    likeness: Likeness


def check_linking() -> None:
    """Refuse everything where the policy says so: `LinkingOff`."""
    if not current_policy().linking:
        raise LinkingOff


def can_be_compared(report: Report) -> bool:
    """Whether a visible report is one that others are compared with."""
    query = select(Report.id).where(Report.id == report.id, *comparable())
    return current_policy().linking and db.session.scalar(query) is not None


def prepare_search(report_id: UUID) -> Search:
    """What a search would open, by the open columns alone. Raises `NotComparable`."""
    roads, sites = Roads(), load_sites()
    row = db.session.execute(select(*COLUMNS).where(Report.id == report_id, *comparable())).first()
    if row is None:
        raise NotComparable
    own = sighting(row, roads, sites)
    linked = _same_series(report_id)
    rows = [row for row in find_candidates(own) if row.id not in linked]
    roads.look_up(row.road for row in rows if row.road and row.lat is None)
    found = [sighting(row, roads, sites) for row in rows]
    rated = [(each, likeness.score) for each in found if (likeness := compare(own, each)) is not None]
    # What is equally likely comes by its nearness in time.
    rated.sort(key=lambda pair: (-pair[1], abs(pair[0].observed_at - own.observed_at)))
    kept = [each for each, _score in rated[:MOST_OPENED]]
    return Search(own, kept, max(len(rated) - MOST_OPENED, 0))


def suggest(search: Search) -> list[Suggestion]:
    """Open the candidates and compare: at most ten, the most alike first. Whoever shows them has noted the search."""
    content = _contents([search.own.id, *(each.id for each in search.candidates)])
    if search.own.id not in content:
        raise NotComparable
    own = opened(search.own, content[search.own.id])
    alike = [(each.id, compare(own, opened(each, content.get(each.id)))) for each in search.candidates]
    best = [(report_id, likeness) for report_id, likeness in alike if likeness and likeness.score >= THRESHOLD]
    best.sort(key=lambda pair: -pair[1].score)
    reports = _load([report_id for report_id, _likeness in best[:MOST]])
    return [Suggestion(reports[report_id], likeness) for report_id, likeness in best[:MOST] if report_id in reports]


def compare_two(one: UUID, other: UUID) -> Likeness | None:
    """How alike two reports are, their content opened; nothing where that cannot be said."""
    content = _contents([one, other])
    if len(content) < len({one, other}):
        return None
    return compare(_own(one, content), _own(other, content))


def _own(report_id: UUID, content: dict[UUID, dict[str, object] | None]) -> Sighting:
    row = db.session.execute(select(*COLUMNS).where(Report.id == report_id, *comparable())).first()
    if row is None:
        raise NotComparable
    return opened(sighting(row, Roads(), load_sites()), content.get(report_id))


def _contents(ids: Sequence[UUID]) -> dict[UUID, dict[str, object] | None]:
    query = select(Report.id, Report.sealed).where(Report.id.in_(ids), *comparable())
    return {row.id: row.sealed for row in db.session.execute(query)}


def _same_series(report_id: UUID) -> frozenset[UUID]:
    own = select(SeriesMember.series_id).where(SeriesMember.report_id == report_id).scalar_subquery()
    return frozenset(db.session.scalars(select(SeriesMember.report_id).where(SeriesMember.series_id == own)))


def _load(ids: Sequence[UUID]) -> dict[UUID, Report]:
    unopened = (defer(Report.sealed, raiseload=True), defer(Report.file_number, raiseload=True))
    query = select(Report).options(*unopened, joinedload(Report.association)).where(Report.id.in_(ids), *comparable())
    return {report.id: report for report in db.session.scalars(query)}
