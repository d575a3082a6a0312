"""What a file says about one point, and whether it can be one of ours."""

import re
import unicodedata
from dataclasses import dataclass

from driverapp.gazetteer.models import PointKind
from driverapp.vocabulary.roads import road_name

# Germany and what lies close to it.
LATITUDES, LONGITUDES = (47.0, 55.5), (5.0, 15.5)
LONGEST_ROAD = 1000
LONGEST = {"key": 200, "name": 80, "number": 10, "direction": 80}
# Control characters and halves of a letter: databases refuse them.
NOT_PRINTED = {"Cc", "Cs"}
MOTORWAY = re.compile(r"A[0-9]{1,3}")
TOWARDS = re.compile(r"(?:^|\b)(?:Fahrt)?richtung\s+(.+)$", re.IGNORECASE)
FROM_TO = re.compile(r".+\s(?:->|→|-|–|—)\s(.+)$")


class Refused(Exception):
    """A point that cannot be taken; the message is the reason, the same for all of its kind."""


@dataclass(frozen=True)
class Candidate:
    """A point as a file gives it; `key` names it within its source."""

    key: str
    source: str
    kind: PointKind | None
    road: object
    lat: object
    lon: object
    name: object = None
    number: object = None
    direction: object = None
    km: object = None


@dataclass(frozen=True)
class Point:
    """A point that was found in order."""

    key: str
    source: str
    kind: str
    road: str
    lat: float
    lon: float
    name: str | None
    number: str | None
    direction: str | None
    km: float | None


def check(candidate: Candidate) -> Point:
    """The candidate as a point. Raises `Refused`."""
    kind = candidate.kind
    if kind is None:
        raise Refused("neither junction nor rest area nor kilometre post")
    point = Point(
        key=one_line(candidate.key) or "",
        source=candidate.source,
        kind=kind.value,
        road=_motorway(candidate.road),
        lat=_degrees(candidate.lat, LATITUDES),
        lon=_degrees(candidate.lon, LONGITUDES),
        name=one_line(candidate.name),
        number=one_line(candidate.number),
        direction=direction_in(one_line(candidate.direction)),
        km=_kilometre(candidate.km),
    )
    if kind is PointKind.POST and point.km is None:
        raise Refused("a post without a kilometre")
    if kind is not PointKind.POST and not point.name:
        raise Refused("without a name")
    if any(len(getattr(point, field) or "") > most for field, most in LONGEST.items()):
        raise Refused("a name is too long")
    return point


def _motorway(written: object) -> str:
    road = road_name((one_line(written) or "").split(";")[0])
    if road is None or not MOTORWAY.fullmatch(road):
        raise Refused("no motorway is named for it")
    return road


def direction_in(written: str | None) -> str | None:
    """The direction out of what sources write: "Richtung Hannover", "Dortmund - Hannover", "Hannover"."""
    text = (written or "").strip()
    for pattern in (TOWARDS, FROM_TO):
        found = pattern.search(text)
        if found:
            return found[1].strip()
    return text or None


def as_number(value: object) -> float | None:
    """A number, also one that is written with a comma; none where it is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return number if number == number and abs(number) != float("inf") else None  # noqa: PLR0124 - not a number


def _kilometre(value: object) -> float | None:
    number = as_number(value)
    return number if number is not None and 0 <= number < LONGEST_ROAD else None


def _degrees(value: object, within: tuple[float, float]) -> float:
    number = as_number(value)
    if number is None:
        raise Refused("without a position")
    if not within[0] <= number <= within[1]:
        raise Refused("far from Germany")
    return round(number, 6)


def one_line(value: object) -> str | None:
    """One line of what can be stored and shown; a number counts, as some sources write the numbers of exits."""
    written = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if not isinstance(written, str):
        return None
    return " ".join("".join(letter for letter in written if _is_printed(letter)).split()) or None


def _is_printed(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in NOT_PRINTED
