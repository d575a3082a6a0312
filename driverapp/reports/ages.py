"""How long open reports have been here, in four bands."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab, in_tab
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import State

DAY = timedelta(days=1)


class Age(StrEnum):
    """A band of ages, by when a report was received."""

    UNDER_1_H = "1h"
    UNDER_6_H = "6h"
    UNDER_24_H = "24h"
    OVER_24_H = "older"


# At most so old; what is older belongs to the next band.
BOUNDS = {
    Age.UNDER_1_H: timedelta(hours=1),
    Age.UNDER_6_H: timedelta(hours=6),
    Age.UNDER_24_H: timedelta(hours=24),
}


def of_age(age: Age, moment: datetime | None = None) -> list[ColumnElement[bool]]:
    """The conditions of the database for reports of a band, at a moment or now."""
    moment, found = moment or now(), []
    at_most, younger = BOUNDS.get(age), [BOUNDS[each] for each in list(Age)[: list(Age).index(age)]]
    if at_most is not None:
        # No report is visible before it was received: the second condition bounds the walk along a list.
        found += [Report.received_at > moment - at_most, Report.visible_at > moment - at_most]
    if younger:
        found.append(Report.received_at <= moment - younger[-1])
    return found


def received_before(moment: datetime) -> list[ColumnElement[bool]]:
    """The conditions of the database for reports that were received before a moment."""
    # None becomes visible much later than it was received: the second condition bounds the walk along a list.
    return [Report.received_at < moment, Report.visible_at < moment + DAY]


def count_ages() -> dict[Age, tuple[int, int]]:
    """How many open reports of the inbox are of each band, and how many of them nobody has marked as seen."""
    moment = now()
    counts = select(func.count(), func.count().filter(Report.state == State.RECEIVED)).where(*in_tab(Tab.INBOX))
    # Band by band: of a young one the index has few, and each report is looked at for its own band alone.
    rows = {age: db.session.execute(counts.where(*of_age(age, moment))).one() for age in Age}
    return {age: (count, waiting) for age, (count, waiting) in rows.items()}
