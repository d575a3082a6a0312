"""Changing a series: take a report out and back in, split it, part what was merged, name it. Nothing is overwritten."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, select, update

from driverapp.reports.candidates import comparable
from driverapp.reports.models import Report
from driverapp.reports.series_link import Standing, merge
from driverapp.reports.series_models import Series, SeriesAct, SeriesMember, SeriesStep
from driverapp.reports.series_steps import FEWEST, StepRefused, claim, count_members, members_of, note
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.store.insert import insert_once

LONGEST_NAME = 80


class Step(StrEnum):
    """What a coordinator can do on the page of a series."""

    UNLINK = "unlink"
    RELINK = "relink"
    SPLIT = "split"
    PART = "part"
    JOIN = "join"
    RENAME = "rename"


def unlink(series_id: int, version: int, report_id: UUID, actor_id: int) -> None:
    """Take a report out of a series; with the last but one the series ends. Raises as `claim`, and `StepRefused`."""
    claim(series_id, version)
    series = db.session.get_one(Series, series_id)
    out = delete(SeriesMember).where(SeriesMember.series_id == series_id, SeriesMember.report_id == report_id)
    if not db.session.scalars(out.returning(SeriesMember.report_id)).all():
        raise StepRefused
    taken = [report_id]
    if count_members(series_id) < FEWEST:
        taken += members_of(series_id)
        db.session.execute(delete(SeriesMember).where(SeriesMember.series_id == series_id))
        series.ended_at = now()
    note(series, SeriesAct.UNLINKED, actor_id, reports=taken)


def relink(series_id: int, version: int, act: int, actor_id: int) -> None:
    """Take an unlinking back: `act` is the version that the series had after it.

    A report that died or was linked elsewhere meanwhile stays out. Raises as `claim`, and `StepRefused` where fewer
    than two would be in the series.
    """
    claim(series_id, version)
    series = db.session.get_one(Series, series_id)
    unlinked = SeriesStep.act == SeriesAct.UNLINKED
    own = select(SeriesStep.report_id).where(SeriesStep.series_id == series_id, SeriesStep.version == act, unlinked)
    query = select(Report.id).where(Report.id.in_(own), *comparable()).order_by(Report.id).with_for_update()
    values = {"series_id": series_id, "linked_by": actor_id, "linked_at": now()}
    alive = db.session.scalars(query).all()
    back = [report_id for report_id in alive if insert_once(SeriesMember, values | {"report_id": report_id})]
    if not back or series.merged_into or count_members(series_id) < FEWEST:
        raise StepRefused
    series.ended_at = None
    note(series, SeriesAct.RELINKED, actor_id, reports=back)


def split(series_id: int, version: int, chosen: Sequence[UUID], actor_id: int) -> int:
    """Make a series of its own of some reports of a series; its number. Each keeps two at least.

    Raises as `claim`, and `StepRefused`.
    """
    claim(series_id, version)
    series = db.session.get_one(Series, series_id)
    moved = [report_id for report_id in members_of(series_id) if report_id in chosen]
    if len(moved) < FEWEST or count_members(series_id) - len(moved) < FEWEST:
        raise StepRefused
    new = Series(created_by=actor_id, version=1)
    db.session.add(new)
    db.session.flush()
    _move(moved, new.id)
    note(series, SeriesAct.SPLIT, actor_id, reports=moved, other=new.id)
    note(new, SeriesAct.SPLIT, actor_id, other=series_id)
    return new.id


def part(series_id: int, version: int, merged_id: int, actor_id: int) -> int:
    """Take a merging back: what came with `merged_id` and is still there goes back; its number.

    Raises as `claim`, and `StepRefused` where either would have fewer than two.
    """
    merged = db.session.get(Series, merged_id)
    if merged is None or merged.merged_into != series_id:
        raise StepRefused
    claim(series_id, version)
    claim(merged_id, merged.version)
    series = db.session.get_one(Series, series_id)
    came = select(SeriesStep.report_id).where(
        SeriesStep.series_id == series_id, SeriesStep.act == SeriesAct.MERGED, SeriesStep.other_id == merged_id
    )
    there = members_of(series_id)
    moved = [report_id for report_id in db.session.scalars(came) if report_id is not None and report_id in there]
    if len(moved) < FEWEST or len(there) - len(moved) < FEWEST:
        raise StepRefused
    _move(moved, merged_id)
    merged.merged_into = None
    note(series, SeriesAct.PARTED, actor_id, reports=moved, other=merged_id)
    note(merged, SeriesAct.PARTED, actor_id, other=series_id)
    return merged_id


def join(series_id: int, version: int, other_id: int, actor_id: int) -> int:
    """Bring two series together, as when a split is taken back. Raises as `merge`."""
    other = db.session.get(Series, other_id)
    if other is None or other_id == series_id:
        raise StepRefused
    return merge(Standing(series_id, version), Standing(other_id, other.version), actor_id)


def rename(series_id: int, version: int, name: str, actor_id: int) -> None:
    """Give a series a name; an empty one takes it away. Raises as `claim`, and `StepRefused` for one too long."""
    if len(name) > LONGEST_NAME:
        raise StepRefused
    claim(series_id, version)
    series = db.session.get_one(Series, series_id)
    series.name = name or None
    note(series, SeriesAct.RENAMED, actor_id)


def _move(reports: Sequence[UUID], series_id: int) -> None:
    moved = update(SeriesMember).where(SeriesMember.report_id.in_(reports))
    db.session.execute(moved.values(series_id=series_id))
