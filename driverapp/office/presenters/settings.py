"""The operator's settings in words: what differs between two, and all versions."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from flask_babel import gettext as _
from flask_babel import ngettext

from driverapp.office.presenters.policy import Difference, Version
from driverapp.office.presenters.times import clock
from driverapp.policy.models import SettingsVersion
from driverapp.policy.settings import Settings
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.wording import N_

LABELS = {
    "languages": N_("Sprachen der Fahrer-App"),
    "operator_name": N_("Name des Betreibers"),
    "operator_address": N_("Anschrift"),
    "contact_email": N_("E-Mail-Adresse"),
    "privacy_officer": N_("Datenschutzbeauftragte Person"),
    "supervisory_authority": N_("Beschwerde bei der Aufsicht"),
    "legal_basis": N_("Rechtsgrundlage"),
    "conciliation_body": N_("Schlichtungsstelle zur Barrierefreiheit"),
    "imprint": N_("Zusatz zum Impressum"),
    "privacy": N_("Zusatz zum Datenschutz"),
    "map_tiles": N_("Kartenbilder"),
    "sender_name": N_("Name des Absenders"),
    "escalation_minutes": N_("Eskalation nach"),
    "escalation_order": N_("Reihenfolge bei Eskalation"),
}
TEXTS = ("imprint", "privacy")


def differences(before: Settings, after: Settings, people: Mapping[int, str]) -> list[Difference]:
    """What differs between two versions; of long texts the lines that do. `people`: addresses by ids."""
    found = []
    for name, label in LABELS.items():
        if name in TEXTS:
            old, new = _changed_lines(getattr(before, name), getattr(after, name))
        else:
            old, new = _words(name, before, people), _words(name, after, people)
        if old != new:
            found.append(Difference(_(label), old or _("nichts"), new or _("nichts")))
    return found


def version_list(
    versions: Sequence[SettingsVersion], start: Settings, current: int, people: Mapping[int, str]
) -> list[Version]:
    """All versions with what each changed, the newest first; `start`: what there was before the first."""
    before = [*(each.settings for each in versions), start][1:]
    return [
        Version(
            number=each.number,
            moment=clock(each.at),
            who=people[each.actor_id],
            reason=each.reason,
            differences=differences(earlier, each.settings, people),
            is_current=each.number == current,
        )
        for each, earlier in zip(versions, before, strict=True)
    ]


def people_of(versions: Sequence[SettingsVersion]) -> set[int]:
    """Everybody who set a version or stands in its order."""
    named = (person for each in versions for person in (each.actor_id, *each.settings.escalation_order))
    return set(named)


def _words(name: str, settings: Settings, people: Mapping[int, str]) -> str:
    if name == "languages":
        left_out = [native for code, native in DRIVER_LANGUAGES.items() if code not in settings.offered]
        return _("ohne %(languages)s", languages=", ".join(left_out)) if left_out else _("alle")
    if name == "map_tiles":
        tiles = settings.map_tiles
        return f"{tiles.url} ({tiles.attribution})" if tiles else _("aus")
    if name == "escalation_minutes":
        minutes = settings.escalation_minutes
        return str(ngettext("%(num)s Minute", "%(num)s Minuten", minutes))
    if name == "escalation_order":
        return ", ".join(people.get(each, _("gelöschtes Konto")) for each in settings.escalation_order)
    return getattr(settings, name) or ""


def _changed_lines(before: str | None, after: str | None) -> tuple[str, str]:
    old, new = (before or "").splitlines(), (after or "").splitlines()
    taken: list[str] = []
    added: list[str] = []
    for tag, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            taken += old[first:last]
            added += new[begin:end]
    return " / ".join(filter(None, taken)), " / ".join(filter(None, added))
