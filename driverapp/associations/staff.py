"""How many people an association has, by day: the denominators of its figures."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from driverapp.associations.changes import begin_change, subject
from driverapp.associations.models import Association, Site, StaffCount
from driverapp.store.clock import local_day, now
from driverapp.trust.audit import record
from driverapp.vocabulary.target_groups import TargetGroup

MOST_STAFF = 10_000_000
LONGEST_SOURCE = 200
FIRST_DAY = date(2000, 1, 1)
AHEAD = timedelta(days=366)
# Below this a report could point at a person.
SMALLEST_GROUP = 10

# A target group and a site; none of them stands for all.
Part = tuple[str | None, int | None]
WHOLE: Part = (None, None)
# The numbers of an association.
Parts = Mapping[Part, int]


class InvalidStaff(Exception):
    """A number lies between 0 and 10 million, its day after 1999 and at most a year ahead, its source is short."""


class ContradictsAnother(Exception):
    """A part would be larger than the whole while both hold. `other`: the number that is there already."""

    def __init__(self, other: StaffCount) -> None:
        super().__init__(other.staff)
        self.other = other


def set_staff(
    session: Session,
    association: Association,
    staff: int,
    *,
    valid_from: date,
    target_group: TargetGroup | None = None,
    site: Site | None = None,
    source: str | None = None,
    by: int | None = None,
) -> StaffCount:
    """Note a number that holds from a day on, of the whole or of a part. For a day that has one it is a correction.

    The corrected number stays, superseded; the same again changes nothing. Raises `InvalidStaff` and
    `ContradictsAnother`.
    """
    source = (source or "").strip() or None
    latest = local_day(now()) + AHEAD
    if not (0 <= staff <= MOST_STAFF and FIRST_DAY <= valid_from <= latest and len(source or "") <= LONGEST_SOURCE):
        raise InvalidStaff
    # One after the other: of two numbers for the same day one corrects the other.
    begin_change(session, association, None)
    known = session.scalar(_of(association, target_group, site).where(StaffCount.valid_from == valid_from))
    if known is not None and (known.staff, known.source) == (staff, source):
        return known
    _require_fit(session, association, (target_group, site.id if site else None), staff=staff, first=valid_from)
    if known is not None:
        known.superseded_at = now()
    count = StaffCount(
        association_id=association.id,
        target_group=target_group,
        site=site,
        valid_from=valid_from,
        staff=staff,
        source=source,
        entered_by=by,
    )
    session.add(count)
    session.flush()
    record(session, "staff_set", subject(association), by)
    return count


def whole_staff_on(session: Session, day: date) -> dict[int, int]:
    """The number of every association that held on a day, by its id; those without one are absent."""
    whole = (StaffCount.target_group.is_(None), StaffCount.site_id.is_(None))
    held = select(StaffCount.association_id, StaffCount.staff).where(
        *whole, StaffCount.superseded_at.is_(None), StaffCount.valid_from <= day
    )
    return dict(session.execute(held.order_by(StaffCount.valid_from)).all())


def parts_on(session: Session, association_id: int, day: date | None = None) -> Parts:
    """Every number of an association that held on a day; that holds today where none is named."""
    held = select(StaffCount.target_group, StaffCount.site_id, StaffCount.staff).where(
        StaffCount.association_id == association_id,
        StaffCount.superseded_at.is_(None),
        StaffCount.valid_from <= (day or local_day(now())),
    )
    return {(group, site): staff for group, site, staff in session.execute(held.order_by(StaffCount.valid_from))}


def most_sharing(parts: Parts, target_group: str, site_id: int | None) -> int | None:
    """How many people at most share a code, where that is known.

    The group at the site is no larger than the site, nor than the group. Only where neither is known the whole
    association counts: what is known of the part is nearer.
    """
    at_the_site = _at_the_site(target_group, site_id)
    known = [parts[each] for each in (*at_the_site, (target_group, None)) if each in parts]
    return min(known) if known else parts.get(WHOLE)


def said_to_share(parts: Parts, target_group: str, site_id: int | None) -> int | None:
    """How many people share a code as far as one may say so: at a site only what is known of that site."""
    at_the_site = _at_the_site(target_group, site_id)
    if at_the_site and not any(each in parts for each in at_the_site):
        return None
    return most_sharing(parts, target_group, site_id)


def too_few_share(parts: Parts, target_group: str, site_id: int | None) -> bool:
    """Whether so few people would share a code that there is none; not where nobody knows how many."""
    size = most_sharing(parts, target_group, site_id)
    return size is not None and size < SMALLEST_GROUP


def staff_history(session: Session, association: Association) -> Sequence[StaffCount]:
    """All numbers of an association, the latest day first, and of a day the one that holds first."""
    rows = select(StaffCount).options(joinedload(StaffCount.site)).where(StaffCount.association_id == association.id)
    return session.scalars(rows.order_by(StaffCount.valid_from.desc(), StaffCount.id.desc())).all()


def _require_fit(session: Session, association: Association, part: Part, *, staff: int, first: date) -> None:
    held = select(StaffCount).where(StaffCount.association_id == association.id, StaffCount.superseded_at.is_(None))
    counts = session.scalars(held.order_by(StaffCount.valid_from)).all()
    next_one = min(
        (each.valid_from for each in counts if _part(each) == part and each.valid_from > first), default=None
    )
    changes = (each.valid_from for each in counts if each.valid_from > first)
    for day in (first, *(each for each in changes if next_one is None or each < next_one)):
        on_that_day = {_part(each): each for each in counts if each.valid_from <= day}
        wrong = [each for each in on_that_day.values() if _contradicts(part, staff, each)]
        if wrong:
            raise ContradictsAnother(max(wrong, key=lambda each: each.staff))


def _contradicts(part: Part, staff: int, other: StaffCount) -> bool:
    if WHOLE not in (part, _part(other)) or part == _part(other):
        return False
    return other.staff > staff if part == WHOLE else staff > other.staff


def _part(count: StaffCount) -> Part:
    return count.target_group, count.site_id


def _at_the_site(target_group: str, site_id: int | None) -> tuple[tuple[str | None, int], ...]:
    return ((target_group, site_id), (None, site_id)) if site_id is not None else ()


def _of(association: Association, target_group: TargetGroup | None, site: Site | None) -> Select[StaffCount]:
    return select(StaffCount).where(
        StaffCount.association_id == association.id,
        StaffCount.target_group == target_group,
        StaffCount.site_id == (site.id if site else None),
        StaffCount.superseded_at.is_(None),
    )
