"""How far guidance reached, as it may be shown: small counts hidden, beside the association's staff of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from driverapp.associations.staff import whole_staff_on
from driverapp.balance.suppress import SMALLEST_SHOWN, suppressed
from driverapp.guidance.reach import Count, count_understood
from driverapp.store.clock import local_day, now
from driverapp.store.database import db


@dataclass(frozen=True)
class ReachLine:
    """Presses of "understood" in one association (`None`: of none) and target group; `staff`: its employees, if known.

    `count`: "0", "<5" or the number.
    """

    association: str | None
    staff: int | None
    target_group: str
    count: str


@dataclass(frozen=True)
class Reach:
    """The reach of one version. `at_least`: the sum of what is shown; the hidden counts come on top.

    A sum of all would give a single hidden count away.
    """

    slug: str
    version: int
    lines: list[ReachLine]
    at_least: int


def reach(slug: str | None = None) -> list[Reach]:
    """The reach of an item's versions, or of all items', the latest version first; what nobody pressed is absent."""
    return _by_version(count_understood(slug))


def reach_of_association(association_id: int) -> list[Reach]:
    """As `reach`, for the eyes of one association: its own lines alone."""
    return _by_version(
        each for each in count_understood() if each.association and each.association.id == association_id
    )


def _by_version(found: Iterable[Count]) -> list[Reach]:
    staff = whole_staff_on(db.session(), local_day(now()))
    of_versions = groupby(found, key=lambda each: (each.item.slug, each.version))
    return [_reach(item, version, list(counts), staff) for (item, version), counts in of_versions]


def _reach(slug: str, version: int, counts: list[Count], staff_of: Mapping[int, int]) -> Reach:
    shown = sum(each.count for each in counts if each.count >= SMALLEST_SHOWN)
    return Reach(slug, version, [_line(each, staff_of) for each in counts], shown)


def _line(count: Count, staff_of: Mapping[int, int]) -> ReachLine:
    association = count.association
    name, staff = (association.name, staff_of.get(association.id)) if association else (None, None)
    return ReachLine(name, staff, count.target_group, suppressed(count.count))
