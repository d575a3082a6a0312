"""How many people an association has, by day: the denominators of its figures."""

from collections.abc import Sequence
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


class InvalidStaff(Exception):
    """A number lies between 0 and 10 million, its day after 1999 and at most a year ahead, its source is short."""


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

    The corrected number stays, superseded; the same again changes nothing. Raises `InvalidStaff`.
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


def staff_on(
    session: Session,
    association: Association,
    day: date,
    *,
    target_group: TargetGroup | None = None,
    site: Site | None = None,
) -> int | None:
    """The number that held on a day, of the whole association, a group, a site, or a group at a site; or none."""
    count = session.scalar(
        _of(association, target_group, site)
        .where(StaffCount.valid_from <= day)
        .order_by(StaffCount.valid_from.desc())
        .limit(1)
    )
    return count.staff if count else None


def whole_staff_on(session: Session, day: date) -> dict[int, int]:
    """The number of every association that held on a day, by its id; those without one are absent."""
    whole = (StaffCount.target_group.is_(None), StaffCount.site_id.is_(None))
    held = select(StaffCount.association_id, StaffCount.staff).where(
        *whole, StaffCount.superseded_at.is_(None), StaffCount.valid_from <= day
    )
    return dict(session.execute(held.order_by(StaffCount.valid_from)).all())


def group_size(session: Session, association: Association, target_group: TargetGroup, site: Site | None) -> int | None:
    """How many people at most share a code today, where that is known.

    The group at the site is no larger than the site, nor than the group. Only where neither is known the whole
    association counts: what is known of the part is nearer.
    """
    today = local_day(now())

    def known(group: TargetGroup | None, place: Site | None) -> int | None:
        return staff_on(session, association, today, target_group=group, site=place)

    at_the_site = (known(target_group, site), known(None, site)) if site else ()
    parts = [size for size in (*at_the_site, known(target_group, None)) if size is not None]
    return min(parts) if parts else known(None, None)


def staff_history(session: Session, association: Association) -> Sequence[StaffCount]:
    """All numbers of an association, the latest day first, and of a day the one that holds first."""
    rows = select(StaffCount).options(joinedload(StaffCount.site)).where(StaffCount.association_id == association.id)
    return session.scalars(rows.order_by(StaffCount.valid_from.desc(), StaffCount.id.desc())).all()


def _of(association: Association, target_group: TargetGroup | None, site: Site | None) -> Select[StaffCount]:
    return select(StaffCount).where(
        StaffCount.association_id == association.id,
        StaffCount.target_group == target_group,
        StaffCount.site_id == (site.id if site else None),
        StaffCount.superseded_at.is_(None),
    )
