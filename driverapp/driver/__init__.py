"""Everything that a phone or a rest-stop tablet talks to."""

from flask import Flask


def register_driver(app: Flask) -> None:
    """Attach the driver app's pages and the API."""
