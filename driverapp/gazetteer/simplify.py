"""Outlines with fewer bends, for a map: a border that two districts share stays the same on both sides."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import hypot

from driverapp.gazetteer.outline import Place, Ring

# Degrees of latitude, some 30 metres: less than a pixel wherever whole districts are seen.
TOLERANCE = 0.0003
# A degree of longitude beside one of latitude, at 51 degrees north.
FLAT = 0.63
# At a bend a border goes on; where three go, borders meet.
BOTH_WAYS = 2


def simplified(rings: Sequence[Ring]) -> list[Ring]:
    """Closed rings without the bends that nobody sees, in their order (Douglas and Peucker, between corners)."""
    corners = _corners(rings)
    return [_simple(ring, corners) for ring in rings]


def _corners(rings: Sequence[Ring]) -> set[Place]:
    """Where borders meet: what two rings share runs from one of these to the next."""
    beside: defaultdict[Place, set[Place]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            beside[one].add(other)
            beside[other].add(one)
    return {place for place, others in beside.items() if len(others) > BOTH_WAYS}


def _simple(ring: Ring, corners: Collection[Place]) -> Ring:
    found = []
    for border in _borders(ring, corners):
        found += _thinned(border)[:-1]
    return [*found, found[0]]


def _borders(ring: Ring, corners: Collection[Place]) -> Iterator[Ring]:
    """The ring from corner to corner; one without any is a whole, from the same place on wherever it was begun."""
    cuts = [index for index, place in enumerate(ring[:-1]) if place in corners] or [ring.index(min(ring))]
    for first, last in pairwise([*cuts, cuts[0] + len(ring) - 1]):
        yield [ring[index % (len(ring) - 1)] for index in range(first, last + 1)]


def _thinned(border: Ring) -> Ring:
    # Begun at either end it has to come out the same.
    line = min(border, border[::-1])
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        between = ((_away(line[index], line[first], line[last]), index) for index in range(first + 1, last))
        away, furthest = max(between, default=(0.0, 0))
        if away > TOLERANCE:
            kept.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    thin = [line[index] for index in sorted(kept)]
    return thin if line == border else thin[::-1]


def _away(place: Place, first: Place, last: Place) -> float:
    """How far a place lies from the straight line between two others."""
    (y, x), (high, wide) = _from(first, place), _from(first, last)
    length = high * high + wide * wide
    share = min(max((y * high + x * wide) / length, 0.0), 1.0) if length else 0.0
    return hypot(y - share * high, x - share * wide)


def _from(start: Place, place: Place) -> tuple[float, float]:
    return place[0] - start[0], (place[1] - start[1]) * FLAT
