"""The reports of the map as points, and how many of a list it cannot show."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.gazetteer.roads import LatLon
from driverapp.office.presenters import words
from driverapp.office.presenters.places import Where
from driverapp.reports.models import Report
from driverapp.reports.on_map import MOST, OnMap
from driverapp.vocabulary.states import State

# Coordinates of five decimals are about a metre.
DECIMALS = 5


def points(
    reports: Sequence[Report], place_of: Callable[[Report], Where], unread: Collection[UUID]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The reports that have a place as points of a map, and of how many others the place is named or unknown.

    Nothing in a point is sealed content. `place`: the observed one in words; `at`: where it stands;
    `observed`: whether something was observed there; `phone`: where the phone was, and within which radius in metres.
    """
    found: list[dict[str, Any]] = []
    others = {"named": 0, "unknown": 0}
    states: dict[str, str] = {}
    for report in reports:
        place = place_of(report)
        if place.shown is None:
            others["named" if place.named or report.road else "unknown"] += 1
            continue
        state = states.setdefault(report.state, words.state(report))
        found.append(_point(report, place, place.shown, state) | {"unread": report.id in unread})
    return found, others


def counts(shown: OnMap, placed: int, others: Mapping[str, int]) -> list[str]:
    """What the map shows and what it cannot show, in words."""
    told = [ngettext("%(count)s auf der Karte", "%(count)s auf der Karte", placed, count=format_decimal(placed))]
    if others["unknown"]:
        told.append(_("%(count)s ohne Ort", count=format_decimal(others["unknown"])))
    if others["named"]:
        told.append(_("%(count)s mit einem Ort nur in Worten", count=format_decimal(others["named"])))
    if shown.more:
        told.append(_("nur die ersten %(count)s der Liste; filtern Sie enger", count=format_decimal(MOST)))
    return told


def _point(report: Report, place: Where, at: LatLon, state: str) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "title": words.title(report),
        "place": place.named or "",
        "state": state,
        "ongoing": bool(report.ongoing) and report.state in (State.RECEIVED, State.SEEN),
        "observed": place.observed is not None,
        "at": _fine(at),
        "phone": [*_fine(place.phone), round(report.accuracy_m or 0)] if place.phone else None,
    }


def _fine(place: LatLon) -> list[float]:
    return [round(place[0], DECIMALS), round(place[1], DECIMALS)]
