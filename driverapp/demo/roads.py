"""The motorways of North Rhine-Westphalia, roughly: enough to place what is invented, too little to find anything."""

import csv
import random
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
# How far beside the line a phone may stand, in degrees: some hundred metres.
BESIDE = 0.0012
# The share of a motorway's traffic, by which reports are spread.
TRAFFIC = {
    "A1": 16,
    "A2": 17,
    "A3": 18,
    "A4": 9,
    "A40": 7,
    "A42": 5,
    "A44": 6,
    "A45": 7,
    "A46": 6,
    "A57": 6,
    "A59": 3,
    "A61": 6,
}
# As signs name them: against the kilometres, and with them.
DIRECTIONS = {
    "A1": ("Bremen", "Köln"),
    "A2": ("Hannover", "Oberhausen"),
    "A3": ("Arnheim", "Frankfurt"),
    "A4": ("Aachen", "Olpe"),
    "A40": ("Venlo", "Dortmund"),
    "A42": ("Kamp-Lintfort", "Dortmund"),
    "A44": ("Dortmund", "Kassel"),
    "A45": ("Dortmund", "Frankfurt"),
    "A46": ("Heinsberg", "Wuppertal"),
    "A57": ("Nimwegen", "Köln"),
    "A59": ("Leverkusen", "Bonn"),
    "A61": ("Venlo", "Koblenz"),
}


@dataclass(frozen=True)
class RestArea:
    """A rest area with an invented name. `direction`: of the carriageway at which it lies."""

    name: str
    road: str
    direction: str
    km: float


REST_AREAS = (
    RestArea("Rastplatz Musterheide", "A1", "Köln", 311.5),
    RestArea("Rastanlage Probewald West", "A1", "Bremen", 355.2),
    RestArea("Rastplatz Beispielholz", "A1", "Köln", 402.0),
    RestArea("Rastanlage Musterwiese Nord", "A2", "Oberhausen", 346.5),
    RestArea("Rastanlage Musterwiese Süd", "A2", "Hannover", 346.8),
    RestArea("Rastplatz Ausdachtmark", "A2", "Hannover", 395.0),
    RestArea("Rastplatz Kleinmuster", "A2", "Hannover", 421.5),
    RestArea("Rastplatz Probeberg", "A2", "Oberhausen", 441.0),
    RestArea("Rastanlage Erdachtbusch", "A2", "Hannover", 461.5),
    RestArea("Rastanlage Musterbruch West", "A3", "Arnheim", 52.5),
    RestArea("Rastanlage Musterbruch Ost", "A3", "Frankfurt", 52.9),
    RestArea("Rastplatz Beispielgrund", "A3", "Frankfurt", 98.0),
    RestArea("Rastanlage Probesiek", "A3", "Arnheim", 148.0),
    RestArea("Rastplatz Musterhöhe", "A4", "Olpe", 28.5),
    RestArea("Rastanlage Ausdachttal", "A4", "Aachen", 99.0),
    RestArea("Rastplatz Probebach", "A40", "Dortmund", 28.0),
    RestArea("Rastplatz Mustersee", "A42", "Dortmund", 24.5),
    RestArea("Rastanlage Beispielbörde", "A44", "Kassel", 33.0),
    RestArea("Rastplatz Musterkamp", "A44", "Dortmund", 58.5),
    RestArea("Rastanlage Probekuppe", "A45", "Frankfurt", 44.0),
    RestArea("Rastplatz Erdachthang", "A45", "Dortmund", 85.0),
    RestArea("Rastplatz Musterfeld", "A46", "Wuppertal", 30.0),
    RestArea("Rastanlage Beispielniers", "A57", "Köln", 53.0),
    RestArea("Rastplatz Probeaue", "A59", "Bonn", 12.5),
    RestArea("Rastanlage Musterlöss", "A61", "Koblenz", 51.0),
    RestArea("Rastplatz Ausdachtrain", "A61", "Venlo", 84.0),
)


def position(road: str, km: float) -> tuple[float, float]:
    """Latitude and longitude of a kilometre of a motorway, roughly."""
    points = _lines()[road]
    after = min(max(bisect_left([point[0] for point in points], km), 1), len(points) - 1)
    (first, lat, lon), (last, other_lat, other_lon) = points[after - 1], points[after]
    along = (km - first) / (last - first)
    return lat + along * (other_lat - lat), lon + along * (other_lon - lon)


def course(road: str) -> list[tuple[float, float]]:
    """Latitudes and longitudes along a motorway, roughly."""
    return [(lat, lon) for _km, lat, lon in _lines()[road]]


def beside(rng: random.Random, place: tuple[float, float]) -> tuple[float, float]:
    """A place near another one."""
    return round(place[0] + rng.gauss(0, BESIDE), 5), round(place[1] + rng.gauss(0, BESIDE), 5)


def somewhere(rng: random.Random) -> tuple[str, float, str]:
    """A motorway, a kilometre of it and a direction."""
    road = rng.choices(list(TRAFFIC), list(TRAFFIC.values()))[0]
    points = _lines()[road]
    km = round(rng.uniform(points[0][0], points[-1][0]) * 2) / 2
    return road, km, rng.choice(DIRECTIONS[road])


@cache
def _lines() -> dict[str, list[tuple[float, float, float]]]:
    lines: dict[str, list[tuple[float, float, float]]] = {}
    with (DATA / "roads.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines.setdefault(row["road"], []).append((float(row["km"]), float(row["lat"]), float(row["lon"])))
    return lines
