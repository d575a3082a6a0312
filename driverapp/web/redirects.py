"""Where an address from outside may send somebody: to our own pages alone."""

OFFICE = "/office/"


def local_path(wanted: str | None) -> str:
    """A path of the office as it was asked for; the office's first page for anything else."""
    path = wanted or ""
    # A browser reads `/office/..//other.example` and a backslash in ways of its own.
    safe = path.startswith(OFFICE) and not any(part in path for part in ("//", "..", "\\")) and path.isprintable()
    return path if safe else OFFICE
