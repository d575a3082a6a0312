"""One item of guidance: the version that is looked at, its languages, who agreed, and which steps are possible."""

from dataclasses import dataclass
from itertools import pairwise

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.difference import Change, Line, difference
from driverapp.guidance.digest import stale_languages, text_in
from driverapp.guidance.models import GuidanceAgreement, GuidanceItem, GuidanceVersion
from driverapp.guidance.parties import POLICE, Party, standing
from driverapp.guidance.write import OPEN
from driverapp.office.presenters.guidance_words import (
    GROUP_NAMES,
    KIND_NAMES,
    VERSION_STATE_NAMES,
    has_ended,
    party_name,
)
from driverapp.office.presenters.times import Moment, clock, day
from driverapp.store.clock import local_day
from driverapp.vocabulary.guidance import GuidanceKind, VersionState
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE


@dataclass(frozen=True)
class LanguageTab:
    """A language of a version and how its text stands: `there`, `stale` or `missing`."""

    code: str
    name: str
    state: str


@dataclass(frozen=True)
class Agreement:
    """A party, and who agreed for it, if somebody did."""

    party: str
    who: str
    office: str
    moment: Moment | None
    declared: bool


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of an item's versions."""

    number: int
    state: str
    when: str


def heading(item: GuidanceItem, version: GuidanceVersion) -> str:
    """An item's German title in a version; its slug before there is one."""
    text = text_in(version, SOURCE)
    return text.title if text else item.slug


def facts(version: GuidanceVersion) -> list[tuple[str, str]]:
    """What an item is besides its texts: label and value."""
    item = version.item
    until = day(version.valid_until) if version.valid_until else ""
    if until and has_ended(version):
        until = _("%(day)s, vorbei", day=until)
    every = [
        (_("Art"), _(KIND_NAMES[GuidanceKind(item.kind)])),
        (_("Für"), _(GROUP_NAMES[item.target_group])),
        (_("Gebiet"), item.region or ""),
        (_("Straße"), item.road or ""),
        (_("Gilt bis"), until or _("ohne Ende")),
    ]
    return [(label, value) for label, value in every if value]


def state_words(version: GuidanceVersion) -> str:
    """How a version stands, in a word or two."""
    if version.starter and version.state == VersionState.DRAFT:
        return _("Startinhalt, noch nicht abgestimmt")
    return _(VERSION_STATE_NAMES[VersionState(version.state)])


def language_tabs(version: GuidanceVersion) -> list[LanguageTab]:
    """Every language of the readers, by its own name."""
    stale = stale_languages(version)
    return [LanguageTab(code, name, _text_state(version, code, stale)) for code, name in DRIVER_LANGUAGES.items()]


def agreements(session: Session, version: GuidanceVersion) -> list[Agreement]:
    """Who has to agree, or once it was published, who agreed."""
    if version.state in OPEN:
        return [_agreement(each.party, each.agreement) for each in standing(session, version)]
    return [_agreement(_party(each), each) for each in version.agreements]


def version_lines(item: GuidanceItem) -> list[VersionLine]:
    """All versions, the latest first."""
    return [VersionLine(each.number, state_words(each), _when(each)) for each in item.versions]


def earlier(version: GuidanceVersion) -> GuidanceVersion | None:
    """The version before."""
    return next((each for each in version.item.versions if each.number < version.number), None)


def changes(version: GuidanceVersion, language: str) -> list[Line]:
    """What changed in a language since the version before; empty where nothing did, or where there is none before."""
    before = earlier(version)
    return nearby(difference(before, version, language)) if before else []


def nearby(lines: list[Line]) -> list[Line]:
    """The lines that changed, each with its neighbours; what lies between is a line of three dots."""
    changed = {place for place, each in enumerate(lines) if each.change is not Change.KEPT}
    near = [place for place in range(len(lines)) if changed & {place - 1, place, place + 1}]
    found: list[Line] = []
    for before, place in pairwise([-1, *near]):
        gap = [Line(Change.KEPT, "…")] if place > before + 1 else []
        found += [*gap, lines[place]]
    return found


def _text_state(version: GuidanceVersion, code: str, stale: list[str]) -> str:
    if text_in(version, code) is None:
        return "missing"
    return "stale" if code in stale else "there"


def _party(agreement: GuidanceAgreement) -> Party:
    found = agreement.association
    return Party(found.id, found.name) if found else POLICE


def _agreement(party: Party, given: GuidanceAgreement | None) -> Agreement:
    if given is None:
        return Agreement(party_name(party), "", "", None, declared=False)
    return Agreement(party_name(party), given.person.email, given.office, clock(given.at), given.secrecy_declared)


def _when(version: GuidanceVersion) -> str:
    moment = version.recalled_at or version.published_at or version.proposed_at or version.created_at
    return day(local_day(moment))
