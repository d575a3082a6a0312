"""The policy in words: what differs between two, what the reporter will read, and all versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.policy_fields import LABELS, OPERATOR_NAMES, value_words
from driverapp.office.presenters.times import Moment, clock
from driverapp.policy.choices import Choices
from driverapp.policy.models import PolicyVersion
from driverapp.policy.resolve import Policy, resolve
from driverapp.policy.words import (
    Term,
    content_terms,
    fields_sentence,
    nobody_reads_sentence,
    other_terms,
    position_sentence,
    readers_sentence,
    reading_hours_sentence,
)
from driverapp.vocabulary.wording import N_


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
    """A line of the list of versions. `is_current`: it is in force, where the list says so."""

    number: int
    moment: Moment
    who: str
    reason: str | None
    differences: list[Difference]
    is_current: bool = False


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


def _chosen(name: str, choices: Choices) -> str:
    if name == "operator":
        return _(OPERATOR_NAMES[choices.operator])
    value = value_words(name, resolve(choices))
    if name == "reading_hours" or getattr(choices, name) is not None:
        return value
    return _("Vorgabe (%(value)s)", value=value)
