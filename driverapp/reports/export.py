"""What goes out of a list: every report of it, in the order of the screen, read in batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal, select

from driverapp.associations.models import Site
from driverapp.reports.filters import Filters, conditions
from driverapp.reports.lists import BATCH
from driverapp.reports.models import EmergencyCall, Report
from driverapp.reports.search import search
from driverapp.reports.tabs import Tab, in_tab
from driverapp.reports.walk import Cursor, Order, load, walk
from driverapp.store.database import db

# Reports that a search opens before it goes out: more than for a page, which somebody waits for.
SEARCHED_AT_MOST = 2000
# More than any list ever holds.
ALL = 10_000_000


@dataclass(frozen=True)
class Selection:
    """The reports of a list. `looked_through`: how many a search has opened for it; `cut`: it left others unopened."""

    ids: Sequence[UUID]
    looked_through: int | None = None
    cut: bool = False


@dataclass(frozen=True)
class Taken:
    """A report that goes out. `called`: whether its phone linked a tap on 110; `site` and `place_site`: their names."""

    report: Report
    called: bool
    site: str | None
    place_site: str | None


def select_all(tab: Tab, filters: Filters, order: Order) -> Selection:
    """Every report of a list; of a search what it finds among the first 2,000 reports, as on the screen."""
    if not filters.words:
        return Selection(walk(tab, filters, None, order=order, count=ALL))
    ids: list[UUID] = []
    below: Cursor | None = None
    looked_through, more = 0, True
    while more:
        found = search(tab, filters, below, BATCH, most=SEARCHED_AT_MOST - looked_through)
        ids += found.ids
        below, looked_through = found.rest, looked_through + found.looked_through
        more = below is not None and looked_through < SEARCHED_AT_MOST
    return Selection(ids, looked_through, cut=below is not None)


def count_up_to(tab: Tab, filters: Filters, most: int) -> int:
    """How many reports a list holds, counted up to one more than `most`; `words` are not looked for."""
    found = select(literal(1)).select_from(Report).where(*in_tab(tab), *conditions(filters)).limit(most + 1)
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def read(ids: Sequence[UUID], *, content: bool) -> Iterator[Taken]:
    """Reports in the order of their ids, with what is sealed only if `content`."""
    rows = db.session.execute(select(Site.id, Site.slug, Site.name)).all()
    by_id, by_slug = {row.id: row.name for row in rows}, {row.slug: row.name for row in rows}
    for begin in range(0, len(ids), BATCH):
        batch = ids[begin : begin + BATCH]
        called = set(db.session.scalars(select(EmergencyCall.report_id).where(EmergencyCall.report_id.in_(batch))))
        for report in load(batch, content=content):
            yield Taken(
                report, report.id in called, by_id.get(report.site_id or 0), by_slug.get(report.place_site or "")
            )
