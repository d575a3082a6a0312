"""What an entry of the audit is about, in words, and where it can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.office.presenters.tabs import TAB_NAMES
from driverapp.office.presenters.words import target_group
from driverapp.reports.tabs import Tab
from driverapp.vocabulary.wording import N_

# What is called by a number or an id; of an id its beginning is enough.
NUMBERED = {
    "report": N_("Meldung %(id)s"),
    "medium": N_("Anhang %(id)s"),
    "series": N_("Serie %(id)s"),
    "delivery": N_("Sendung %(id)s"),
    "policy": N_("Richtlinie, Fassung %(id)s"),
    "settings": N_("Einstellungen, Fassung %(id)s"),
}
SHOWN_OF_AN_ID = 8
PLAIN = ("count", "guidance", "feedback", "enrolment", "association", "site")


@dataclass(frozen=True)
class Named:
    """A subject in words; `link`: where it can be seen, if it can."""

    text: str
    link: str | None = None


@dataclass(frozen=True)
class Reader:
    """Whose eyes see the lines: names of people by id and of other subjects by what the audit calls them."""

    names: Mapping[int, str]
    reads_reports: bool
    named: Mapping[str, Named] = field(default_factory=dict)


def subject(written: str, reader: Reader) -> Named:
    """What the audit calls something, in words. Where it names two things, the first leads."""
    first, _space, further = written.partition(" ")
    named = _named(first, reader)
    if not further:
        return named
    kind, _colon, key = further.partition(":")
    more = _reports(key) if kind == "count" else _named(further, reader).text
    return Named(f"{named.text} · {more}", named.link)


def key_of_words(typed: str) -> str:
    """What was typed without the noun that the page puts before it; a series as the audit calls it."""
    words, _space, key = typed.rpartition(" ")
    for kind, pattern in NUMBERED.items():
        if words and _(pattern, id=key).casefold() == typed.casefold():
            return key if kind in ("report", "medium") else f"{kind}:{key}"
    return typed


def _named(written: str, reader: Reader) -> Named:
    kind, _colon, key = written.partition(":")
    if kind == "person" and key.isdigit():
        link = None if reader.reads_reports else url_for("person.show", person_id=int(key))
        return Named(reader.names.get(int(key), written), link)
    if kind in NUMBERED and key:
        return Named(_(NUMBERED[kind], id=key[:SHOWN_OF_AN_ID]), _link(kind, key, reader))
    return reader.named.get(written) or Named(_plain(kind, key, written))


def _link(kind: str, key: str, reader: Reader) -> str | None:
    if reader.reads_reports and kind == "report" and _is_id(key):
        return url_for("report.show", report_id=UUID(key))
    if reader.reads_reports and kind == "series" and key.isdigit():
        return url_for("series.show", series_id=int(key))
    return url_for(f"{kind}.show") if kind in ("policy", "settings") and not reader.reads_reports else None


def _plain(kind: str, key: str, written: str) -> str:
    if kind == "reports":
        count, _colon, names = key.partition(":")
        tab = names.split(",")[0]
        of = f" · {_(TAB_NAMES[Tab(tab)])}" if tab in set(Tab) else ""
        return f"{_reports(count)}{of}"
    if kind == "target_group":
        return target_group(key) or key
    return key if kind in PLAIN else "" if not key else written


def _reports(count: str) -> str:
    if not count.isdigit():
        return count
    return str(ngettext("%(count)s Meldung", "%(count)s Meldungen", int(count), count=format_decimal(int(count))))


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
