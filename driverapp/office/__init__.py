"""Everything that a coordinator, an analyst or an administrator sees."""

from flask import Flask


def register_office(app: Flask) -> None:
    """Attach the office's pages and its sign-in."""
