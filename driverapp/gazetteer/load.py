"""Takes in a file of road data or districts; the same file again changes nothing."""

from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.gazetteer.candidate import Candidate, Point, Refused, check, one_line
from driverapp.gazetteer.load_districts import load_districts
from driverapp.gazetteer.models import PointKind, RoadPoint
from driverapp.gazetteer.sources import read_file
from driverapp.gazetteer.taken import Taken


def load_file(session: Session, path: Path, attribution: str | None = None) -> Taken:
    """Take in what is in order, and count the rest with its reasons. Raises `sources.UnknownFormat`.

    `attribution`: whom the map has to name for districts; without it what the file says of that.
    """
    result, found = Taken(), read_file(path)
    known = {point.key: point for point in session.scalars(select(RoadPoint))}
    for candidate in found.points:
        point = _checked(candidate, result)
        if point is not None:
            _store(session, known, point, result)
    load_districts(session, found.districts, one_line(attribution) or found.attribution, result)
    return result


def _checked(candidate: Candidate, result: Taken) -> Point | None:
    try:
        return check(candidate)
    except Refused as error:
        result.refuse(str(error), candidate.key)
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
    else:
        result.overwrite(before, values)
