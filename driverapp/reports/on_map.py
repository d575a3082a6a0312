"""The reports of a list for a map: those of the filters, in the order of the list, as many as a map can show."""

from collections.abc import Sequence
from dataclasses import dataclass

from driverapp.reports.filters import Filters
from driverapp.reports.lists import list_reports
from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab
from driverapp.reports.walk import Order

MOST = 2000


@dataclass(frozen=True)
class OnMap:
    """The first reports of a list, without their content. `looked_through`: how many a search opened for it."""

    reports: Sequence[Report]
    more: bool
    looked_through: int | None = None


def reports_on_map(tab: Tab, filters: Filters, *, order: Order = Order.WAITING, most: int = MOST) -> OnMap:
    """What a map shows of a list. Whoever shows a search notes it in the audit."""
    page = list_reports(tab, filters, order=order, size=most)
    return OnMap(page.reports, page.older is not None, page.looked_through)
