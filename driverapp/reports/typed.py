"""What people type into forms, as values: moments of Berlin, kilometres, coordinates."""

import re
from datetime import datetime

from driverapp.store.clock import BERLIN

# Browsers without a field for a moment show a plain one, in which people write as they are used to.
WRITTEN = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M")
KILOMETRE = re.compile(r"\d{1,4}([.,]\d{1,3})?", re.ASCII)
COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?)[,;\s]\s*(-?\d{1,3}(?:\.\d{1,8})?)", re.ASCII)


def read_moment(typed: str) -> datetime:
    """A day and a time in Berlin. Raises `ValueError`."""
    for form in WRITTEN:
        try:
            return datetime.strptime(typed.strip(), form).replace(tzinfo=BERLIN)
        except ValueError:
            continue
    raise ValueError("no moment that we can read")


def read_kilometre(typed: str) -> float | None:
    """The kilometre of a motorway; nothing for nothing. Raises `ValueError`."""
    if not typed.strip():
        return None
    if not KILOMETRE.fullmatch(typed.strip()):
        raise ValueError("no kilometre that we can read")
    return float(typed.strip().replace(",", "."))


def read_coordinates(typed: str) -> tuple[float, float] | None:
    """Latitude and longitude as maps give them, with points; nothing for nothing. Raises `ValueError`."""
    if not typed.strip():
        return None
    found = COORDINATES.fullmatch(typed.strip())
    if found is None:
        raise ValueError("no coordinates that we can read")
    return float(found[1]), float(found[2])
