"""A control room's list of calls that named the partnership, as CSV: read and checked line by line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from driverapp.reports.codes import CALL_CODE_LENGTH, is_call_code
from driverapp.store.clock import BERLIN, now

# Names of columns, without what is neither letter nor digit; control rooms have forms of their own.
NAMES = {
    "code": {"code", "anrufcode", "callcode", "kennung", "anrufkennung", "codenummer"},
    "time": {"zeit", "zeitpunkt", "anrufzeit", "time", "at", "calltime", "datumzeit", "datumuhrzeit", "anrufbeginn"},
    "day": {"datum", "date", "tag"},
    "clock": {"uhrzeit", "clock", "timeofday"},
    "keyword": {"stichwort", "schlagwort", "kennwort", "schlüsselwort", "keyword"},
}
DELIMITERS = ";,\t"
FORMATS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%y %H:%M:%S", "%d.%m.%y %H:%M")
# A spreadsheet takes a code for a number, and its first zeros away.
FEWEST_DIGITS = 5
LONGEST_KEYWORD = 200
# Clocks differ.
AHEAD = timedelta(minutes=10)


class FaultKind(StrEnum):
    """What is wrong with a line, or with the whole file."""

    NOT_TEXT = "not_text"
    NO_COLUMNS = "no_columns"
    NO_LINES = "no_lines"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    FUTURE = "future"
    NEITHER = "neither"
    CODE_FORM = "code_form"
    CODE_CHECK = "code_check"
    LONG_KEYWORD = "long_keyword"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which line of the file, from 1; 0 for the file itself."""

    line: int
    kind: FaultKind


@dataclass(frozen=True)
class NotedCall:
    """A line: when somebody called, and the call code or the keyword that they said."""

    line: int
    at: datetime
    code: str | None
    keyword: str | None


class RefusedList(Exception):
    """Something in the file is wrong, so that nothing of it is taken. `faults`: all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def decoded(raw: bytes) -> str:
    """The text of a file in UTF-8 or Windows-1252. Raises `RefusedList`."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RefusedList([Fault(0, FaultKind.NOT_TEXT)])


def read_list(text: str) -> list[NotedCall]:
    """The lines of a list. Columns are found by their names, in any order. Raises `RefusedList`."""
    rows = _rows(text)
    columns = _columns(next(rows, (0, []))[1])
    found = [_noted(line, {name: _cell(row, place) for name, place in columns.items()}) for line, row in rows]
    faults = [each for each in found if isinstance(each, Fault)]
    if faults:
        raise RefusedList(faults)
    if not found:
        raise RefusedList([Fault(0, FaultKind.NO_LINES)])
    return [each for each in found if isinstance(each, NotedCall)]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    yield from ((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))


def _columns(head: Sequence[str]) -> dict[str, int]:
    plain = [re.sub(r"[\W_]", "", cell.casefold()) for cell in head]
    columns = {name: place for name, names in NAMES.items() for place, cell in enumerate(plain) if cell in names}
    if "day" in columns and "clock" not in columns and "time" not in columns:
        columns["time"] = columns.pop("day")
    if "day" in columns and "time" in columns:
        # «Datum» beside «Zeit»: the time of the day.
        columns["clock"] = columns.get("clock", columns.pop("time"))
    if not ({"time", "clock"} & columns.keys() and {"code", "keyword"} & columns.keys()):
        raise RefusedList([Fault(0, FaultKind.NO_COLUMNS)])
    return columns


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _noted(line: int, cells: dict[str, str]) -> NotedCall | Fault:
    at = _moment(" ".join(filter(None, (cells.get("day"), cells.get("time") or cells.get("clock")))))
    code, keyword = _code(cells.get("code", "")), cells.get("keyword") or None
    if isinstance(at, FaultKind):
        return Fault(line, at)
    if isinstance(code, FaultKind):
        return Fault(line, code)
    if code is None and keyword is None:
        return Fault(line, FaultKind.NEITHER)
    if len(keyword or "") > LONGEST_KEYWORD:
        return Fault(line, FaultKind.LONG_KEYWORD)
    return NotedCall(line, at, code, keyword)


def _moment(written: str) -> datetime | FaultKind:
    if not written:
        return FaultKind.NO_TIME
    found = _parsed(written)
    if found is None:
        return FaultKind.BAD_TIME
    moment = found if found.tzinfo else found.replace(tzinfo=BERLIN)
    return FaultKind.FUTURE if moment > now() + AHEAD else moment


def _parsed(written: str) -> datetime | None:
    for form in FORMATS:
        try:
            return datetime.strptime(written, form)  # noqa: DTZ007 - the time zone is given afterwards
        except ValueError:
            continue
    try:
        # A date alone is no time of a call.
        return datetime.fromisoformat(written) if len(written) > len("2026-11-28") else None
    except ValueError:
        return None


def _code(written: str) -> str | FaultKind | None:
    digits = re.sub(r"[\s.\u2013-]", "", written)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and FEWEST_DIGITS <= len(digits) <= CALL_CODE_LENGTH):
        return FaultKind.CODE_FORM
    code = digits.zfill(CALL_CODE_LENGTH)
    return code if is_call_code(code) else FaultKind.CODE_CHECK
