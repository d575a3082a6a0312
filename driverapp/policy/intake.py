"""What a report may hold: one switch, `operator`, sets it (contract, "Operator's policy")."""

import math
from dataclasses import dataclass
from datetime import timedelta

from driverapp.config import Config

KM_PER_DEGREE = 111.32
COARSE_M = 1000.0


@dataclass(frozen=True)
class IntakeRules:
    """What an intake keeps of a report, and for how long it can be undone unseen."""

    text: bool
    vehicle: bool
    exact_position: bool
    photo: bool
    voice: bool
    undo: timedelta


def intake_rules(config: Config) -> IntakeRules:
    """The rules that follow from an installation's settings."""
    full, media = config.operator != "private", config.operator == "demo"
    undo = timedelta(seconds=config.undo_seconds)
    return IntakeRules(text=full, vehicle=full, exact_position=full, photo=media, voice=media, undo=undo)


def coarse_position(lat: float, lon: float) -> tuple[float, float]:
    """A position on a grid of one kilometre; near the poles, where a degree of longitude shrinks, coarser."""
    step = 1 / KM_PER_DEGREE
    coarse_lat = round(lat / step) * step
    step /= max(math.cos(math.radians(coarse_lat)), 0.01)
    return round(coarse_lat, 5), round(round(lon / step) * step, 5)
