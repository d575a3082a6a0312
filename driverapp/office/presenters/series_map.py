"""The places of a series as a drawing: neutral ground, motorways, numbered points in the order of time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import format_decimal
from flask_babel import gettext as _

WIDTH, HEIGHT, EDGE = 640.0, 360.0, 44.0
# Not nearer than this, in kilometres from edge to edge.
LEAST_KM = 4.0
KM_PER_DEGREE = 111.32
# Markers nearer than this, in the drawing's units, become one.
TOGETHER = 26.0
SCALES_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
LONGEST_SCALE = 160.0
# Between known points further apart, in kilometres, a motorway is not drawn.
LONGEST_GAP_KM = 15.0


@dataclass(frozen=True)
class Place:
    """Where a member was observed: its number in the timeline, and how exact the place is."""

    number: int
    lat: float
    lon: float
    accuracy_m: float


@dataclass(frozen=True)
class Circle:
    """How exact a place is, drawn true to scale."""

    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Marker:
    """One or several members at one place: their numbers."""

    x: float
    y: float
    label: str
    width: float


@dataclass(frozen=True)
class RoadDrawn:
    """A stretch of a motorway, with its name near the middle."""

    points: str
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Everything of the drawing, in its own units."""

    markers: Sequence[Marker]
    circles: Sequence[Circle]
    line: str
    roads: Sequence[RoadDrawn]
    scale: float
    scale_label: str
    width: float = WIDTH
    height: float = HEIGHT


class _Projection:
    """Plate carrée, true to scale in the middle: enough for a few hundred kilometres."""

    def __init__(self, places: Sequence[Place]) -> None:
        lats, lons = [each.lat for each in places], [each.lon for each in places]
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.wide = math.cos(math.radians(self.lat)) * KM_PER_DEGREE
        high_km = max((max(lats) - min(lats)) * KM_PER_DEGREE, LEAST_KM)
        wide_km = max((max(lons) - min(lons)) * self.wide, LEAST_KM)
        self.per_km = min((WIDTH - 2 * EDGE) / wide_km, (HEIGHT - 2 * EDGE) / high_km)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self.lon) * self.wide * self.per_km
        y = HEIGHT / 2 - (lat - self.lat) * KM_PER_DEGREE * self.per_km
        return round(x, 1), round(y, 1)


def draw(places: Sequence[Place], roads: dict[str, Sequence[tuple[float, float, float]]]) -> Drawing | None:
    """The drawing of places in the order of time; nothing without any. `roads`: points `(km, lat, lon)` by name."""
    if not places:
        return None
    onto = _Projection(places)
    points = [onto.at(each.lat, each.lon) for each in places]
    scale = next((km for km in reversed(SCALES_KM) if km * onto.per_km <= LONGEST_SCALE), SCALES_KM[0])
    return Drawing(
        markers=_markers(places, points),
        circles=[
            Circle(x, y, round(each.accuracy_m / 1000 * onto.per_km, 1))
            for each, (x, y) in zip(places, points, strict=True)
        ],
        line=_written(points) if len(points) > 1 else "",
        roads=[drawn for name in sorted(roads) for drawn in _road(name, roads[name], onto, points)],
        scale=round(scale * onto.per_km, 1),
        scale_label=_("%(km)s km", km=format_decimal(scale)),
    )


def _markers(places: Sequence[Place], points: Sequence[tuple[float, float]]) -> list[Marker]:
    groups: list[tuple[tuple[float, float], list[int]]] = []
    for place, point in zip(places, points, strict=True):
        near = next((group for group in groups if math.dist(group[0], point) < TOGETHER), None)
        if near:
            near[1].append(place.number)
        else:
            groups.append((point, [place.number]))
    labels = [(point, ", ".join(map(str, numbers))) for point, numbers in groups]
    return [Marker(x, y, label, max(24.0, 12.0 + 7.5 * len(label))) for (x, y), label in labels]


def _road(
    name: str,
    points: Sequence[tuple[float, float, float]],
    onto: _Projection,
    taken: Sequence[tuple[float, float]],
) -> list[RoadDrawn]:
    stretches: list[list[tuple[float, float]]] = [[]]
    last: float | None = None
    for km, lat, lon in points:
        if last is not None and km - last > LONGEST_GAP_KM:
            stretches.append([])
        stretches[-1].append(onto.at(lat, lon))
        last = km
    drawn = [_within(stretch) for stretch in stretches]
    return [RoadDrawn(_written(each), name, *_clear(each, taken)) for each in drawn if len(each) > 1]


def _clear(stretch: Sequence[tuple[float, float]], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where a name stands furthest from every point, within the drawing."""
    seen = [(x, y) for x, y in stretch if EDGE < x < WIDTH - EDGE and EDGE < y < HEIGHT - EDGE] or stretch
    between = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(seen)]
    x, y = max([*seen, *between], key=lambda at: min(math.dist(at, point) for point in taken))
    return round(x, 1), round(y, 1)


def _within(stretch: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    # A little beyond the edges, so that a motorway does not end inside the drawing.
    return [(x, y) for x, y in stretch if -WIDTH < x < 2 * WIDTH and -HEIGHT < y < 2 * HEIGHT]


def _written(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
