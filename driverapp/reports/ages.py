"""How long open reports have been here, in four bands."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, select

from driverapp.reports.models import Report
from driverapp.reports.tabs import Tab, in_tab
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import State


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


def of_age(age: Age) -> list[ColumnElement[bool]]:
    """The conditions of the database for reports of a band."""
    moment, found = now(), []
    at_most, younger = BOUNDS.get(age), [BOUNDS[each] for each in list(Age)[: list(Age).index(age)]]
    if at_most is not None:
        # No report is visible before it was received: the second condition bounds the walk along a list.
        found += [Report.received_at > moment - at_most, Report.visible_at > moment - at_most]
    if younger:
        found.append(Report.received_at <= moment - younger[-1])
    return found


def count_ages() -> dict[Age, tuple[int, int]]:
    """How many open reports of the inbox are of each band, and how many of them nobody has marked as seen."""
    moment = now()
    band = case(
        *((Report.received_at > moment - bound, age) for age, bound in BOUNDS.items()), else_=Age.OVER_24_H
    ).label("band")
    unseen = func.sum(case((Report.state == State.RECEIVED, 1), else_=0))
    query = select(band, func.count(), unseen).where(*in_tab(Tab.INBOX)).group_by(band)
    found = {Age(age): (count, waiting) for age, count, waiting in db.session.execute(query)}
    return {age: found.get(age, (0, 0)) for age in Age}
