"""What an intake takes of a report, as the policy says."""

import math
from dataclasses import dataclass
from datetime import timedelta

from driverapp.policy.resolve import Policy

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


def intake_rules(policy: Policy) -> IntakeRules:
    """The rules that follow from a policy."""
    return IntakeRules(
        text=policy.text,
        vehicle=policy.vehicle,
        exact_position=policy.exact_position_days > 0,
        photo=policy.photo,
        voice=policy.voice,
        undo=timedelta(seconds=policy.undo_seconds),
    )


def coarse_position(lat: float, lon: float) -> tuple[float, float]:
    """A position on a grid of one kilometre; near the poles, where a degree of longitude shrinks, coarser."""
    step = 1 / KM_PER_DEGREE
    coarse_lat = round(lat / step) * step
    step /= max(math.cos(math.radians(coarse_lat)), 0.01)
    return round(coarse_lat, 5), round(round(lon / step) * step, 5)
