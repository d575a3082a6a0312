"""How many people observed at least, as far as that can be said of reports that name nobody."""

from collections.abc import Iterable

from driverapp.reports.models import Report


def independent_observers(reports: Iterable[Report]) -> int:
    """A lower bound of how many different people sent these reports.

    Reports of different associations, target groups or sites come from different people. All others may come from one
    telephone: a group counts once, and whoever named none counts only where nobody else is. Reporting needs no
    account, so nobody can know more.
    """
    named: set[tuple[int | None, int | None, str | None]] = set()
    groups: set[str] = set()
    some = False
    for report in reports:
        some = True
        if report.association_id is not None:
            named.add((report.association_id, report.site_id, report.target_group))
        elif report.target_group is not None:
            groups.add(report.target_group)
    # Somebody of an association may also report without its code.
    alone = groups - {group for _association, _site, group in named}
    return len(named) + len(alone) or int(some)
