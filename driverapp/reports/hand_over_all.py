"""Handing several reports over at once: to one office, under one file number."""

from collections.abc import Sequence
from uuid import UUID

from driverapp.reports.bulk import Pick, take_steps
from driverapp.reports.check_entry import check_words
from driverapp.reports.inbox_models import BulkStep
from driverapp.reports.models import Report
from driverapp.reports.steps import Entry, Step
from driverapp.store.insert import exists
from driverapp.vocabulary.states import State


def hand_over_all(picks: Sequence[Pick], actor_id: int, *, office: str, file_number: str | None = None) -> BulkStep:
    """Hand each report over; one that is new is marked as seen before, as its state asks for.

    Those with which it cannot be done are named, and nothing is overwritten. Raises `OfficeMissing` and
    `HandOverNumberWrong` before anything is changed.
    """
    check_words(Entry(Step.HAND_OVER, 0, office=office, file_number=file_number))
    new = [pick for pick in picks if _is_new(pick)]
    done = take_steps(new, Step.SEE, actor_id).done if new else []
    seen = {UUID(report_id): version for report_id, version in done}
    now = [Pick(pick.report_id, seen.get(pick.report_id, pick.version)) for pick in picks]
    return take_steps(now, Step.HAND_OVER, actor_id, office=office, file_number=file_number)


def _is_new(pick: Pick) -> bool:
    return exists(Report, id=pick.report_id, version=pick.version, state=State.RECEIVED)
