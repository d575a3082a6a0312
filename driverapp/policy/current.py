"""The policy in force. Each request looks it up, so that all processes and machines agree from the first moment."""

from functools import lru_cache

from flask import current_app
from sqlalchemy import select

from driverapp.config import Config
from driverapp.policy.choices import Choices, Operator
from driverapp.policy.models import PolicyVersion
from driverapp.policy.resolve import Policy, resolve
from driverapp.store.database import db

# Until somebody sets one in the office.
FIRST = 0

_latest = select(PolicyVersion.number, PolicyVersion.choices_json).order_by(PolicyVersion.number.desc()).limit(1)


def current_policy() -> Policy:
    """The policy in force."""
    return resolve(current_choices()[1])


def current_choices() -> tuple[int, Choices]:
    """The number of the version in force and what was chosen; before the first, what the settings say."""
    row = db.session.execute(_latest).first()
    if row is None:
        config: Config = current_app.config["DRIVERAPP"]
        return FIRST, starting_choices(config)
    return row.number, _read(row.choices_json)


def starting_choices(config: Config) -> Choices:
    """What an installation begins with."""
    undo = config.undo_seconds if "undo_seconds" in config.model_fields_set else None
    return Choices(operator=Operator(config.operator), reading_hours=config.reading_hours, undo_seconds=undo)


# By its text: versions are never edited, so what was read once holds for ever.
@lru_cache(maxsize=8)
def _read(choices_json: str) -> Choices:
    return Choices.model_validate_json(choices_json)
