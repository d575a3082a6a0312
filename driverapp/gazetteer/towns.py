"""The towns that ship with the app (`data/SOURCE.md` says where from)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOWNS = Path(__file__).parent / "data" / "towns.csv"
ATTRIBUTION = "GeoNames (CC BY 4.0)"
FAR = "far"


@dataclass(frozen=True)
class Town:
    """A town, by a name that no other has. `far`: only a direction on signs, never the nearest one."""

    name: str
    lat: float
    lon: float
    population: int
    far: bool


@cache
def towns() -> tuple[Town, ...]:
    """All of them, the largest of each part first."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(row["name"], float(row["lat"]), float(row["lon"]), int(row["population"]), far=row["part"] == FAR)
            for row in csv.DictReader(file)
        )
