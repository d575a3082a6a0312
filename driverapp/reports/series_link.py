"""Linking two reports: it makes a series, joins one, or brings two series together."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from driverapp.reports.candidates import comparable
from driverapp.reports.likeness import Likeness
from driverapp.reports.models import Report
from driverapp.reports.series_models import Series, SeriesAct, SeriesMember, SeriesStep
from driverapp.reports.series_steps import SeriesChanged, StepRefused, claim, members_of, note, steps_after
from driverapp.reports.similar import check_linking, compare_two
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import insert_once


class UnknownReport(Exception):
    """One of the two is not there, or may not be linked."""


@dataclass(frozen=True)
class Standing:
    """In which series a report was when the page was made, and its version; `series_id` 0: in none."""

    series_id: int = 0
    version: int = 0


NOWHERE = Standing()


def standing(report_id: UUID) -> Standing:
    """In which series a report is now."""
    query = select(Series.id, Series.version).join(SeriesMember, SeriesMember.series_id == Series.id)
    row = db.session.execute(query.where(SeriesMember.report_id == report_id)).first()
    return Standing(row.id, row.version) if row else NOWHERE


def link(one: UUID, other: UUID, seen: tuple[Standing, Standing], actor_id: int) -> int:
    """Link two reports; the series in which both then are. `seen`: how each stood when the page was made.

    The same again by the same person changes nothing. Raises `LinkingOff`, `UnknownReport`, `StepRefused` for a report
    with itself, and `SeriesChanged` for who comes second.
    """
    check_linking()
    if one == other:
        raise StepRefused
    _hold_both(one, other)
    now_standing = (standing(one), standing(other))
    if now_standing != seen:
        return _refuse(now_standing, seen, actor_id)
    likeness = compare_two(one, other)
    mine, theirs = seen
    if mine.series_id and mine.series_id == theirs.series_id:
        return mine.series_id
    if mine.series_id and theirs.series_id:
        return merge(mine, theirs, actor_id)
    if not mine.series_id and not theirs.series_id:
        return _make(one, other, likeness, actor_id)
    joined, newcomer, known = (mine, other, one) if mine.series_id else (theirs, one, other)
    claim(joined.series_id, joined.version)
    values = {"series_id": joined.series_id, "linked_by": actor_id, "linked_at": now(), "reason": told(likeness)}
    _insert(values | {"report_id": newcomer, "compared_with": known})
    note(db.session.get_one(Series, joined.series_id), SeriesAct.LINKED, actor_id, reports=(newcomer,))
    return joined.series_id


def merge(one: Standing, other: Standing, actor_id: int) -> int:
    """Let the younger of two series go into the older one; it keeps its history and can be parted again.

    Raises `SeriesChanged`, and `StepRefused` where one has ended or went into another.
    """
    older, younger = sorted((one, other), key=lambda each: each.series_id)
    for each in (older, younger):
        claim(each.series_id, each.version)
    into, merged = (db.session.get_one(Series, each.series_id) for each in (older, younger))
    if into.merged_into or merged.merged_into or into.ended_at or merged.ended_at:
        raise StepRefused
    moved = members_of(merged.id)
    db.session.execute(update(SeriesMember).where(SeriesMember.series_id == merged.id).values(series_id=into.id))
    merged.merged_into = into.id
    note(merged, SeriesAct.MERGED, actor_id, other=into.id)
    note(into, SeriesAct.MERGED, actor_id, reports=moved, other=merged.id)
    return into.id


def told(likeness: Likeness | None) -> dict[str, object] | None:
    """The reasons of a likeness as they are kept."""
    if likeness is None:
        return None
    reasons = [[reason.why, reason.points, reason.values] for reason in likeness.reasons]
    return {"score": likeness.score, "reasons": reasons}


def _make(one: UUID, other: UUID, likeness: Likeness | None, actor_id: int) -> int:
    series = Series(created_by=actor_id, version=1)
    db.session.add(series)
    db.session.flush()
    values = {"series_id": series.id, "linked_by": actor_id, "linked_at": now(), "reason": told(likeness)}
    for report_id, known in ((one, other), (other, one)):
        _insert(values | {"report_id": report_id, "compared_with": known})
    note(series, SeriesAct.LINKED, actor_id, reports=(one, other))
    return series.id


def _insert(values: dict[str, object]) -> None:
    if not insert_once(SeriesMember, values):
        raise SeriesChanged(0, [])


def _hold_both(one: UUID, other: UUID) -> None:
    # In one order, so that two who link the same pair wait for each other instead of for themselves.
    query = select(Report.id).where(Report.id.in_((one, other)), *comparable()).order_by(Report.id)
    if len(db.session.scalars(query.with_for_update()).all()) < len({one, other}):
        raise UnknownReport


def _refuse(there: tuple[Standing, Standing], seen: tuple[Standing, Standing], actor_id: int) -> int:
    changed = [(now_, before) for now_, before in zip(there, seen, strict=True) if now_ != before]
    meanwhile: dict[int, tuple[SeriesStep, str | None]] = {}
    for now_, before in changed:
        for series_id in {now_.series_id, before.series_id} - {0}:
            version = before.version if before.series_id == series_id else 0
            meanwhile |= {step.id: (step, email) for step, email in steps_after(series_id, version)}
    steps = [meanwhile[step_id] for step_id in sorted(meanwhile)]
    together = there[0].series_id == there[1].series_id != 0
    own = {(step.act, step.actor_id) for step, _email in steps} <= {
        (SeriesAct.LINKED, actor_id),
        (SeriesAct.MERGED, actor_id),
    }
    if together and own:
        return there[0].series_id
    raise SeriesChanged(there[0].series_id or there[1].series_id, steps)
