"""Where a page of a list begins, as it stands in the URL."""

from datetime import datetime
from uuid import UUID

from flask import abort

from driverapp.reports.walk import Cursor

# In the place of a page: it begins among those that nobody has marked as seen.
WAITING = "waiting"


def read_cursor(written: str) -> Cursor | None:
    """The cursor of a URL; none where nothing stands there, 404 for one that we never wrote."""
    moment, _separator, rest = written.partition("~")
    report_id, _separator, waiting = rest.partition("~")
    if not moment:
        return None
    try:
        visible_at = datetime.fromisoformat(moment)
        return Cursor(visible_at, UUID(report_id), waiting=waiting == WAITING) if visible_at.tzinfo else abort(404)
    except ValueError:
        abort(404)


def written_cursor(cursor: Cursor | None) -> str | None:
    """A cursor as it stands in a URL."""
    if cursor is None:
        return None
    return f"{cursor.visible_at.isoformat()}~{cursor.id}" + (f"~{WAITING}" if cursor.waiting else "")
