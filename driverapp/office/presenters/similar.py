"""Suggestions for a report in words: each reason with its points, the score as a word and a number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.rows import Chip, chips, place_in_the_open
from driverapp.office.presenters.times import Moment, clock, duration
from driverapp.reports.likeness import Why
from driverapp.reports.similar import Suggestion
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES
from driverapp.vocabulary.wording import N_

# From how many points on a score has this word.
SCORE_WORDS = ((70, N_("sehr ähnlich")), (50, N_("ähnlich")), (0, N_("vielleicht")))


@dataclass(frozen=True)
class ReasonLine:
    """A reason in words, its points with their sign, and whether it speaks against."""

    words: str
    points: str
    against: bool


@dataclass(frozen=True)
class Suggested:
    """A suggestion: what stands in the open of its report, why it is one, and in which series it is."""

    id: str
    title: str
    place: str
    observed: Moment | None
    chips: Sequence[Chip]
    score: int
    word: str
    reasons: Sequence[ReasonLine]
    series_id: int
    stand: str


def suggested(found: Suggestion, series_id: int, stand: str, sites: Mapping[str, str]) -> Suggested:
    """One suggestion. `series_id`: 0 for none; `stand`: how the report stood, for who links; `sites`: their names."""
    report = found.report
    return Suggested(
        id=str(report.id),
        title=words.title(report),
        place=place_in_the_open(report, sites) or _("siehe Meldung"),
        observed=clock(report.observed_at) if report.observed_at else None,
        chips=chips(report),
        score=found.likeness.score,
        word=score_word(found.likeness.score),
        reasons=reason_lines([[each.why, each.points, each.values] for each in found.likeness.reasons]),
        series_id=series_id,
        stand=stand,
    )


def score_word(score: int) -> str:
    """A score in a word."""
    return next(_(word) for least, word in SCORE_WORDS if score >= least)


def reason_lines(reasons: Sequence[Sequence[Any]]) -> list[ReasonLine]:
    """Reasons in words, as they were found or as a series keeps them: `[why, points, values]` each."""
    return [_line(Why(why), points, values) for why, points, values in reasons]


def _line(why: Why, points: int, values: Mapping[str, Any]) -> ReasonLine:
    told: dict[Why, Callable[[Mapping[str, Any]], str]] = {
        Why.PLATE: _plate,
        Why.PLATE_DIFFERS: lambda _values: _("Kennzeichen widerspricht in einem lesbaren Zeichen"),
        Why.TOGETHER: _together,
        Why.REPEATED: _repeated,
        Why.TRAVEL: _travel,
        Why.SAME_ROAD: lambda given: _("beide an der %(road)s", road=words.road({"road": given["road"]})),
        Why.CATEGORY: lambda given: _("gleiche Kategorie: %(name)s", name=words.category(given["category"])),
        Why.KIND: lambda given: _same(given, VEHICLE_KIND_NAMES),
        Why.KIND_DIFFERS: lambda given: _("anderes Fahrzeug: %(names)s", names=_both(given, VEHICLE_KIND_NAMES)),
        Why.COLOUR: lambda given: _same(given, COLOUR_NAMES),
        Why.COLOUR_DIFFERS: lambda given: _("andere Farbe: %(names)s", names=_both(given, COLOUR_NAMES)),
    }
    sign = "+" if points >= 0 else "−"
    return ReasonLine(told[why](values), f"{sign}{abs(points)}", points < 0)


def _plate(values: Mapping[str, Any]) -> str:
    return _("Kennzeichen passt in %(matched)s von %(length)s Zeichen", **_pick(values, "matched", "length"))


def _together(values: Mapping[str, Any]) -> str:
    if not values["minutes"]:
        return _("am selben Ort zur selben Zeit")
    return _("am selben Ort, %(time)s auseinander", time=_time(values["minutes"]))


def _repeated(values: Mapping[str, Any]) -> str:
    days = ngettext("einen Tag auseinander", "%(num)s Tage auseinander", values["days"])
    if values["same_hour"]:
        return _("am selben Ort, %(days)s, zu ähnlicher Uhrzeit", days=days)
    return _("am selben Ort, %(days)s", days=days)


def _travel(values: Mapping[str, Any]) -> str:
    way = {"km": format_decimal(values["km"]), "time": _time(values["minutes"])}
    if values["kmh"] is None:
        return _("%(km)s km in %(time)s: nur möglich, weil der Ort ungenau ist", **way)
    way["kmh"] = format_decimal(values["kmh"])
    if values["onward"] is None:
        return _("%(km)s km in %(time)s, das sind %(kmh)s km/h", **way)
    if values["onward"]:
        return _("%(km)s km in %(time)s, das sind %(kmh)s km/h in Fahrtrichtung %(to)s", to=values["to"], **way)
    return _("%(km)s km in %(time)s, aber gegen die Fahrtrichtung %(to)s", to=values["to"], **way)


def _same(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if names is VEHICLE_KIND_NAMES:
        same, alike = _("gleiche Fahrzeugart: %(names)s"), _("ähnliche Fahrzeugart: %(names)s")
    else:
        same, alike = _("gleiche Farbe: %(names)s"), _("ähnliche Farbe: %(names)s")
    if values["one"] == values["other"]:
        return same % {"names": _name(names, values["one"])}
    return alike % {"names": _both(values, names)}


def _both(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return _("%(one)s und %(other)s", one=_name(names, values["one"]), other=_name(names, values["other"]))


def _name(names: Mapping[str, str], written: str) -> str:
    return _(names[written]) if written in names else written


def _time(minutes: int) -> str:
    return duration(timedelta(minutes=minutes))


def _pick(values: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: str(values[name]) for name in names}
