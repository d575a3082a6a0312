"""Fields of a report in words, the same in a list, on its page and in its amendments."""

from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _

from driverapp.reports.models import Report
from driverapp.vocabulary.categories import CATEGORY_NAMES, Category
from driverapp.vocabulary.places import AT_THE_PHONE
from driverapp.vocabulary.states import State
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES, TargetGroup
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES
from driverapp.vocabulary.wording import N_

SHORT_STATES = {
    State.RECEIVED: N_("neu"),
    State.SEEN: N_("gelesen"),
    State.HANDED_OVER: N_("übergeben"),
    State.CLOSED: N_("abgeschlossen"),
    State.WITHDRAWN: N_("zurückgezogen"),
}


def category(value: str | None) -> str | None:
    """The name of a category; nothing for none."""
    return _(CATEGORY_NAMES[Category(value)]) if value else None


def title(report: Report) -> str:
    """What a report is about, in a few words."""
    if report.state == State.WITHDRAWN:
        return _("Zurückgezogene Meldung")
    return category(report.category) or (_("Ohne Kategorie") if report.usable else _("Nur angetippt"))


def target_group(value: str | None) -> str | None:
    """The name of a target group; nothing for none."""
    return _(TARGET_GROUP_NAMES[TargetGroup(value)]) if value else None


def language(code: str | None) -> str | None:
    """A language by its name; what we cannot name stays a code."""
    if not code:
        return None
    try:
        named = Locale.parse(code, sep="-").get_display_name(get_locale())
    except (ValueError, UnknownLocaleError):
        named = None
    return str(named or code)


def state(report: Report) -> str:
    """How far a report is, in one word."""
    return _(SHORT_STATES[State(report.state)])


def road(place: Mapping[str, Any]) -> str | None:
    """A place on a road: `A 2 Ri. Hannover, km 423,5`, as far as it is known."""
    parts = [spaced(place["road"]) if place.get("road") else None]
    if place.get("direction"):
        parts.append(_("Ri. %(direction)s", direction=place["direction"]))
    along = " ".join(filter(None, parts))
    km = _("km %(km)s", km=format_decimal(place["km"])) if place.get("km") is not None else ""
    # A number is not parted from its unit at the end of a line.
    km = km.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(filter(None, (along, km))) or None


def place_text(written: str | None) -> str | None:
    """A place in words; those that the app wrote itself are said in the reader's language."""
    if not written or not written.startswith(AT_THE_PHONE):
        return written
    return _(AT_THE_PHONE) + written.removeprefix(AT_THE_PHONE)


def coordinates(lat: float, lon: float) -> str:
    """Latitude and longitude as every map takes them."""
    return f"{lat:.5f}, {lon:.5f}"


def precision(accuracy_m: float | None, age_s: float | None) -> str:
    """How good a fix of the phone was, and how far from the tap in time."""
    near = _("auf %(metres)s m genau", metres=format_decimal(round(accuracy_m))) if accuracy_m is not None else None
    old = _("%(seconds)s s vor oder nach dem Tipp", seconds=format_decimal(round(age_s))) if age_s is not None else None
    return ", ".join(filter(None, (near, old))) or _("Genauigkeit unbekannt")


def vehicle(fields: Mapping[str, str | None]) -> str | None:
    """A vehicle: kind, colour, plate and country, as far as they are known."""
    kind = _word(VEHICLE_KIND_NAMES, fields.get("kind"))
    colour = _word(COLOUR_NAMES, fields.get("colour"))
    known = ", ".join(filter(None, (kind, colour, fields.get("plate"))))
    country = f"({fields['country']})" if fields.get("country") else None
    return " ".join(filter(None, (known, country))) or None


def ongoing(value: bool | None) -> str:
    """Whether it still goes on, as the reporter said."""
    if value is None:
        return _("weiß nicht")
    return _("ja") if value else _("nein")


def _word(names: Mapping[str, str], written: str | None) -> str | None:
    """A word of ours by its name; anything else as it was written."""
    return _(names[written]) if written is not None and written in names else written


def spaced(name: str) -> str:
    """The name of a road as it is written: `A 2`."""
    letters = name.rstrip("0123456789")
    number = name.removeprefix(letters)
    return f"{letters.strip()} {number}" if number else name
