"""Partial plates under each other, sign by sign, so that one sees what fits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from driverapp.reports.plates import UNREAD, compare_plates, laid, signs


@dataclass(frozen=True)
class Sign:
    """A sign of a plate: `kind` same, other or unread; nothing stands at a place beyond the plate."""

    sign: str
    kind: str


def aligned(plates: Sequence[str | None]) -> list[list[Sign]]:
    """Each plate in the columns of the one that was read best; an empty line for one that is missing."""
    read = [signs(plate) for plate in plates]
    model = max(read, key=lambda each: (len(each) - each.count(UNREAD), len(each)), default="")
    lines = [_shifted(each, model) for each in read]
    width = max((start + len(line) for start, line in lines), default=0)
    first = min((start for start, line in lines if line), default=0)
    columns = [laid(line, start - first, width - first) if line else "" for start, line in lines]
    common = [_commonest(column) for column in zip(*(line for line in columns if line), strict=True)]
    spans = [(start - first, start - first + len(line)) for start, line in lines]
    return [_signs(line, common, span) for line, span in zip(columns, spans, strict=True)]


def _shifted(plate: str, model: str) -> tuple[int, str]:
    match = compare_plates(model, plate)
    return (match.shift if match else 0), plate


def _commonest(column: Sequence[str]) -> str:
    counted = Counter(sign for sign in column if sign != UNREAD)
    return counted.most_common(1)[0][0] if counted else UNREAD


def _signs(line: str, common: Sequence[str], span: tuple[int, int]) -> list[Sign]:
    return [
        Sign(sign if span[0] <= place < span[1] else "", _kind(sign, common[place])) for place, sign in enumerate(line)
    ]


def _kind(sign: str, common: str) -> str:
    if sign == UNREAD:
        return "unread"
    return "same" if sign == common else "other"
