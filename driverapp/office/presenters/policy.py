"""The policy in words: its fields and their defaults, what differs between two, and what the reporter will read."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.policy.choices import HOURS_A_DAY, Choices, Operator, bounds
from driverapp.policy.models import PolicyVersion
from driverapp.policy.resolve import DEFAULTS, Policy, resolve
from driverapp.policy.words import (
    Term,
    content_terms,
    days,
    fields_sentence,
    hours,
    months,
    nobody_reads_sentence,
    other_terms,
    position_sentence,
    readers_sentence,
    reading_hours_sentence,
)
from driverapp.vocabulary.wording import N_

OPERATOR_NAMES = {
    Operator.POLICE: N_("Polizei"),
    Operator.PRIVATE: N_("privater Träger"),
    Operator.DEMO: N_("Vorführung"),
}
WITHOUT_EFFECT = N_("Heute noch ohne Wirkung: Die App kann es noch nicht.")


@dataclass(frozen=True)
class Entry:
    """A field of the policy: its name, its label, and what else there is to know."""

    name: str
    label: str
    hint: str = ""


GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        N_("Was eine Meldung enthalten darf"),
        (
            Entry("text", N_("Text")),
            Entry("vehicle", N_("Fahrzeug und Kennzeichen")),
            Entry("photo", N_("Fotos von Fahrzeugen und Gegenständen")),
            Entry("voice", N_("Sprachnotizen mit eigenen Worten")),
            Entry(
                "exact_position_days", N_("Genauer Standort, in Tagen"), N_("0 = nie: nur auf 1 Kilometer gerundet.")
            ),
        ),
    ),
    (
        N_("Wie lange der Inhalt einer Meldung bleibt"),
        (
            Entry("tap_hours", N_("Nur getippt, in Stunden")),
            Entry("unread_alarm_hours", N_("Ungelesen: Warnung nach Stunden"), WITHOUT_EFFECT),
            Entry("unread_days", N_("Ungelesen, in Tagen")),
            Entry("seen_days", N_("Gelesen, in Tagen"), N_("Ab dem letzten Schritt.")),
            Entry("handed_over_days", N_("An die Polizei übergeben, in Tagen"), N_("Ab der Übergabe.")),
            Entry("closed_days", N_("Abgeschlossen, in Tagen"), N_("Ab dem Abschluss.")),
            Entry("hold_days", N_("Mit Aktenzeichen festgehalten, in Tagen"), WITHOUT_EFFECT),
        ),
    ),
    (
        N_("Wie lange anderes bleibt"),
        (
            Entry("media_days", N_("Fotos und Sprachnotizen, in Tagen")),
            Entry("call_days", N_("Angetippte Notrufe, in Tagen")),
            Entry("audit_months", N_("Protokoll der Zugriffe, in Monaten")),
        ),
    ),
    (
        N_("Weiteres"),
        (
            Entry("undo_seconds", N_("Rückgängig, in Sekunden"), N_("So lange sieht das Büro eine Meldung nicht.")),
            Entry("linking", N_("Ähnliche Meldungen verknüpfen"), WITHOUT_EFFECT),
            Entry(
                "starter_content",
                N_("Mitgelieferte Checklisten zeigen"),
                N_("Solange ihnen noch niemand zugestimmt hat."),
            ),
        ),
    ),
)
LABELS = {entry.name: entry.label for _title, entries in GROUPS for entry in entries}


@dataclass(frozen=True)
class Difference:
    """A field that differs: what it was, and what it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """What the reporter will read and miss under a policy, in the language of the page."""

    start: str
    after_tap: str
    privacy: list[str]
    content_terms: list[Term]
    other_terms: list[Term]
    absent: list[str]


@dataclass(frozen=True)
class Version:
    """A line of the list of versions."""

    number: int
    moment: Moment
    who: str
    reason: str | None
    differences: list[Difference]


