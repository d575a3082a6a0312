"""The menu below a list: in which formats it goes out, and how much of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.office.forms.filters import Asked
from driverapp.reports.export import SEARCHED_AT_MOST, Selection, count_up_to

# Reports that go on paper, or out with their content, at once.
MOST = 2000
FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("geojson", "GeoJSON"), ("pdf", "PDF"))


@dataclass(frozen=True)
class ExportMenu:
    """`fields`: names and values of the list's URL; `count`: how many reports go out, in words.

    `formats`: with their names, those that take so many; `limit`: what so many cannot be, if there are too many.
    """

    fields: Sequence[tuple[str, str]]
    count: str
    formats: Sequence[tuple[str, str]]
    limit: str | None


def menu(asked: Asked) -> ExportMenu:
    """The menu of a list."""
    found = count_up_to(asked.tab, asked.filters, SEARCHED_AT_MOST if asked.filters.words else MOST)
    many = found > MOST and not asked.filters.words
    most = format_decimal(MOST)
    return ExportMenu(
        fields=list(_fields(asked)),
        count=_count(asked, found),
        formats=[each for each in FORMATS if not (many and each[0] == "pdf")],
        limit=_("Als PDF und mit Inhalt gehen höchstens %(most)s zugleich hinaus.", most=most) if many else None,
    )


def cut(selection: Selection) -> str | None:
    """What a file says of itself where its search left reports unopened."""
    if not selection.cut:
        return None
    most = format_decimal(selection.looked_through or 0)
    return _("Unvollständig: Die Suche hat nur die neuesten %(most)s Meldungen durchgesehen.", most=most)


def _fields(asked: Asked) -> Iterator[tuple[str, str]]:
    for name, values in asked.values().items():
        for value in values:
            yield name, value


def _count(asked: Asked, found: int) -> str:
    if asked.filters.words:
        if found <= SEARCHED_AT_MOST:
            return _("Hinaus gehen alle Treffer der Suche.")
        most = format_decimal(SEARCHED_AT_MOST)
        return _("Hinaus gehen die Treffer unter den neuesten %(most)s Meldungen. Filtern Sie enger.", most=most)
    if found > MOST:
        return _("Hinaus gehen mehr als %(most)s Meldungen.", most=format_decimal(MOST))
    return str(
        ngettext(
            "Hinaus geht %(count)s Meldung.", "Hinaus gehen %(count)s Meldungen.", found, count=format_decimal(found)
        )
    )
