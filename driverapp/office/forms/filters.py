"""The filters of the inbox as they stand in the URL. What cannot be read is kept as typed, and filters nothing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from driverapp.associations.queries import UnknownAssociation, UnknownSite, association_of, site_of
from driverapp.reports.ages import Age
from driverapp.reports.filters import NOT_ATTRIBUTED, Filters
from driverapp.reports.tabs import Tab
from driverapp.reports.walk import Order
from driverapp.store.database import db
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.roads import road_name
from driverapp.vocabulary.states import State
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_

YES, NO = "yes", "no"
SLUG = re.compile(r"[a-z0-9-]{1,60}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
YEARS = range(2000, 2200)
LONGEST_KM = 2000.0
# Characters of what is searched for: one alone is in every text.
SHORTEST_WORDS, LONGEST_WORDS = 2, 80
NO_ROAD = N_("So heißt keine Straße. Schreiben Sie zum Beispiel A2 oder B 3a.")


class Unreadable(Exception):
    """What was typed says nothing here; the sentence tells what would."""


@dataclass(frozen=True)
class Asked:
    """The list that a URL asks for. `typed`: its filters as they stand there; `faults`: what is unreadable, and why."""

    tab: Tab
    filters: Filters
    order: Order
    typed: Mapping[str, Sequence[str]]
    faults: Mapping[str, str]

    def values(self, *without: str, **changed: str | None) -> dict[str, Any]:
        """The values of a URL for this list, but for some names, or with others."""
        kept = {"tab": [self.tab.value], **self.typed}
        return {name: each for name, each in kept.items() if name not in without} | changed

    def first(self, name: str) -> str:
        """What was typed into a field."""
        return next(iter(self.typed.get(name, ())), "")

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for but a tab in some order."""
        return any(name != "order" for name in self.typed)


def read_filters(arguments: MultiDict[str, str]) -> Asked:
    """The list that a URL asks for. Raises `ValueError` for a tab that there is not."""
    tab = Tab(arguments.get("tab", Tab.INBOX))
    typed = {name: given for name in READERS if (given := _given(arguments.getlist(name)))}
    read: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, given in typed.items():
        try:
            field, reader = READERS[name]
            read[field] = reader(given)
        except Unreadable as unreadable:
            faults[name] = str(unreadable)
    order = read.pop("order", Order.WAITING)
    _check_together(read, faults)
    return Asked(tab, Filters(**read), order, typed, faults)


def _given(values: Iterable[str]) -> list[str]:
    return [value.strip() for value in values if value.strip()]


def _check_together(read: dict[str, Any], faults: dict[str, str]) -> None:
    """Two fields that only together say nothing: the second one filters nothing then."""
    if read.get("first") and read.get("last") and read["last"] < read["first"]:
        faults["to"] = N_("Das Ende liegt vor dem Anfang.")
        del read["last"]
    if {"km_from", "km_to"} <= read.keys() and read["km_to"] < read["km_from"]:
        faults["km_to"] = N_("Das Ende liegt vor dem Anfang.")
        del read["km_to"]
    for name in ("km_from", "km_to"):
        if name in read and "road" not in read:
            faults[name] = N_("Nur zusammen mit einer Straße.")
            del read[name]


def _one(reader: Callable[[str], Any]) -> Callable[[list[str]], Any]:
    return lambda given: reader(given[0])


def _choice(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(written: str) -> StrEnum:
        try:
            return kind(written)
        except ValueError:
            raise Unreadable(N_("Das steht nicht zur Wahl.")) from None

    return read


def _states(given: list[str]) -> frozenset[StrEnum]:
    return frozenset(map(_choice(State), given))


def _association(written: str) -> str:
    if written == NOT_ATTRIBUTED:
        return written
    try:
        return association_of(db.session(), _slug(written)).slug
    except UnknownAssociation:
        raise Unreadable(N_("Diesen Verband gibt es nicht.")) from None


def _site(written: str) -> str:
    try:
        return site_of(db.session(), _slug(written)).slug
    except UnknownSite:
        raise Unreadable(N_("Diesen Standort gibt es nicht.")) from None


def _slug(written: str, pattern: re.Pattern[str] = SLUG) -> str:
    if not pattern.fullmatch(written):
        raise Unreadable(N_("Das steht nicht zur Wahl."))
    return written


def _day(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Unreadable(N_("Geben Sie einen Tag an.")) from None
    if day.year not in YEARS:
        raise Unreadable(N_("Geben Sie einen Tag an."))
    return day


def _road(written: str) -> str:
    if (name := road_name(written)) is None:
        raise Unreadable(NO_ROAD)
    return name


def _km(written: str) -> float:
    try:
        km = float(written.replace(",", "."))
    except ValueError:
        km = -1
    if not 0 <= km <= LONGEST_KM:
        raise Unreadable(N_("Geben Sie einen Kilometer an, zum Beispiel 423,5."))
    return km


def _yes_or_no(written: str) -> bool:
    if written not in (YES, NO):
        raise Unreadable(N_("Das steht nicht zur Wahl."))
    return written == YES


def _words(written: str) -> str:
    if len(written) < SHORTEST_WORDS:
        raise Unreadable(N_("Schreiben Sie mindestens zwei Zeichen."))
    return " ".join(written[:LONGEST_WORDS].split())


# Names in the URL, in the order of the form, with the field of `Filters` and how it is read.
READERS: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "q": ("words", _one(_words)),
    "state": ("states", _states),
    "category": ("category", _one(_choice(Category))),
    "target_group": ("target_group", _one(_choice(TargetGroup))),
    "association": ("association", _one(_association)),
    "attributed": ("attributed", _one(_yes_or_no)),
    "from": ("first", _one(_day)),
    "to": ("last", _one(_day)),
    "road": ("road", _one(_road)),
    "km_from": ("km_from", _one(_km)),
    "km_to": ("km_to", _one(_km)),
    "site": ("site", _one(_site)),
    "ongoing": ("ongoing", _one(_yes_or_no)),
    "call": ("call", _one(_yes_or_no)),
    "language": ("language", _one(partial(_slug, pattern=LANGUAGE))),
    "overdue": ("overdue", _one(_yes_or_no)),
    "untranslated": ("untranslated", _one(_yes_or_no)),
    "held": ("held", _one(_yes_or_no)),
    "reply": ("reply", _one(_yes_or_no)),
    "age": ("age", _one(_choice(Age))),
    "order": ("order", _one(_choice(Order))),
}
