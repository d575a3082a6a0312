"""Which acts of a series can still be taken back."""

from collections.abc import Sequence
from uuid import UUID

from driverapp.reports.series_models import Series, SeriesAct, SeriesStep
from driverapp.reports.series_queries import joinable_series, merged_series, unlinked_now


def undoable_acts(series: Series, history: Sequence[tuple[SeriesStep, str | None]]) -> frozenset[int]:
    """The versions whose act can be taken back: an unlinking, a merging, a splitting."""
    if series.merged_into:
        return frozenset()
    steps = [step for step, _email in history]
    parted = set(merged_series(series.id))
    joined = joinable_series([step.other_id for step in steps if step.act == SeriesAct.SPLIT and step.other_id])
    return frozenset(
        {step.version for step in steps if step.act == SeriesAct.MERGED and step.other_id in parted}
        | {step.version for step in steps if _is_split(step, joined) and not series.ended_at}
        | _unlinked(series, steps)
    )


def _is_split(step: SeriesStep, joined: frozenset[int]) -> bool:
    return step.act == SeriesAct.SPLIT and step.other_id in joined


def _unlinked(series: Series, steps: Sequence[SeriesStep]) -> set[int]:
    acts: dict[int, list[UUID]] = {}
    for step in steps:
        if step.act == SeriesAct.UNLINKED and step.report_id is not None:
            acts.setdefault(step.version, []).append(step.report_id)
    free = unlinked_now([report_id for reports in acts.values() for report_id in reports])
    # One alone does not bring back a series that has ended.
    least = 2 if series.ended_at else 1
    return {version for version, reports in acts.items() if len(free & set(reports)) >= least}
