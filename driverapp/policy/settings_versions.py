"""The operator's settings in force, and setting them: each time a new version, nobody overwrites another's unseen."""

from collections.abc import Sequence
from functools import lru_cache

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.config import Config
from driverapp.policy.models import SettingsVersion
from driverapp.policy.settings import Settings
from driverapp.policy.versions import append_version
from driverapp.store.database import db
from driverapp.trust.audit import record

# Until somebody sets them in the office.
FIRST = 0

_latest = select(SettingsVersion.number, SettingsVersion.settings_json).order_by(SettingsVersion.number.desc()).limit(1)


class SettingsChanged(Exception):
    """Somebody else set a version since the page was opened; nothing was changed."""


class UnknownVersion(Exception):
    """There is no version of this number."""


def current_settings() -> Settings:
    """The settings in force."""
    return numbered_settings()[1]


def numbered_settings() -> tuple[int, Settings]:
    """The number of the version in force and the settings; before the first, what the environment says."""
    row = db.session.execute(_latest).first()
    if row is None:
        config: Config = current_app.config["DRIVERAPP"]
        return FIRST, starting_settings(config)
    return row.number, _read(row.settings_json)


def starting_settings(config: Config) -> Settings:
    """What an installation begins with; what an operator wrote there is taken as it is."""
    return Settings.model_construct(
        operator_name=config.operator_name,
        operator_address=config.operator_address,
        contact_email=config.contact_email,
    )


def set_settings(session: Session, settings: Settings, *, after: int, by: int, reason: str | None = None) -> int:
    """Put a version in force; the number of the one that then is. The same settings again change nothing.

    `after`: the number of the version that the person saw. Raises `SettingsChanged`.
    """
    number, before = numbered_settings()
    if settings == before:
        return number
    written = settings.model_dump_json(exclude_none=True)
    if number != after or not append_version(SettingsVersion, after, by, reason, settings_json=written):
        raise SettingsChanged
    record(session, "settings_set", f"settings:{after + 1}", by)
    return after + 1


def settings_of(number: int) -> Settings:
    """The settings of a version; of number `FIRST` those of the start. Raises `UnknownVersion`."""
    if number == FIRST:
        config: Config = current_app.config["DRIVERAPP"]
        return starting_settings(config)
    found = db.session.get(SettingsVersion, number)
    if found is None:
        raise UnknownVersion
    return found.settings


def list_settings() -> Sequence[SettingsVersion]:
    """All versions, the newest first."""
    return db.session.scalars(select(SettingsVersion).order_by(SettingsVersion.number.desc())).all()


# By its text: versions are never edited, so what was read once holds for ever.
@lru_cache(maxsize=8)
def _read(settings_json: str) -> Settings:
    return Settings.model_validate_json(settings_json)
