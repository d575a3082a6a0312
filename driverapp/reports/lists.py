"""Lists of reports, page by page, as narrowed by filters; what a screen shows and an export takes is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from driverapp.reports.filters import EVERYTHING, Filters, conditions
from driverapp.reports.models import Report
from driverapp.reports.search import search
from driverapp.reports.tabs import Tab, in_tab
from driverapp.reports.walk import Cursor, Order, cursor_of, load, walk
from driverapp.store.database import db

PAGE_SIZE = 50
BATCH = 500


@dataclass(frozen=True)
class Page:
    """A page of a list; `older` is where the next one begins, if there is one.

    `looked_through`: how many reports a search opened for it; the next page goes on from there.
    """

    reports: Sequence[Report]
    older: Cursor | None
    looked_through: int | None = None


def list_reports(
    tab: Tab,
    filters: Filters = EVERYTHING,
    below: Cursor | None = None,
    *,
    order: Order = Order.WAITING,
    size: int = PAGE_SIZE,
    content: bool = False,
) -> Page:
    """A page of a tab. Its reports come without sealed content unless `content`, so that a list opens nothing.

    With `words` in the filters it is a search: newest first, whatever the order, and whoever shows it notes it in the
    audit.
    """
    if filters.words:
        found = search(tab, filters, below, size)
        return Page(load(found.ids, content=content), found.rest, found.looked_through)
    reports = load(walk(tab, filters, below, order=order, count=size + 1), content=content)
    return Page(reports[:size], cursor_of(reports[size - 1]) if len(reports) > size else None)


def count_since(tab: Tab, filters: Filters, moment: datetime) -> int:
    """How many reports of a tab became visible after a moment; `words` are not looked for."""
    new = (*in_tab(tab), *conditions(filters), Report.visible_at > moment)
    return db.session.scalar(select(func.count()).select_from(Report).where(*new)) or 0
