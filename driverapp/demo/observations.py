"""What one invented report says: who saw what, where and when."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from driverapp.demo import words
from driverapp.demo.associations import Origin
from driverapp.demo.plates import new_plate
from driverapp.demo.spots import Spot, find_spot
from driverapp.vocabulary.categories import CATEGORIES_OF_GROUP, Category
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.vehicles import Colour, VehicleKind

# How often a group reports what it sees first, second, …; the last share is of everything else.
SHARES = (27, 20, 17, 13, 9, 6, 8)
KINDS = {
    VehicleKind.VAN: 34,
    VehicleKind.CAR: 40,
    VehicleKind.LORRY: 8,
    VehicleKind.ARTICULATED_LORRY: 10,
    VehicleKind.MOTORCYCLE: 3,
    VehicleKind.CARAVAN: 2,
    VehicleKind.OTHER: 3,
}
COLOURS = {
    Colour.WHITE: 25,
    Colour.SILVER: 17,
    Colour.GREY: 18,
    Colour.BLACK: 18,
    Colour.BLUE: 10,
    Colour.RED: 6,
    Colour.GREEN: 3,
    Colour.YELLOW: 2,
    Colour.BROWN: 1,
}
COUNTRIES = {"D": 70, "PL": 7, "RO": 5, "NL": 6, "CZ": 3, "LT": 3, "BG": 2, "HU": 2, "TR": 1, "UA": 1}
JUST_NOW = timedelta(seconds=5)


@dataclass(frozen=True)
class Observation:
    """A report as its phone tells it. `detailed_at`: when it said more than a tap; never, if empty."""

    received_at: datetime
    captured_at: datetime
    observed_at: datetime
    origin: Origin
    language: str
    spot: Spot
    category: Category | None = None
    detailed_at: datetime | None = None
    text: str | None = None
    vehicle: dict[str, str] | None = None
    ongoing: bool | None = None
    practice: bool = False
    quarantined: bool = False
    names_place: bool = True
    accuracy_m: float | None = None
    age_s: float | None = None
    photo: bool = False


def observe(rng: random.Random, received_at: datetime, origin: Origin) -> Observation:
    """What somebody tells in a report that arrives at a moment."""
    group, code = origin.target_group, words.language(rng, origin.target_group)
    captured_at = received_at - _on_the_way(rng)
    accuracy_m, age_s = _fix(rng)
    facts: dict[str, Any] = {
        "received_at": received_at,
        "captured_at": captured_at,
        "observed_at": captured_at - _before(rng),
        "origin": origin,
        "language": code,
        "spot": find_spot(rng, origin),
        "practice": rng.random() < 0.02,
        "quarantined": rng.random() < 0.006,
        "accuracy_m": accuracy_m,
        "age_s": age_s,
    }
    if rng.random() < 0.8:
        facts |= _details(rng, group, code, received_at)
    return Observation(**facts)


def going_on(seen: Observation) -> Observation:
    """The same as something that arrives while it happens."""
    return replace(
        seen,
        captured_at=seen.received_at - JUST_NOW,
        observed_at=seen.received_at - JUST_NOW,
        detailed_at=seen.received_at,
        category=seen.category or CATEGORIES_OF_GROUP[seen.origin.target_group][0],
        ongoing=True,
        practice=False,
        quarantined=False,
    )


def _details(rng: random.Random, group: TargetGroup, code: str, received_at: datetime) -> dict[str, Any]:
    category = _category(rng, group)
    at_once = rng.random() < 0.6
    vehicle = _vehicle(rng) if rng.random() < 0.48 else None
    return {
        "category": category,
        "detailed_at": received_at if at_once else received_at + timedelta(seconds=rng.randrange(20, 900)),
        "text": words.text(rng, code, category) if rng.random() < 0.62 else None,
        "vehicle": vehicle,
        # What the policy takes photos of.
        "photo": vehicle is not None and rng.random() < 0.04,
        "ongoing": rng.choices((True, False, None), (5, 65, 30))[0],
        "names_place": rng.random() < 0.82,
    }


def _category(rng: random.Random, group: TargetGroup) -> Category:
    first = CATEGORIES_OF_GROUP[group]
    others = tuple(each for each in Category if each not in first)
    return rng.choices((*first, rng.choice(others)), SHARES)[0]


def _vehicle(rng: random.Random) -> dict[str, str]:
    vehicle: dict[str, str] = {"kind": rng.choices(list(KINDS), list(KINDS.values()))[0]}
    if rng.random() < 0.8:
        vehicle["colour"] = rng.choices(list(COLOURS), list(COLOURS.values()))[0]
    if rng.random() < 0.45:
        vehicle["plate"] = new_plate(rng)
        vehicle["country"] = rng.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
    return vehicle


def _on_the_way(rng: random.Random) -> timedelta:
    """How long a report needs to arrive: mostly seconds, without network up to a night."""
    if rng.random() < 0.88:
        return timedelta(seconds=rng.randrange(1, 20))
    return timedelta(minutes=rng.choice((3, 8, 15, 40, 90, 240, 480)) * (0.5 + rng.random()))


def _before(rng: random.Random) -> timedelta:
    """How long ago somebody saw what they report."""
    if rng.random() < 0.7:
        return timedelta()
    return timedelta(minutes=5 * rng.choice((1, 1, 2, 3, 6, 12, 36, 120)))


def _fix(rng: random.Random) -> tuple[float | None, float | None]:
    """How good a position is, in metres and seconds; in one of eight reports there is none."""
    if rng.random() < 0.125:
        return None, None
    return float(rng.choices((5, 8, 12, 25, 60, 180, 900, 2500), (18, 22, 22, 16, 10, 6, 4, 2))[0]), float(
        rng.choices((1, 3, 8, 20, 90, 400), (40, 25, 15, 10, 7, 3))[0]
    )
