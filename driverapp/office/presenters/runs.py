"""Amendments that came one right after the other: a phone sends each answer to a live report as one of its own."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

RIGHT_AFTER = timedelta(minutes=10)

T = TypeVar("T")


def in_runs(found: Iterable[T], at: Callable[[T], datetime | None]) -> list[list[T]]:
    """What came right after the one before it together, in its order; `at`: when, or nothing for what stands alone."""
    runs: list[list[T]] = []
    for each in found:
        came, before = at(each), at(runs[-1][-1]) if runs else None
        if came and before and came - before <= RIGHT_AFTER:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs
