"""The filters of the inbox as fields, and those that are set in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import url_for
from flask_babel import gettext as _

from driverapp.associations.models import Association, Site
from driverapp.office.forms.filters import Asked
from driverapp.office.presenters import words
from driverapp.office.presenters.times import day
from driverapp.reports.ages import Age
from driverapp.reports.filters import NOT_ATTRIBUTED
from driverapp.reports.tabs import STATES_OF
from driverapp.reports.walk import Order
from driverapp.vocabulary.categories import CATEGORY_NAMES
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.states import STATE_NAMES
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.vocabulary.wording import N_

ORDER_NAMES = {
    Order.WAITING: N_("Unbearbeitete zuerst"),
    Order.NEWEST: N_("Neueste zuerst"),
    Order.OLDEST: N_("Älteste zuerst"),
}
AGE_NAMES = {
    Age.UNDER_1_H: N_("unter 1 h"),
    Age.UNDER_6_H: N_("1 bis 6 h"),
    Age.UNDER_24_H: N_("6 bis 24 h"),
    Age.OVER_24_H: N_("über 24 h"),
}
# Names in the URL, in the order of the form.
LABELS = {
    "q": N_("Suche"),
    "state": N_("Stand"),
    "category": N_("Kategorie"),
    "target_group": N_("Gruppe"),
    "association": N_("Verband"),
    "attributed": N_("Verband genannt"),
    "from": N_("Eingegangen ab"),
    "to": N_("Eingegangen bis"),
    "road": N_("Straße"),
    "km_from": N_("Kilometer ab"),
    "km_to": N_("Kilometer bis"),
    "site": N_("Standort"),
    "ongoing": N_("Dauert an"),
    "call": N_("110 angetippt"),
    "language": N_("Sprache"),
    "overdue": N_("Zu lange ungelesen"),
    "untranslated": N_("Übersetzung nötig"),
    "held": N_("Festgehalten"),
    "reply": N_("Neue Antwort oder Rückzug erbeten"),
    "age": N_("Alter"),
}
# What people get wrong.
HINTS = {"road": N_("Zum Beispiel A2"), "km_from": N_("Nur mit Straße")}
DAYS = ("from", "to")
SELECTS = (
    "category",
    "target_group",
    "association",
    "attributed",
    "site",
    "ongoing",
    "call",
    "language",
    "overdue",
    "untranslated",
    "held",
    "reply",
    "age",
)

Option = tuple[str, str]


@dataclass(frozen=True)
class Field:
    """A field of the form; `fault` tells what to do where it cannot be read. Without options it is typed into."""

    name: str
    label: str
    value: str
    fault: str | None
    options: Sequence[Option]
    hint: str | None


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and where one goes to take it away; an unreadable one filters nothing."""

    label: str
    value: str
    without: str
    works: bool


@dataclass(frozen=True)
class FilterForm:
    """All of it, by name; `set` are the filters besides the search, `count` how many there are."""

    fields: dict[str, Field]
    states: Sequence[tuple[str, str, bool]]
    orders: Sequence[Option]
    chips: Sequence[Chip]
    count: int
    faulty: bool


def filter_form(
    asked: Asked,
    associations: Iterable[Association],
    sites: Iterable[Site],
    address: Callable[..., str] | None = None,
) -> FilterForm:
    """The form for a list as it was asked for; `address`: of the page that shows lists, the inbox by default."""
    options = _options(associations, sites)
    fields = {name: _field(asked, name, options.get(name, [])) for name in LABELS}
    chips = [_chip(asked, field, address) for field in fields.values() if field.value]
    return FilterForm(
        fields=fields,
        states=[
            (state, _(STATE_NAMES[state]), state in asked.typed.get("state", ())) for state in STATES_OF[asked.tab]
        ],
        orders=[(order, _(name)) for order, name in ORDER_NAMES.items()],
        chips=chips,
        count=sum(field.name != "q" for field in fields.values() if field.value),
        faulty=bool(asked.faults),
    )


def _field(asked: Asked, name: str, options: list[Option]) -> Field:
    value, fault, hint = asked.first(name), asked.faults.get(name), HINTS.get(name)
    if name in SELECTS:
        unknown = value not in ("", *(key for key, _label in options))
        options = [("", _("alle")), *options, *([(value, value)] if unknown else [])]
    return Field(name, _(LABELS[name]), value, _(fault) if fault else None, options, _(hint) if hint else None)


def _options(associations: Iterable[Association], sites: Iterable[Site]) -> dict[str, list[Option]]:
    languages = ((code, words.language(code) or code) for code in DRIVER_LANGUAGES)
    yes = ("yes", _("ja"))
    yes_no = [yes, ("no", _("nein"))]
    nobody = (NOT_ATTRIBUTED, _("ohne Verband"))
    return {
        "category": sorted(((key, _(name)) for key, name in CATEGORY_NAMES.items()), key=lambda each: each[1]),
        "target_group": [(key, _(name)) for key, name in TARGET_GROUP_NAMES.items()],
        "association": [nobody, *((each.slug, each.name) for each in associations)],
        "attributed": yes_no,
        "site": [(each.slug, each.name) for each in sites],
        "ongoing": yes_no,
        "call": yes_no,
        "language": sorted(languages, key=lambda each: each[1]),
        "overdue": [yes],
        "untranslated": [yes],
        "held": [yes],
        "reply": [yes],
        "age": [(age, _(name)) for age, name in AGE_NAMES.items()],
    }


def _chip(asked: Asked, field: Field, address: Callable[..., str] | None) -> Chip:
    labels = dict(field.options) | {state: _(name) for state, name in STATE_NAMES.items()}
    values = asked.typed.get(field.name, ())
    return Chip(
        label=field.label,
        value=", ".join(_in_words(field, labels, value) for value in values),
        without=(address or partial(url_for, "inbox.show"))(**asked.values(field.name)),
        works=field.fault is None,
    )


def _in_words(field: Field, labels: Mapping[str, str], value: str) -> str:
    if field.name in DAYS and field.fault is None:
        return day(date.fromisoformat(value))
    return labels.get(value, value)
