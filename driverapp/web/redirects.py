"""Where an address from outside may send somebody: to our own pages alone."""

from urllib.parse import urlsplit, urlunsplit

from flask import current_app, request

OFFICE = "/office/"


def local_path(wanted: str | None) -> str:
    """A path of the office as it was asked for; the office's first page for anything else."""
    path = wanted or ""
    # A browser reads `/office/..//other.example` and a backslash in ways of its own.
    safe = path.startswith(OFFICE) and not any(part in path for part in ("//", "..", "\\")) and path.isprintable()
    return path if safe else OFFICE


def page_before() -> str | None:
    """The path of our page from which something was sent; nothing where the browser names none that can be opened."""
    before = urlsplit(request.referrer or "")
    path = local_path(urlunsplit(("", "", before.path, before.query, "")))
    ours = current_app.create_url_adapter(request)
    # What was refused stands at an address that is for sending alone.
    opens = ours is not None and ours.test(urlsplit(path).path, method="GET")
    return path if before.netloc == request.host and opens else None
