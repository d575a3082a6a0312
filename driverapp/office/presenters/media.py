"""The photos and voice memos on a report's page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from uuid import UUID

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.entries import Kept
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import Medium


@dataclass(frozen=True)
class Shown:
    """A medium on the page: `name` tells it from the others, `moment` is when it arrived.

    `copy`: whether parts of it are blackened; `event`: by which such a copy is taken back; `covered`: there is one.
    """

    id: UUID
    kind: MediumKind
    name: str
    moment: Moment
    copy: bool = False
    event: int | None = None
    covered: bool = False


def shown_media(media: Sequence[Medium], redacted: Sequence[Kept]) -> list[Shown]:
    """The media of a report, photos first, numbered by kind, each followed by its blackened copies.

    `redacted`: what was entered with each copy.
    """
    events = {each.entered.get("copy"): each.event_id for each in redacted}
    shown = []
    for original in (*_numbered(media, MediumKind.PHOTO), *_numbered(media, MediumKind.VOICE)):
        copies = [each for each in media if each.redacts == original.id]
        name = _("%(photo)s, geschwärzt", photo=original.name)
        shown.append(replace(original, covered=bool(copies)))
        shown += [
            replace(original, id=each.id, name=name, copy=True, event=events.get(str(each.id))) for each in copies
        ]
    return shown


def _numbered(media: Sequence[Medium], kind: MediumKind) -> list[Shown]:
    numbers = count(1)
    own = [each for each in media if each.kind == kind and not each.redacts]
    return [Shown(each.id, kind, _name(kind, next(numbers)), clock(each.received_at)) for each in own]


def _name(kind: MediumKind, number: int) -> str:
    if kind is MediumKind.PHOTO:
        return _("Foto %(number)s", number=number)
    return _("Sprachnotiz %(number)s", number=number)
