"""What the operator of a test's installation takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask


@contextmanager
def operated_as(app: Flask, operator: str) -> Iterator[None]:
    """The app under another operator's rules."""
    before = app.config["DRIVERAPP"]
    app.config["DRIVERAPP"] = before.model_copy(update={"operator": operator})
    try:
        yield
    finally:
        app.config["DRIVERAPP"] = before
