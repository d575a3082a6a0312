"""The fields of the policy in words: what they mean, their bounds and defaults, and their values."""

from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.policy.choices import HOURS_A_DAY, Operator, bounds
from driverapp.policy.resolve import DEFAULTS, Policy
from driverapp.policy.words import days, hours, months
from driverapp.vocabulary.wording import N_

OPERATOR_NAMES = {
    Operator.POLICE: N_("Polizei"),
    Operator.PRIVATE: N_("privater Träger"),
    Operator.DEMO: N_("Vorführung"),
}


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
            Entry("text", N_("Text"), N_("Auch in Antworten auf Rückfragen.")),
            Entry("vehicle", N_("Fahrzeug und Kennzeichen"), N_("Zeigt auf Personen: Rechtsgrundlage prüfen.")),
            Entry("photo", N_("Fotos von Fahrzeugen und Gegenständen"), N_("Ort und Gerätedaten werden entfernt.")),
            Entry("voice", N_("Sprachnotizen mit eigenen Worten"), N_("Nie fremde Gespräche.")),
            Entry(
                "exact_position_days", N_("Genauer Standort, in Tagen"), N_("0 = nie: nur auf 1 Kilometer gerundet.")
            ),
        ),
    ),
    (
        N_("Wie lange der Inhalt einer Meldung bleibt"),
        (
            Entry("tap_hours", N_("Nur getippt, in Stunden")),
            Entry("unread_alarm_hours", N_("Ungelesen: Warnung nach Stunden")),
            Entry("unread_days", N_("Ungelesen, in Tagen")),
            Entry("seen_days", N_("Gelesen, in Tagen"), N_("Ab dem letzten Schritt.")),
            Entry("handed_over_days", N_("An die Polizei übergeben, in Tagen"), N_("Ab der Übergabe.")),
            Entry("closed_days", N_("Abgeschlossen, in Tagen"), N_("Ab dem Abschluss.")),
            Entry("hold_days", N_("Mit Aktenzeichen festgehalten, in Tagen"), N_("Ab dem Festhalten; verlängerbar.")),
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
            Entry("linking", N_("Ähnliche Meldungen verknüpfen"), N_("Aus: keine Vorschläge und keine Serien.")),
            Entry(
                "starter_content",
                N_("Mitgelieferte Checklisten zeigen"),
                N_("Solange ihnen noch niemand zugestimmt hat."),
            ),
        ),
    ),
)
LABELS = {entry.name: entry.label for _title, entries in GROUPS for entry in entries}


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
    return _("Vorgabe des Schalters (%(value)s)", value=value_words(name, policy))


def value_words(name: str, policy: Policy) -> str:
    """What a field is under a policy."""
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


def _defaults(name: str) -> str:
    values = {operator: value_words(name, policy) for operator, policy in DEFAULTS.items()}
    if len(set(values.values())) == 1:
        return _("Vorgabe: %(value)s.", value=values[Operator.POLICE])
    return _(
        "Vorgabe: Polizei %(police)s, privat %(private)s, Vorführung %(demo)s.",
        **{operator.value: value for operator, value in values.items()},
    )
