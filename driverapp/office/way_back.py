"""The list from which a report was opened goes along in the report's addresses, so that the way back leads there."""

from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Flask, request, url_for
from werkzeug.datastructures import MultiDict

from driverapp.office.forms.filters import Asked, read_filters

# The name in a report's URL under which the query of its list stands.
LIST = "list"
# The name in a series' URL under which the report stands from whose page it was opened.
REPORT = "report_id"
LONGEST = 2000
# How the map's page is asked for without its map.
TABLE = "table"


def register_way_back(app: Flask) -> None:
    """Let every address of a report carry the list from which it was opened."""
    app.url_defaults(_carry)
    app.jinja_env.globals.update(list_query=list_query, back_to_list=back_to_list, opened_from=opened_from)


def list_query(asked: Asked, below: str | None = None, **shown: str) -> str:
    """A list and its page as they stand in the URL of its reports. `shown`: how, if not as the inbox."""
    values = asked.values(**{"below": below} if below else {})
    return urlencode([*values.items(), *shown.items()], doseq=True)


def list_asked() -> Asked:
    """The list from which the report at hand was opened; the inbox where none is known or it makes no sense."""
    try:
        return read_filters(_carried())
    except ValueError:
        return read_filters(MultiDict())


def back_to_list(**more: Any) -> str:
    """The address of the list from which the report at hand was opened, and its page."""
    if not request.args.get(LIST):
        return url_for("inbox.show", **more)
    shown = shown_as()
    page = "map.show" if shown.pop("page", None) else "inbox.show"
    return url_for(page, **list_asked().values(below=_carried().get("below")), **(shown | more))


def shown_as() -> dict[str, str]:
    """How the list was shown from which the report at hand was opened: nothing for the inbox."""
    carried = _carried()
    if carried.get("page") != "map":
        return {}
    return {"page": "map"} | ({"view": TABLE} if carried.get("view") == TABLE else {})


def opened_from() -> UUID | None:
    """The report from whose page the series at hand was opened, if it was."""
    try:
        return UUID(request.args.get(REPORT, ""))
    except ValueError:
        return None


def _carried() -> MultiDict[str, str]:
    return MultiDict(parse_qsl(request.args.get(LIST, "")[:LONGEST]))


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if "series_id" in values and (report := opened_from()):
        values.setdefault(REPORT, report)
    # A photo has no way back.
    if REPORT in values and not endpoint.startswith("media.") and request.args.get(LIST):
        values.setdefault(LIST, request.args[LIST][:LONGEST])
