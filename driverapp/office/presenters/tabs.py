"""The tabs above the inbox, and what an empty one says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from driverapp.office.forms.filters import Asked
from driverapp.reports.tabs import Tab
from driverapp.vocabulary.wording import N_

TAB_NAMES = {
    Tab.INBOX: N_("Eingang"),
    Tab.TAPS: N_("Nur angetippt"),
    Tab.QUARANTINE: N_("Quarantäne"),
    Tab.CLOSED: N_("Abgeschlossen"),
    Tab.PRACTICE: N_("Übung"),
}
EMPTY = {
    Tab.INBOX: N_("Keine offene Meldung. Was neu ankommt, steht hier."),
    Tab.TAPS: N_("Keine Meldung ohne Angaben. Sobald jemand etwas ergänzt, steht sie im Eingang."),
    Tab.QUARANTINE: N_("Nichts in Quarantäne. Hierher kommt, was eine Adresse in ungewöhnlicher Menge schickt."),
    Tab.CLOSED: N_("Noch nichts abgeschlossen. Hierher kommt, was Sie mit einem Ergebnis abschließen."),
    Tab.PRACTICE: N_("Keine Übungsmeldung. Übungen zählen in keiner Statistik."),
}


@dataclass(frozen=True)
class TabLink:
    """A tab: its key, its name and address, and how many of its reports nobody has marked as seen."""

    tab: str
    name: str
    address: str
    unread: int
    spoken: str


def tab_links(
    unread: Mapping[Tab, int], asked: Asked | None = None, address: Callable[..., str] | None = None
) -> list[TabLink]:
    """All tabs in their order. They keep the filters of the open list, but for states: each tab has its own.

    `address`: of the page that shows lists, the inbox by default.
    """
    values = asked.values("state", "overdue") if asked else {}
    address = address or partial(url_for, "inbox.show")
    return [
        TabLink(
            tab=tab,
            name=_(name),
            address=address(**values | {"tab": tab.value}),
            unread=unread[tab],
            spoken=ngettext("%(num)s ungelesen", "%(num)s ungelesen", unread[tab]),
        )
        for tab, name in TAB_NAMES.items()
    ]


@dataclass(frozen=True)
class Empty:
    """What a list without reports says, and where to go from there."""

    sentence: str
    link: str
    address: str


def empty(asked: Asked, older: str | None, address: Callable[..., str] | None = None) -> Empty:
    """What stands in the place of an open list's reports while there is none; `address` as in `tab_links`.

    `older`: where the list goes on all the same, because a search has not looked there yet.
    """
    address = address or partial(url_for, "inbox.show")
    if older:
        return Empty(_("Bisher keine Meldung gefunden."), _("Ältere durchsuchen"), address(**asked.values(below=older)))
    if asked.narrows:
        return Empty(_("Keine Meldung passt zu diesen Filtern."), _("Alle aufheben"), address(tab=asked.tab.value))
    if asked.tab is Tab.INBOX:
        return Empty(_(EMPTY[asked.tab]), _("Meldung aufnehmen"), url_for("report_new.show"))
    return Empty(_(EMPTY[asked.tab]), _("Zum Eingang"), address(tab=Tab.INBOX.value))


def announcement(count: int) -> str:
    """What is said when reports have come; nothing when none has."""
    return ngettext("%(num)s neue Meldung", "%(num)s neue Meldungen", count) if count else ""
