"""One step with several reports: for each an event of its own, under the version that its row showed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, select

from driverapp.reports.inbox_models import BulkStep
from driverapp.reports.models import Report
from driverapp.reports.queries import load_timeline
from driverapp.reports.reads import forget_reads, note_read
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import ChangedMeanwhile, StepNotPossible, UnknownReport, take_step
from driverapp.reports.undo import CannotUndo, last_step
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import Outcome

# What can be done with several at once: nothing that needs words for each of them.
BULK_STEPS = (Step.SEE, Step.HAND_OVER, Step.CLOSE, Step.RELEASE)
KEPT = timedelta(days=1)


class Why(StrEnum):
    """Why a step could not be taken with a report."""

    CHANGED = "changed"
    NOT_POSSIBLE = "not_possible"
    GONE = "gone"


REFUSALS: dict[type[Exception], Why] = {
    ChangedMeanwhile: Why.CHANGED,
    StepNotPossible: Why.NOT_POSSIBLE,
    CannotUndo: Why.NOT_POSSIBLE,
    UnknownReport: Why.GONE,
}


@dataclass(frozen=True)
class Pick:
    """A report that was chosen, and the version that its row showed."""

    report_id: UUID
    version: int


def take_steps(
    picks: Iterable[Pick],
    step: Step,
    actor_id: int,
    *,
    outcome: Outcome | None = None,
    office: str | None = None,
    file_number: str | None = None,
) -> BulkStep:
    """Take one step with each report; those with which it cannot be taken are named, and nothing is overwritten.

    Raises `OutcomeMissing` where they are to be closed without one, `OfficeMissing` where handed over to nobody.
    """
    done: list[tuple[str, int]] = []
    left: list[tuple[str, str]] = []
    # In one order for everybody, so that no two people wait for each other.
    for pick in sorted(set(picks), key=lambda each: str(each.report_id)):
        try:
            event = _last(pick) if step is Step.UNDO else None
            entry = Entry(step, pick.version, outcome, office=office, file_number=file_number, event=event)
            take_step(pick.report_id, entry, actor_id)
        except tuple(REFUSALS) as refusal:
            left.append((str(pick.report_id), REFUSALS[type(refusal)]))
        else:
            done.append((str(pick.report_id), pick.version + 1))
            note_read(db.session(), pick.report_id, actor_id)
    return _keep(BulkStep(person_id=actor_id, step=step, done=done, left=left))


def undo_steps(bulk: BulkStep, actor_id: int) -> BulkStep:
    """Undo what was done with several reports, where nobody did anything since."""
    picks = [Pick(UUID(report_id), version) for report_id, version in bulk.done]
    undone = take_steps(picks, Step.UNDO, actor_id)
    if bulk.step == Step.SEE:
        forget_reads(db.session(), [UUID(report_id) for report_id, _ in undone.done], actor_id)
    return undone


def find_bulk_step(bulk_id: int, person_id: int) -> BulkStep | None:
    """What a person did with several reports, for as long as it is kept."""
    query = select(BulkStep).where(BulkStep.id == bulk_id, BulkStep.person_id == person_id)
    return db.session.scalar(query.where(BulkStep.at > now() - KEPT))


def last_bulk_step(step: Step, person_id: int, reports: Iterable[Report]) -> BulkStep | None:
    """What a person did last with several of these reports alone, if it can still be undone with one of them."""
    stand = {str(each.id): each.version for each in reports}
    query = select(BulkStep).where(BulkStep.person_id == person_id, BulkStep.step == step, BulkStep.at > now() - KEPT)
    for bulk in db.session.scalars(query.order_by(BulkStep.id.desc())):
        done = dict(bulk.done)
        if done.keys() <= stand.keys() and done.items() & stand.items():
            return bulk
    return None


def forget_bulk_steps() -> None:
    """Delete what is no longer told."""
    db.session.execute(delete(BulkStep).where(BulkStep.at <= now() - KEPT))


def can_be_undone(bulk: BulkStep) -> bool:
    """Whether there is anything to undo; what was undone stays so."""
    return bulk.step != Step.UNDO and bool(bulk.done)


def _last(pick: Pick) -> int | None:
    step = last_step(load_timeline(pick.report_id))
    return step.id if step else None


def _keep(bulk: BulkStep) -> BulkStep:
    forget_bulk_steps()
    db.session.add(bulk)
    db.session.flush()
    return bulk


def written_pick(report: Report) -> str:
    """A report as it stands in a form to be chosen; `picks_of` reads it."""
    return f"{report.id}~{report.version}"


def picks_of(written: Sequence[str]) -> list[Pick]:
    """Chosen reports as they stand in a form, `<id>~<version>`. Raises `ValueError`."""
    parted = [each.partition("~") for each in written]
    return [Pick(UUID(report_id), int(version)) for report_id, _, version in parted]
