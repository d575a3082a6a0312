"""What the operator of a test's installation takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from driverapp import create_app
from driverapp.config import Config
from driverapp.people.models import Person
from driverapp.policy.change import set_policy
from driverapp.policy.choices import Choices
from driverapp.policy.current import current_choices
from driverapp.store.database import db, writing
from tests.servers import Server


@contextmanager
def operated_as(app: Flask, operator: str) -> Iterator[None]:
    """The app under another operator's rules."""
    before = app.config["DRIVERAPP"]
    app.config["DRIVERAPP"] = before.model_copy(update={"operator": operator})
    try:
        yield
    finally:
        app.config["DRIVERAPP"] = before


def decide(**choices: Any) -> int:
    """Set a policy of these choices, as an administrator does; the number of its version. Committed."""
    with writing():
        person = Person(email=f"policy-{current_choices()[0]}@example.org", role="administrator")
        db.session.add(person)
        db.session.flush()
        number = set_policy(db.session(), Choices(**choices), after=current_choices()[0], by=person.id)
        db.session.commit()
    return number


def decide_on(server: Server, **choices: Any) -> None:
    """As `decide`, for a running server: into its store, past its processes."""
    config = Config.from_environment(server.environment)
    app = create_app(config)
    with app.app_context():
        decide(**choices)
        db.engine.dispose()
