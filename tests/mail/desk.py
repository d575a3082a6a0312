"""Coordinators who can be written to, and the minutes that pass for them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import time_machine

from driverapp import create_app
from driverapp.config import Config
from driverapp.mail.due import find_due, write_due
from driverapp.mail.send import deliver_batch
from driverapp.people.messages import Wish, Wishes, set_wishes
from driverapp.people.models import Person
from driverapp.policy.settings_versions import numbered_settings, set_settings
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.servers import Server

NOTHING = Wishes(ongoing=Wish.NONE, unread=Wish.NONE, answers=Wish.NONE)


def add_reader(name: str, wishes: Wishes | None = None, language: str = "de", role: Role = Role.COORDINATOR) -> int:
    """Somebody of the office with these wishes; their id. Committed."""
    with writing():
        person = Person(email=f"{name}@example.org", role=role, password="set")
        db.session.add(person)
        db.session.flush()
        if wishes is not None:
            set_wishes(db.session(), person, wishes, language)
        db.session.commit()
        return person.id


def set_up(**changes: Any) -> None:
    """Change the settings, as an administrator does. Committed."""
    with writing():
        by = Person(email=f"admin-{numbered_settings()[0]}@example.org", role=Role.ADMINISTRATOR)
        db.session.add(by)
        db.session.flush()
        number, settings = numbered_settings()
        changed = type(settings).model_validate(settings.model_dump() | changes)
        set_settings(db.session(), changed, after=number, by=by.id)
        db.session.commit()


def run_jobs() -> Counter[str]:
    """What the worker does each minute; how many mails."""
    db.session.rollback()
    wanted = find_due()
    db.session.rollback()
    with writing():
        write_due(wanted)
        db.session.commit()
    done: Counter[str] = Counter()
    while batch := deliver_batch():
        done += batch
    return done


@contextmanager
def later(moment: datetime | None = None, **passed: float) -> Iterator[None]:
    """Let time have passed since a moment."""
    with time_machine.travel((moment or now()) + timedelta(**passed), tick=False):
        yield


def set_up_on(server: Server, **changes: Any) -> None:
    """As `set_up`, for a running server: into its store, past its processes."""
    with create_app(Config.from_environment(server.environment)).app_context():
        set_up(**changes)
        db.engine.dispose()
