"""Fields of a report as lines of its page, the same for the report, its original and its amendments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from driverapp.gazetteer.districts import district_at
from driverapp.office.presenters import words
from driverapp.office.presenters.places import beside, nearby
from driverapp.office.presenters.times import Moment, clock
from driverapp.office.presenters.translations import Foreign
from driverapp.vocabulary.wording import N_

# Where nothing is an answer of its own.
NOTHING = {"ongoing": lambda: words.ongoing(None), "vehicle": lambda: _("keins gesehen")}
FIELD_NAMES = {
    "category": N_("Was"),
    "target_group": N_("Zielgruppe"),
    "observed_at": N_("Beobachtet"),
    "place": N_("Ort"),
    "position": N_("Telefon"),
    "vehicle": N_("Fahrzeug"),
    "text": N_("Text"),
    "ongoing": N_("Dauert an"),
    "language": N_("Sprache"),
}


@dataclass(frozen=True)
class Fact:
    """A line of the page: its label, the value (a text or a moment), and what has to be known with it.

    `own`: the reporter's own words beside a value of ours, in the language `lang` as a value that is own words; `was`:
    what stood there before; `foreign`: the words in another language than German, with what was made of them;
    `on_map`: where a map shows it.
    """

    label: str
    value: str = ""
    moment: Moment | None = None
    notes: Sequence[str] = ()
    lang: str | None = None
    own: str = ""
    was: str | None = None
    foreign: Foreign | None = None
    on_map: str | None = None


def field_facts(
    fields: Mapping[str, Any],
    sites: Mapping[str, str],
    language: str | None,
    *,
    before: Mapping[str, Any] | None = None,
    foreign: Mapping[str, Foreign | None],
) -> Iterator[Fact]:
    """The fields of an amendment or of the original; `before`: what stood in the same fields until then.

    `foreign`: by the name of their field, what is not German.
    """
    lang = fields.get("language") or language
    for name, value in fields.items():
        if name in FIELD_NAMES:
            fact = field_fact(name, value, sites, lang)
            was = _was(fact, name, before, sites) if before is not None and name in before else None
            yield replace(fact, was=was, foreign=foreign.get(name))


def field_fact(name: str, value: Any, sites: Mapping[str, str], lang: str | None) -> Fact:
    """One field as the API names and sends it."""
    label = _(FIELD_NAMES[name])
    if value is None:
        return Fact(label, NOTHING[name]() if name in NOTHING else _("Angabe zurückgenommen"))
    facts: dict[str, Callable[[], Fact]] = {
        "place": lambda: place_fact(value, sites, lang),
        "position": lambda: position_fact(value["lat"], value["lon"], value.get("accuracy_m"), value.get("age_s")),
        "observed_at": lambda: moment_fact(label, datetime.fromisoformat(value)),
        "text": lambda: text_fact(value, lang),
        "vehicle": lambda: Fact(label, words.vehicle(value) or _("Angabe zurückgenommen")),
        "category": lambda: Fact(label, words.category(value) or ""),
        "target_group": lambda: Fact(label, words.target_group(value) or ""),
        "ongoing": lambda: Fact(label, words.ongoing(value)),
        "language": lambda: Fact(label, words.language(value) or ""),
    }
    return facts[name]()


def moment_fact(label: str, moment: datetime | None, *notes: str) -> Fact:
    """A moment."""
    return Fact(label, moment=clock(moment) if moment else None, notes=notes)


def place_fact(
    place: Mapping[str, Any], sites: Mapping[str, str], lang: str | None, foreign: Foreign | None = None
) -> Fact:
    """Where something was observed."""
    known = filter(None, (words.road(place), sites.get(place.get("site") or "")))
    text = words.place_text(place.get("text"))
    named = ", ".join(known)
    own = text if named and text else ""
    return Fact(_("Ort"), named or text or "", own=own, lang=lang if text else None, foreign=foreign)


def position_fact(lat: float, lon: float, accuracy_m: float | None, age_s: float | None) -> Fact:
    """Where the phone was, which is not where something was observed."""
    place = (lat, lon)
    district = district_at(place)
    near = filter(None, (beside(place), nearby(place), district.name if district else None))
    notes = list(dict.fromkeys(near))
    notes += [words.precision(accuracy_m, age_s), _("Ort des Telefons, nicht der Beobachtung")]
    on_map = url_for("map.show", _anchor=f"at={lat:.5f},{lon:.5f}")
    return Fact(_("Telefon"), words.coordinates(lat, lon), notes=notes, on_map=on_map)


def text_fact(text: str | None, code: str | None, foreign: Foreign | None = None) -> Fact:
    """Own words, with the language that they are in."""
    named = words.language(code)
    notes = [_("Sprache: %(language)s", language=named)] if named else []
    return Fact(_("Text"), text or "", lang=code, notes=notes, foreign=foreign)


def _was(fact: Fact, name: str, before: Mapping[str, Any], sites: Mapping[str, str]) -> str | None:
    # What was not said before has been added, not changed; what came first stands beside it.
    if before[name] is None:
        return None
    was = field_fact(name, before[name], sites, None)
    if (was.value, was.own, was.moment) == (fact.value, fact.own, fact.moment):
        return None
    return was.moment.text if was.moment else ", ".join(filter(None, (was.value, was.own)))
