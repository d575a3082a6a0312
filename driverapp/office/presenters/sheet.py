"""A report's page: its fields, what was added, and the calls."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.rows import Chip, chips
from driverapp.office.presenters.timeline import Happened, tapped
from driverapp.office.presenters.times import Moment, clock, duration
from driverapp.reports.models import EmergencyCall, Report, ReportAmendment
from driverapp.vocabulary.states import State
from driverapp.vocabulary.wording import N_

# Below this a difference of clocks, or a way through the network, says nothing.
WORTH_NOTING = timedelta(minutes=2)
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
    """A line of the page: its label, the value (a text or a moment), and what has to be known with it."""

    label: str
    value: str = ""
    moment: Moment | None = None
    notes: Sequence[str] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Added:
    """What the reporter added at a moment."""

    moment: Moment
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Sheet:
    """Everything that the page of a report shows, but the steps."""

    title: str
    chips: Sequence[Chip]
    reference: str | None
    erased: bool
    facts: Sequence[Fact]
    amendments: Sequence[Added]
    calls: Sequence[Happened]


def sheet(
    report: Report,
    amendments: Sequence[ReportAmendment],
    calls: Sequence[EmergencyCall],
    sites: Mapping[str, str],
) -> Sheet:
    """The page of a report; `sites` names sites by their slugs."""
    return Sheet(
        title=words.title(report),
        chips=chips(report),
        reference=grouped(report.reference),
        erased=report.state == State.WITHDRAWN,
        facts=[fact for fact in _facts(report, sites) if fact.value or fact.moment],
        amendments=[_addition(each, sites, report.language) for each in amendments],
        calls=[tapped(each) for each in calls],
    )


def grouped(reference: str | None) -> str | None:
    """A reference in groups that the eye can follow."""
    return f"{reference[:4]} {reference[4:8]} {reference[8:]}" if reference else None


def _facts(report: Report, sites: Mapping[str, str]) -> Iterator[Fact]:
    sealed: dict[str, Any] = report.sealed or {}
    yield _moment(_("Beobachtet"), report.observed_at)
    yield _place(_where(report, sealed), sites, report.language)
    if report.lat is not None and report.lon is not None:
        yield _position(report.lat, report.lon, report.accuracy_m, report.age_s)
    yield _text(sealed.get("text"), report.language)
    yield Fact(_("Fahrzeug"), words.vehicle(sealed.get("vehicle") or {}) or "")
    yield _captured(report)
    yield _received(report)
    if report.state != State.WITHDRAWN:
        yield from _origin(report)


def _where(report: Report, sealed: Mapping[str, Any]) -> dict[str, Any]:
    road = report.road or sealed.get("road")
    place = {"road": road, "direction": sealed.get("direction"), "text": sealed.get("place_text")}
    return place | {"km": report.km, "site": report.place_site}


def _captured(report: Report) -> Fact:
    skew = timedelta(seconds=report.clock_skew_s or 0)
    notes = []
    if skew >= WORTH_NOTING:
        notes.append(_("Die Uhr des Telefons geht %(length)s nach.", length=duration(skew)))
    elif skew <= -WORTH_NOTING:
        notes.append(_("Die Uhr des Telefons geht %(length)s vor.", length=duration(-skew)))
    return _moment(_("Getippt"), report.captured_at, *notes)


def _received(report: Report) -> Fact:
    notes = []
    if report.captured_at is not None:
        late = report.received_at - report.captured_at - timedelta(seconds=report.clock_skew_s or 0)
        if late >= WORTH_NOTING:
            wait = duration(late)
            notes.append(_("%(length)s nach dem Tipp; so lange lag die Meldung auf dem Telefon.", length=wait))
    return _moment(_("Angekommen"), report.received_at, *notes)


def _origin(report: Report) -> Iterator[Fact]:
    yield Fact(_("Dauert an"), words.ongoing(report.ongoing))
    yield Fact(_("Zielgruppe"), words.target_group(report.target_group) or "")
    association = report.association.name if report.association else _("nicht zugeordnet")
    yield Fact(_("Verband"), association, notes=[report.site.name] if report.site else [])


def _addition(amendment: ReportAmendment, sites: Mapping[str, str], language: str | None) -> Added:
    return Added(clock(amendment.received_at), list(_added(amendment.fields, sites, language)))


def _added(fields: Mapping[str, Any], sites: Mapping[str, str], language: str | None) -> Iterator[Fact]:
    lang = fields.get("language") or language
    for name, value in fields.items():
        if name in FIELD_NAMES:
            yield _added_fact(name, value, sites, lang)


def _added_fact(name: str, value: Any, sites: Mapping[str, str], lang: str | None) -> Fact:
    label = _(FIELD_NAMES[name])
    if value is None:
        return Fact(label, NOTHING[name]() if name in NOTHING else _("Angabe zurückgenommen"))
    facts: dict[str, Callable[[], Fact]] = {
        "place": lambda: _place(value, sites, lang),
        "position": lambda: _position(value["lat"], value["lon"], value.get("accuracy_m"), value.get("age_s")),
        "observed_at": lambda: _moment(label, datetime.fromisoformat(value)),
        "text": lambda: _text(value, lang),
        "vehicle": lambda: Fact(label, words.vehicle(value) or _("Angabe zurückgenommen")),
        "category": lambda: Fact(label, words.category(value) or ""),
        "target_group": lambda: Fact(label, words.target_group(value) or ""),
        "ongoing": lambda: Fact(label, words.ongoing(value)),
        "language": lambda: Fact(label, words.language(value) or ""),
    }
    return facts[name]()


def _moment(label: str, moment: datetime | None, *notes: str) -> Fact:
    return Fact(label, moment=clock(moment) if moment else None, notes=notes)


def _place(place: Mapping[str, Any], sites: Mapping[str, str], lang: str | None) -> Fact:
    known = filter(None, (words.road(place), sites.get(place.get("site") or "")))
    text = words.place_text(place.get("text"))
    named = ", ".join(known)
    return Fact(_("Ort"), named or text or "", notes=[text] if named and text else [], lang=lang)


def _position(lat: float, lon: float, accuracy_m: float | None, age_s: float | None) -> Fact:
    note = words.precision(accuracy_m, age_s)
    return Fact(_("Telefon"), words.coordinates(lat, lon), notes=[note, _("Ort des Telefons, nicht der Beobachtung")])


def _text(text: str | None, code: str | None) -> Fact:
    named = words.language(code)
    return Fact(_("Text"), text or "", lang=code, notes=[_("Sprache: %(language)s", language=named)] if named else [])
