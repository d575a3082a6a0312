"""Takes in the districts of a file; the same file again changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.gazetteer.candidate import Refused
from driverapp.gazetteer.models import District
from driverapp.gazetteer.outline import Outline, check_outline, enclosing, key_of
from driverapp.gazetteer.simplify import simplified
from driverapp.gazetteer.taken import DISTRICT, Taken


def load_districts(
    session: Session, features: Sequence[dict[str, Any]], attribution: str | None, result: Taken
) -> None:
    """Take in what is in order, and count the rest with its reasons.

    A file that names districts names them all: those that it does not are taken away, unless it has faults.
    """
    found = _simple(_joined(_checked(features, attribution, result)))
    known = {each.key: each for each in session.scalars(select(District))}
    for outline in found:
        _store(session, known.pop(outline.key, None), outline, result)
    if found and not result.refused:
        for each in known.values():
            session.delete(each)
            result.removed += 1


def _checked(features: Iterable[dict[str, Any]], attribution: str | None, result: Taken) -> Iterator[Outline]:
    for feature in features:
        try:
            yield check_outline(feature, attribution)
        except Refused as error:
            result.refuse(str(error), key_of(feature) or "")


def _joined(outlines: Iterable[Outline]) -> list[Outline]:
    """One of each key: a file may name an island apart."""
    found: dict[str, Outline] = {}
    for each in outlines:
        before = found.get(each.key)
        parts = [*before.polygons, *each.polygons] if before else each.polygons
        first = before or each
        found[each.key] = Outline(first.key, first.name, parts, first.attribution)
    return list(found.values())


def _simple(outlines: Sequence[Outline]) -> list[Outline]:
    rings = iter(simplified([ring for each in outlines for polygon in each.polygons for ring in polygon]))
    drawn = [[[next(rings) for _ in polygon] for polygon in each.polygons] for each in outlines]
    return [
        Outline(each.key, each.name, enclosing(polygons) or each.polygons, each.attribution)
        for each, polygons in zip(outlines, drawn, strict=True)
    ]


def _store(session: Session, before: District | None, outline: Outline, result: Taken) -> None:
    # As they come back from the store.
    polygons = [[[list(place) for place in ring] for ring in polygon] for polygon in outline.polygons]
    values = {"name": outline.name, "polygons": polygons, "attribution": outline.attribution}
    result.taken[DISTRICT] += 1
    result.unattributed += outline.attribution is None
    if before is None:
        session.add(District(key=outline.key, **values))
        result.new += 1
    else:
        result.overwrite(before, values)
