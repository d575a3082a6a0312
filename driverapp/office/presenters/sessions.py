"""Sessions as their person knows them again."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.people.models import OfficeSession
from driverapp.people.sessions import name_of


@dataclass(frozen=True)
class Shown:
    """A session: where, since when, seen last, and whether it is the one that asks."""

    name: str
    place: str
    since: Moment
    seen: Moment
    is_here: bool


def shown_sessions(sessions: Iterable[OfficeSession], here: OfficeSession) -> list[Shown]:
    """The sessions of a person, in the order given."""
    return [
        Shown(name_of(each), _place(each), clock(each.created_at), clock(each.last_seen_at), each is here)
        for each in sessions
    ]


def _place(found: OfficeSession) -> str:
    if found.browser and found.system:
        return _("%(browser)s auf %(system)s", browser=found.browser, system=found.system)
    return found.browser or found.system or _("Unbekannter Browser")
