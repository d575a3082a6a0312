"""What every command stands on: the installation that the environment names, and how a refusal is said."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

import click
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as WaitedTooLong

from driverapp import create_app
from driverapp.config import Config, InvalidSetting
from driverapp.store.database import db, writing
from driverapp.trust.keys import MissingKey


@contextmanager
def installation(config: Config | None = None) -> Iterator[None]:
    """The installation that settings or else the environment name; what a command did is kept when it ends well.

    Raises `click.ClickException` (one line, exit code 1) where settings or keys are wrong.
    """
    with open_app(config).app_context():
        try:
            with committing():
                yield
        finally:
            db.engine.dispose()


class LastingInstallation:
    """The installation that the environment names, for jobs that come again and again, side by side.

    Opened when a job first needs it, by one of them alone: two that open one at once are in each other's way.
    """

    def __init__(self) -> None:
        self._app: Flask | None = None
        self._opening = Lock()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The installation for one job. Raises `click.ClickException` as `installation` does."""
        with self._opening:
            self._app = self._app or open_app()
        # The session goes with the context.
        with self._app.app_context():
            yield


@contextmanager
def committing() -> Iterator[None]:
    """Keep what was done when it ends well. Raises `click.ClickException` where the store does not answer."""
    try:
        with writing():
            yield
            db.session.commit()
    except (OperationalError, ProgrammingError, WaitedTooLong):
        raise click.ClickException("The store does not answer, or `driverapp prepare` has not run yet.") from None
    finally:
        db.session.remove()


def open_app(config: Config | None = None) -> Flask:
    """The app of that installation. Raises `click.ClickException` as `installation` does."""
    try:
        return create_app(config)
    except (InvalidSetting, MissingKey) as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def refusing(lines: Mapping[type[Exception], str]) -> Iterator[None]:
    """Turn the named exceptions of an operation into one clear line and exit code 1."""
    try:
        yield
    except tuple(lines) as error:
        raise click.ClickException(lines[type(error)]) from None
