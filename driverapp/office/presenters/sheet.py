"""A report's page: its fields, what was added, and the calls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.additions import Added, Teller, by_field
from driverapp.office.presenters.channels import channel_name, is_taken_down
from driverapp.office.presenters.facts import Fact, field_facts, moment_fact, place_fact, position_fact, text_fact
from driverapp.office.presenters.rows import Chip, chips
from driverapp.office.presenters.timeline import Happened, tapped
from driverapp.office.presenters.times import duration
from driverapp.office.presenters.translations import Foreign, is_needed
from driverapp.reports.foreign import FIRST, last_names
from driverapp.reports.models import EmergencyCall, Report, ReportAmendment
from driverapp.reports.original import original
from driverapp.vocabulary.channels import Channel
from driverapp.vocabulary.states import State

# Below this a difference of clocks, or a way through the network, says nothing.
WORTH_NOTING = timedelta(minutes=2)
# What is not German, by the name of its field.
ByField = Mapping[str, Foreign | None]


@dataclass(frozen=True)
class Sheet:
    """Everything that the page of a report shows, but the steps.

    `channel`: on which way it came, if not by the app; `original`: what it said before its amendments, if it has any.
    """

    title: str
    chips: Sequence[Chip]
    reference: str | None
    erased: bool
    channel: str | None
    facts: Sequence[Fact]
    original: Sequence[Fact]
    amendments: Sequence[Added]
    calls: Sequence[Happened]


def sheet(
    report: Report,
    amendments: Sequence[ReportAmendment],
    calls: Sequence[EmergencyCall],
    *,
    sites: Mapping[str, str],
    foreign: Mapping[str, Foreign],
) -> Sheet:
    """The page of a report; `sites` names sites by their slugs, `foreign` holds the texts that are not German."""
    last = last_names(amendments)
    # What the report bears now is translated where it stands first.
    apart = {of: replace(each, offered=of not in (last.text, last.place)) for of, each in foreign.items()}
    return Sheet(
        title=words.title(report),
        chips=[*chips(report), *([Chip(_("Übersetzung nötig"), "ongoing")] if is_needed(foreign) else [])],
        reference=grouped(report.reference),
        erased=report.state == State.WITHDRAWN,
        channel=channel_name(report.channel) if report.channel not in (None, Channel.APP) else None,
        facts=[fact for fact in _facts(report, sites, by_field(last, foreign)) if fact.value or fact.moment],
        original=_first(report, amendments, sites, by_field(FIRST, apart)),
        amendments=Teller(sites, report.language).tell(amendments, apart),
        calls=[tapped(each) for each in calls],
    )


def grouped(reference: str | None) -> str | None:
    """A reference in groups that the eye can follow."""
    return f"{reference[:4]} {reference[4:8]} {reference[8:]}" if reference else None


def _facts(report: Report, sites: Mapping[str, str], foreign: ByField) -> Iterator[Fact]:
    sealed: dict[str, Any] = report.sealed or {}
    yield moment_fact(_("Beobachtet"), report.observed_at)
    yield place_fact(_where(report, sealed), sites, report.language, foreign["place"])
    if report.lat is not None and report.lon is not None:
        yield position_fact(report.lat, report.lon, report.accuracy_m, report.age_s)
    yield text_fact(sealed.get("text"), report.language, foreign["text"])
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
    tapped = _("Aufgenommen") if is_taken_down(report.channel) else _("Getippt")
    return moment_fact(tapped, report.captured_at, *notes)


def _received(report: Report) -> Fact:
    notes = []
    if report.captured_at is not None and not is_taken_down(report.channel):
        late = report.received_at - report.captured_at - timedelta(seconds=report.clock_skew_s or 0)
        if late >= WORTH_NOTING:
            wait = duration(late)
            notes.append(_("%(length)s nach dem Tipp; so lange lag die Meldung auf dem Telefon.", length=wait))
    return moment_fact(_("Angekommen"), report.received_at, *notes)


def _origin(report: Report) -> Iterator[Fact]:
    yield Fact(_("Dauert an"), words.ongoing(report.ongoing))
    yield Fact(_("Zielgruppe"), words.target_group(report.target_group) or "")
    association = report.association.name if report.association else _("nicht zugeordnet")
    yield Fact(_("Verband"), association, notes=[report.site.name] if report.site else [])


def _first(
    report: Report, amendments: Sequence[ReportAmendment], sites: Mapping[str, str], foreign: ByField
) -> list[Fact]:
    told = {name: value for name, value in original(report, amendments).items() if value is not None}
    return list(field_facts(told, sites, report.language, foreign=foreign)) if amendments else []
