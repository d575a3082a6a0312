"""What every list of the office reads from its URL, and notes of a search."""

from datetime import datetime
from uuid import UUID

from flask import abort, request

from driverapp.office.forms.filters import Asked, read_filters
from driverapp.office.openings import note_opening
from driverapp.reports.walk import Cursor

# In the place of a page: it begins among those that nobody has marked as seen.
WAITING = "waiting"


def asked_list() -> Asked:
    """The list that the URL asks for; 404 for an address that we never wrote."""
    try:
        return read_filters(request.args)
    except ValueError:
        abort(404)


def read_cursor(written: str) -> Cursor | None:
    """The cursor of a URL; none where nothing stands there, 404 for one that we never wrote."""
    moment, _separator, rest = written.partition("~")
    report_id, _separator, waiting = rest.partition("~")
    if not moment:
        return None
    try:
        return Cursor(read_moment(moment), UUID(report_id), waiting=waiting == WAITING)
    except ValueError:
        abort(404)


def written_cursor(cursor: Cursor | None) -> str | None:
    """A cursor as it stands in a URL."""
    if cursor is None:
        return None
    return f"{cursor.visible_at.isoformat()}~{cursor.id}" + (f"~{WAITING}" if cursor.waiting else "")


def read_moment(written: str) -> datetime:
    """A moment of a URL; 404 for one that we never wrote."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        abort(404)
    return moment if moment.tzinfo else abort(404)


def note_search(looked_through: int | None) -> None:
    """A search opens content: the audit notes how much, never what was looked for. Nothing, if it was none."""
    if looked_through is not None:
        note_opening("reports_searched", f"reports:{looked_through}")