def is_switch(name: str) -> bool:
    """Whether a field is on or off; else it is a number."""
    return isinstance(getattr(DEFAULTS[Operator.POLICE], name), bool)


def field_hint(entry: Entry) -> str:
    """What stands below a field's label: what it means, its bounds, and its defaults."""
    said = [_(entry.hint)] if entry.hint else []
    if not is_switch(entry.name):
        least, most = bounds(entry.name)
        said.append(_("Möglich: %(least)s bis %(most)s.", least=least, most=most))
    return " ".join([*said, _defaults(entry.name)])


def default_option(name: str, operator: str) -> str:
    """The choice to follow the switch, with what that is now; an operator that there is not has the first one's."""
    policy = DEFAULTS[Operator(operator) if operator in set(Operator) else Operator.POLICE]
    return _("Vorgabe des Schalters (%(value)s)", value=_value(name, policy))


def differences(before: Choices, after: Choices) -> list[Difference]:
    """What differs between two sets of choices."""
    names = (("operator", N_("Betreiber")), *LABELS.items(), ("reading_hours", N_("Lesezeiten")))
    return [
        Difference(_(label), _chosen(name, before), _chosen(name, after))
        for name, label in names
        if _chosen(name, before) != _chosen(name, after)
    ]


def shown(policy: Policy) -> Shown:
    """What the reporter will read."""
    absent = {
        N_("das Feld für Text"): policy.text,
        N_("die Fragen nach Fahrzeug und Kennzeichen"): policy.vehicle,
        N_("Fotos"): policy.photo,
        N_("Sprachnotizen"): policy.voice,
    }
    return Shown(
        start=reading_hours_sentence(policy.reading_hours),
        after_tap=nobody_reads_sentence(policy.reading_hours),
        privacy=[readers_sentence(policy), fields_sentence(policy), position_sentence(policy)],
        content_terms=content_terms(policy),
        other_terms=other_terms(policy),
        absent=[_(words) for words, there in absent.items() if not there],
    )


def version_list(versions: Sequence[tuple[PolicyVersion, str]], start: Choices) -> list[Version]:
    """All versions with what each changed, the newest first; `start`: what there was before the first."""
    before = [*(each.choices for each, _email in versions), start][1:]
    return [
        Version(each.number, clock(each.at), email, each.reason, differences(earlier, each.choices))
        for (each, email), earlier in zip(versions, before, strict=True)
    ]


def _defaults(name: str) -> str:
    values = {operator: _value(name, policy) for operator, policy in DEFAULTS.items()}
    if len(set(values.values())) == 1:
        return _("Vorgabe: %(value)s.", value=values[Operator.POLICE])
    return _(
        "Vorgabe: Polizei %(police)s, privat %(private)s, Vorführung %(demo)s.",
        **{operator.value: value for operator, value in values.items()},
    )


def _chosen(name: str, choices: Choices) -> str:
    if name == "operator":
        return _(OPERATOR_NAMES[choices.operator])
    value = _value(name, resolve(choices))
    if name == "reading_hours" or getattr(choices, name) is not None:
        return value
    return _("Vorgabe (%(value)s)", value=value)


def _value(name: str, policy: Policy) -> str:
    value = getattr(policy, name)
    if name == "reading_hours":
        return _hours(value)
    if isinstance(value, bool):
        return _("an") if value else _("aus")
    if name == "exact_position_days" and not value:
        return _("nie")
    unit = name.rpartition("_")[2]
    return {"days": days, "hours": hours, "months": months}.get(unit, _seconds)(value)


def _seconds(number: int) -> str:
    return _("%(count)s s", count=number)


def _hours(value: tuple[int, int] | None) -> str:
    if value is None:
        return _("nicht rund um die Uhr")
    if value == (0, HOURS_A_DAY):
        return _("rund um die Uhr")
    return _("%(first)s bis %(last)s Uhr", first=value[0], last=value[1])
