"""How alike two observations are: each reason with its points, their sum a score from 0 to 100.

Only vehicle, place, time and category count. There is no score on a person, and no description of one is compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from driverapp.reports.plates import compare_plates
from driverapp.reports.sightings import Sighting
from driverapp.reports.travel import Impossible, Meeting, meeting
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.vehicles import Colour, VehicleKind


class Why(StrEnum):
    """A reason for or against two reports belonging together."""

    PLATE = "plate"
    PLATE_DIFFERS = "plate_differs"
    TOGETHER = "together"
    REPEATED = "repeated"
    TRAVEL = "travel"
    SAME_ROAD = "same_road"
    CATEGORY = "category"
    KIND = "kind"
    KIND_DIFFERS = "kind_differs"
    COLOUR = "colour"
    COLOUR_DIFFERS = "colour_differs"


@dataclass(frozen=True)
class Reason:
    """A reason with its points (negative: it speaks against) and the values by which it is told."""

    why: Why
    points: int
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Likeness:
    """The reasons, the weightiest first, and their sum within 0 and 100."""

    reasons: Sequence[Reason]

    @property
    def score(self) -> int:
        """The sum of the points."""
        return max(0, min(HIGHEST, sum(reason.points for reason in self.reasons)))


HIGHEST = 100
# Points of a plate by how many signs agree; all of them, read in both, are worth `WHOLE_PLATE`.
PLATE_POINTS = (0, 0, 6, 14, 22, 30, 38, 46)
WHOLE_PLATE = 50
CONTRADICTION = -25
TOGETHER_POINTS = ((1.5, 30), (6.0, 18), (12.0, 12))
REPEATED_POINTS = ((14.0, 15), (30.0, 10))
LONG_AGO = 4
SAME_HOUR, SAME_HOUR_H = 4, 2.0
TRAVEL_POINTS = ((2.0, 12), (4.0, 9), (8.0, 5), (24.0, 2))
ROAD_POINTS, ROAD_H = 8, 8.0
# What a way counts, divided, that can only be made because the places are vague.
VAGUELY = 3
ONWARD, BACK = 8, -12
CATEGORY_POINTS, VAGUE_CATEGORY = 12, 4
KIND_POINTS, KIND_AGAINST = 10, -10
COLOUR_POINTS, COLOUR_AGAINST = 8, -8
# What an eye at night takes for each other, in half the points.
ALIKE = (
    {VehicleKind.LORRY, VehicleKind.ARTICULATED_LORRY},
    {VehicleKind.CAR, VehicleKind.VAN},
    {Colour.SILVER, Colour.GREY, Colour.WHITE},
    {Colour.BLACK, Colour.BLUE, Colour.GREY},
    {Colour.ORANGE, Colour.RED},
    {Colour.BROWN, Colour.BEIGE},
)
VAGUE = {VehicleKind.OTHER, Colour.SEVERAL}


def compare(one: Sighting, other: Sighting) -> Likeness | None:
    """How alike two observations are; nothing where no vehicle drives that fast from one to the other."""
    try:
        met = meeting(one, other)
    except Impossible:
        return None
    reasons = [*_plate(one, other), *_place(met), *_category(one, other), *_vehicle(one, other)]
    return Likeness(sorted(reasons, key=lambda reason: -abs(reason.points)))


def _plate(one: Sighting, other: Sighting) -> Iterator[Reason]:
    match = compare_plates(one.plate, other.plate)
    if match is None:
        return
    values = {"matched": match.matched, "length": match.length}
    if match.contradicted:
        yield Reason(Why.PLATE_DIFFERS, CONTRADICTION, values)
    else:
        points = WHOLE_PLATE if match.whole else PLATE_POINTS[min(match.matched, len(PLATE_POINTS) - 1)]
        yield Reason(Why.PLATE, points, values)


def _place(met: Meeting) -> Iterator[Reason]:
    if met.near and met.days is None:
        yield Reason(Why.TOGETHER, _step(TOGETHER_POINTS, met.hours), {"minutes": met.minutes})
    elif met.near and met.days is not None:
        points = _step(REPEATED_POINTS, met.days) or LONG_AGO
        same_hour = met.hour_apart <= SAME_HOUR_H
        values = {"days": round(met.days), "same_hour": same_hour}
        yield Reason(Why.REPEATED, points + SAME_HOUR * same_hour, values)
    elif met.days is None:
        yield from _travel(met)


def _travel(met: Meeting) -> Iterator[Reason]:
    points = _step(TRAVEL_POINTS, met.hours)
    if met.km is not None and points:
        points = points if met.kmh is not None else points // VAGUELY
        points += {True: ONWARD, False: BACK, None: 0}[met.onward]
        values = {"km": met.km, "minutes": met.minutes, "kmh": met.kmh, "onward": met.onward, "to": met.towards}
        yield Reason(Why.TRAVEL, points, values)
    if met.road and met.hours <= ROAD_H:
        yield Reason(Why.SAME_ROAD, ROAD_POINTS, {"road": met.road})


def _category(one: Sighting, other: Sighting) -> Iterator[Reason]:
    if one.category is not None and one.category == other.category:
        points = VAGUE_CATEGORY if one.category == Category.OTHER else CATEGORY_POINTS
        yield Reason(Why.CATEGORY, points, {"category": one.category})


def _vehicle(one: Sighting, other: Sighting) -> Iterator[Reason]:
    yield from _word(one.kind, other.kind, (Why.KIND, KIND_POINTS), (Why.KIND_DIFFERS, KIND_AGAINST))
    yield from _word(one.colour, other.colour, (Why.COLOUR, COLOUR_POINTS), (Why.COLOUR_DIFFERS, COLOUR_AGAINST))


def _word(one: str | None, other: str | None, same: tuple[Why, int], differs: tuple[Why, int]) -> Iterator[Reason]:
    if not one or not other or VAGUE & {one, other}:
        return
    first, second = one.strip().casefold(), other.strip().casefold()
    values = {"one": one, "other": other}
    if first == second:
        yield Reason(same[0], same[1], values)
    elif any({first, second} <= alike for alike in ALIKE):
        yield Reason(same[0], same[1] // 2, values)
    else:
        yield Reason(differs[0], differs[1], values)


def _step(points: Sequence[tuple[float, int]], amount: float) -> int:
    return next((worth for most, worth in points if amount <= most), 0)
