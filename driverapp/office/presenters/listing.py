"""What a list says of itself: how far a search looked, what waits too long, and who waits for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.office.presenters.tabs import TAB_NAMES
from driverapp.reports.lists import Page
from driverapp.reports.tabs import Tab


@dataclass(frozen=True)
class Alarm:
    """What must not be overlooked, and the lists in which it stands, with how many in each."""

    sentence: str
    lists: list[tuple[str, str]]


def searched(page: Page) -> str | None:
    """How many reports a search opened, and whether it would find more."""
    if page.looked_through is None:
        return None
    count = format_decimal(page.looked_through)
    looked = ngettext(
        "%(count)s Meldung durchsucht", "%(count)s Meldungen durchsucht", page.looked_through, count=count
    )
    if page.older:
        return _("%(looked)s, die neuesten zuerst. Es gibt ältere, die noch nicht durchsucht sind.", looked=looked)
    return _("%(looked)s, die neuesten zuerst. Weitere gibt es mit diesen Filtern nicht.", looked=looked)


def overdue(counts: Mapping[Tab, int], hours: int) -> Alarm | None:
    """The alarm; nothing while nothing waits for more than so many hours."""
    count = sum(counts.values())
    sentence = ngettext(
        "%(num)s Meldung wartet seit mehr als %(hours)s Stunden",
        "%(num)s Meldungen warten seit mehr als %(hours)s Stunden",
        count,
        hours=hours,
    )
    return Alarm(sentence, _lists(counts, overdue="yes")) if count else None


def replies(counts: Mapping[Tab, int]) -> Alarm | None:
    """That reporters wait for the office; nothing while none does."""
    count = sum(counts.values())
    sentence = ngettext(
        "%(num)s Meldung wartet auf Sie: neue Antwort oder Rückzug erbeten",
        "%(num)s Meldungen warten auf Sie: neue Antwort oder Rückzug erbeten",
        count,
    )
    return Alarm(sentence, _lists(counts, reply="yes")) if count else None


def _lists(counts: Mapping[Tab, int], **filters: Any) -> list[tuple[str, str]]:
    return [
        (f"{_(TAB_NAMES[tab])} {format_decimal(count)}", url_for("inbox.show", tab=tab.value, **filters))
        for tab, count in counts.items()
        if count
    ]
