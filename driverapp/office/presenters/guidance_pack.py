"""The conference pack on paper: what readers said, and how far guidance reached, as data for its template."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _

from driverapp.office.presenters.guidance_feedback import ItemFeedback
from driverapp.office.presenters.guidance_reach import Table, definitions, few_words


def pack_data(items: Iterable[ItemFeedback], tables: Iterable[Table], today: str, language: str) -> dict[str, Any]:
    """What `office/guidance_pack.typ` shows; `today` in words, `language` of the page."""
    return {
        "language": language,
        "words": _words(today),
        "items": [_item(each) for each in items],
        "tables": [_table(each) for each in tables],
        "definitions": [{"term": term, "said": said} for term, said in definitions()],
        "few": few_words(),
    }


def _words(today: str) -> dict[str, Any]:
    return {
        "title": _("Konferenzmappe"),
        "lead": _("Rückmeldungen der Lesenden und Reichweite der Inhalte. Stand: %(day)s", day=today),
        "feedback": _("Rückmeldungen"),
        "no_feedback": _("Noch keine Rückmeldung."),
        "reach": _("Reichweite"),
        "no_reach": _("Noch hat niemand auf „Verstanden“ getippt."),
        "columns": [_("Verband und Gruppe"), _("„Verstanden“ getippt"), _("Beschäftigte des Verbands")],
    }


def _item(item: ItemFeedback) -> dict[str, Any]:
    said = [
        asdict(each) | {"silent": _("Ohne eigene Worte: %(count)s", count=each.silent) if each.silent else None}
        for each in item.said
    ]
    return {"title": item.title, "said": said}


def _table(table: Table) -> dict[str, Any]:
    version = _("Fassung %(number)s", number=table.version)
    return {
        "title": table.title,
        "note": f"{version} · {_('zusammen mindestens %(count)s', count=table.at_least)}",
        "lines": [[f"{line.association} · {line.group}", line.count, line.staff] for line in table.lines],
    }
