"""The photos and voice memos on a report's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import Medium


@dataclass(frozen=True)
class Shown:
    """A medium on the page: `name` tells it from the others, `moment` is when it arrived."""

    id: UUID
    kind: MediumKind
    name: str
    moment: Moment


def shown_media(media: Sequence[Medium]) -> list[Shown]:
    """The media of a report, photos first, numbered by kind."""
    return [*_numbered(media, MediumKind.PHOTO), *_numbered(media, MediumKind.VOICE)]


def _numbered(media: Sequence[Medium], kind: MediumKind) -> list[Shown]:
    numbers = count(1)
    own = [each for each in media if each.kind == kind]
    return [Shown(each.id, kind, _name(kind, next(numbers)), clock(each.received_at)) for each in own]


def _name(kind: MediumKind, number: int) -> str:
    if kind is MediumKind.PHOTO:
        return _("Foto %(number)s", number=number)
    return _("Sprachnotiz %(number)s", number=number)
