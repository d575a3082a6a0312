"""A control room's list in words: what is wrong with it, what was found, what was imported before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.balance.control_room import Fault, FaultKind
from driverapp.balance.imports import Import
from driverapp.balance.match import Compared, Result
from driverapp.balance.models import ControlRoomCall
from driverapp.office.presenters.rows import Chip
from driverapp.office.presenters.times import Moment, clock, exact
from driverapp.vocabulary.wording import N_

# Three digits, then four, as one says them.
FIRST_DIGITS = 3
FAULT_WORDS = {
    FaultKind.NOT_TEXT: N_("Die Datei ist kein Text in UTF-8 oder Windows-1252. Speichern Sie sie als CSV."),
    FaultKind.NO_COLUMNS: N_(
        "Die erste Zeile muss die Spalten nennen: eine Zeit und einen Code oder ein Stichwort, zum Beispiel"
        " „Code;Zeit;Stichwort“."
    ),
    FaultKind.NO_LINES: N_("Die Datei hat keine Zeile außer den Namen der Spalten."),
    FaultKind.NO_TIME: N_("Die Zeit des Anrufs fehlt."),
    FaultKind.BAD_TIME: N_("Die Zeit ist nicht zu lesen. Schreiben Sie sie wie 22.11.2026 21:04."),
    FaultKind.FUTURE: N_("Die Zeit liegt in der Zukunft."),
    FaultKind.NEITHER: N_("Weder ein Code noch ein Stichwort."),
    FaultKind.CODE_FORM: N_("Ein Anrufcode hat 7 Ziffern."),
    FaultKind.CODE_CHECK: N_("Die letzte Ziffer passt nicht zum Code: Eine ist falsch gehört oder falsch getippt."),
    FaultKind.LONG_KEYWORD: N_("Das Stichwort hat mehr als 200 Zeichen."),
}
RESULT_CHIPS = {
    Result.MATCHED: (N_("gefunden"), "new"),
    Result.AMBIGUOUS: (N_("mehrdeutig"), "ongoing"),
    Result.UNMATCHED: (N_("nicht gefunden"), "plain"),
    Result.KEYWORD: (N_("nur Stichwort"), "plain"),
}


@dataclass(frozen=True)
class FaultLine:
    """A line of the file and what is wrong with it; no number for the file itself."""

    number: int | None
    said: str


@dataclass(frozen=True)
class Line:
    """A line of the list and what was found to it."""

    number: int | None
    code: str
    at: Moment
    keyword: str
    chip: Chip
    known: bool


@dataclass(frozen=True)
class ImportLine:
    """An import with its counts. `who`: whoever did it."""

    at: Moment
    who: str
    counted: Import


def fault_lines(faults: Iterable[Fault]) -> list[FaultLine]:
    """What is wrong with a list."""
    return [FaultLine(each.line or None, _(FAULT_WORDS[each.kind])) for each in faults]


def compared_lines(compared: Iterable[Compared]) -> list[Line]:
    """The lines of a list before it is imported."""
    return [
        Line(
            number=each.noted.line,
            code=_spoken(each.noted.code),
            at=Moment(exact(each.noted.at), exact(each.noted.at), each.noted.at.isoformat()),
            keyword=each.noted.keyword or "",
            chip=_chip(each.result),
            known=each.known,
        )
        for each in compared
    ]


def kept_lines(rows: Iterable[ControlRoomCall]) -> list[Line]:
    """Lines that were imported, without their keywords: nobody has to open them to see what is open."""
    return [Line(None, _spoken(each.code), clock(each.at), "", _chip(Result(each.result)), True) for each in rows]


def import_lines(imports: Sequence[Import], names: Mapping[int, str]) -> list[ImportLine]:
    """All imports; `names` of people by their ids."""
    return [ImportLine(clock(each.at), names.get(each.by or 0, _("Befehl auf dem Server")), each) for each in imports]


def _chip(result: Result) -> Chip:
    word, kind = RESULT_CHIPS[result]
    return Chip(_(word), kind)


def _spoken(code: str | None) -> str:
    return f"{code[:FIRST_DIGITS]} {code[FIRST_DIGITS:]}" if code else "–"
