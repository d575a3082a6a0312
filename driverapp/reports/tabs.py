"""The lists of the office, and which reports stand in which."""

from enum import StrEnum

from sqlalchemy import ColumnExpressionArgument, not_

from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.vocabulary.states import State

OPEN = (State.RECEIVED, State.SEEN, State.HANDED_OVER)


class Tab(StrEnum):
    """A list of the office; every visible report that is not withdrawn stands in exactly one."""

    INBOX = "inbox"
    TAPS = "taps"
    QUARANTINE = "quarantine"
    CLOSED = "closed"
    PRACTICE = "practice"


# In the order in which a report goes through them.
STATES_OF = dict.fromkeys(Tab, OPEN) | {Tab.CLOSED: (State.CLOSED,), Tab.PRACTICE: (*OPEN, State.CLOSED)}


def visible() -> list[ColumnExpressionArgument[bool]]:
    """What the office may know of: no longer to be undone, and not erased."""
    return [Report.visible_at <= now(), Report.erased_at.is_(None)]


def in_tab(tab: Tab) -> list[ColumnExpressionArgument[bool]]:
    """What holds of every report of a tab."""
    within = [*visible(), Report.state.in_(STATES_OF[tab])]
    if tab is Tab.PRACTICE:
        return [Report.practice, *within]
    real: list[ColumnExpressionArgument[bool]] = [not_(Report.practice), *within]
    if tab is Tab.CLOSED:
        return real
    if tab is Tab.QUARANTINE:
        return [*real, Report.quarantined]
    return [*real, not_(Report.quarantined), Report.usable if tab is Tab.INBOX else not_(Report.usable)]


def tab_of(*, practice: bool, state: str, quarantined: bool, usable: bool) -> Tab:
    """The tab in which a report stands."""
    if practice:
        return Tab.PRACTICE
    if state == State.CLOSED:
        return Tab.CLOSED
    if quarantined:
        return Tab.QUARANTINE
    return Tab.INBOX if usable else Tab.TAPS
