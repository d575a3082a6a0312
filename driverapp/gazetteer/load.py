"""Takes in a file of road data; the same file again changes nothing."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.gazetteer.candidate import Candidate, Point, Refused, check
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.sources import read_candidates
from driverapp.store.clock import now


@dataclass
class Taken:
    """What came of an import. `taken`: points by kind; `refused`: by reason, and for each the first point's key."""

    taken: Counter[str] = field(default_factory=Counter)
    new: int = 0
    changed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    first_refused: dict[str, str] = field(default_factory=dict)


def load_points(session: Session, path: Path) -> Taken:
    """Take in what is in order, and count the rest with its reasons. Raises `sources.UnknownFormat`."""
    result = Taken()
    known = {point.key: point for point in session.scalars(select(RoadPoint))}
    for candidate in read_candidates(path):
        point = _checked(candidate, result)
        if point is not None:
            _store(session, known, point, result)
    return result


def _checked(candidate: Candidate, result: Taken) -> Point | None:
    try:
        return check(candidate)
    except Refused as error:
        reason = str(error)
        result.refused[reason] += 1
        result.first_refused.setdefault(reason, candidate.key)
        return None


def _store(session: Session, known: dict[str, RoadPoint], point: Point, result: Taken) -> None:
    # A file may name a point twice; the last word holds, and it counts once.
    before = known.get(point.key)
    values = asdict(point)
    result.taken[PointKind(point.kind)] += 1
    if before is None:
        known[point.key] = RoadPoint(**values)
        session.add(known[point.key])
        result.new += 1
    elif any(getattr(before, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(before, name, value)
        before.updated_at = now()
        result.changed += 1
