"""The audit in words: who did what, on what, when; and whether all of it is still there."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.acts import ACTS, FAMILIES
from driverapp.office.presenters.audit_subject import Named, Reader, subject
from driverapp.office.presenters.cells import as_text
from driverapp.office.presenters.times import Moment, clock
from driverapp.office.presenters.words import language
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import ROLE_NAMES, Role

# How the names of acts with reports begin.
OF_REPORTS = ("report_", "reports_", "medium_", "map_", "similar_", "series_")


@dataclass(frozen=True)
class Line:
    """An entry for a reader. `who` is empty where nobody was signed in; `link`: where the subject can be seen."""

    number: int
    moment: Moment
    who: str | None
    act: str
    subject: str
    link: str | None


def lines(entries: Iterable[AuditEntry], reader: Reader) -> list[Line]:
    """Entries as lines of the page."""
    return [_line(entry, reader) for entry in entries]


def act(action: str) -> str:
    """An act in words; one that has none stays as it is."""
    if action in ACTS:
        return _(ACTS[action])
    family = max((each for each in FAMILIES if action.startswith(each)), key=len, default=None)
    return _(FAMILIES[family], word=_word(action.removeprefix(family))) if family else action


def choices_of_acts(*, of_reports: bool) -> list[tuple[str, str]]:
    """Every act that can be filtered by, in alphabetical order; `of_reports`: only what is done with reports."""
    offered = OF_REPORTS if of_reports else ""
    named = [(key, _(text)) for key, text in ACTS.items() if key.startswith(offered)]
    named += [(key, _(text, word="").rstrip(" :")) for key, text in FAMILIES.items() if key.startswith(offered)]
    return sorted(named, key=lambda pair: pair[1].casefold())


def sheet_words(actions: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The heads of the sheet's columns, and the words of these acts, in the reader's language."""
    heads = [_("Nummer"), _("Zeit (UTC)"), _("Wer"), _("Was"), _("Woran"), _("Vorgang"), _("Prüfwert")]
    return heads, {action: act(action) for action in actions}


def sheet(
    entries: Iterable[AuditEntry], names: Mapping[int, str], words: tuple[list[str], dict[str, str]]
) -> Iterator[str]:
    """Entries as CSV, piece by piece, with the hash that chains each; needs no request any more."""
    heads, acts = words
    # To spreadsheets the mark says that it is UTF-8.
    yield "\ufeff" + _csv(heads)
    for entry in entries:
        who, at = names.get(entry.actor_id or 0, ""), entry.at.isoformat(timespec="microseconds")
        what = acts.get(entry.action, entry.action)
        yield _csv([str(entry.id), at, who, what, entry.subject, entry.action, entry.hash.hex()])


def _line(entry: AuditEntry, reader: Reader) -> Line:
    who = reader.names.get(entry.actor_id) if entry.actor_id is not None else None
    own = entry.subject == f"person:{entry.actor_id}"
    # Who does something to themselves need not be named twice.
    named = Named("") if own else subject(entry.subject, reader)
    return Line(entry.id, clock(entry.at), who, act(entry.action), named.text, named.link)


def _word(word: str) -> str:
    return _(ROLE_NAMES[Role(word)]) if word in set(Role) else language(word) or word


def _csv(cells: list[str]) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerow([as_text(cell) for cell in cells])
    return file.getvalue()
