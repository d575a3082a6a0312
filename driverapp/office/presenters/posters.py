"""Posters and cards of a code as data for their template: a page or a card for each language."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import cycle, islice
from typing import Any

import segno
from flask_babel import gettext as _

from driverapp.associations.models import Enrolment
from driverapp.associations.posters import poster_words
from driverapp.office.presenters.associations import spoken
from driverapp.store.clock import local_day
from driverapp.vocabulary.target_groups import TargetGroup

# A poster, one card a page, and four cards on a sheet to be cut.
PAPERS = ("a4", "a6", "a6-sheet")
CARDS_ON_A_SHEET = 4


def poster_data(enrolment: Enrolment, paper: str, languages: Sequence[str], address: str) -> dict[str, Any]:
    """What `office/poster.typ` shows. `address`: where the code leads; `languages`: at least one."""
    until, group = local_day(enrolment.expires_at), TargetGroup(enrolment.target_group)
    pages = [asdict(poster_words(each, group, until)) for each in languages]
    return {
        "paper": paper,
        "title": _("Code %(code)s", code=enrolment.code),
        "pages": _full_sheets(pages) if paper == "a6-sheet" else pages,
        "letters": spoken(enrolment.code),
        "address": address,
        "shown_address": address.partition("://")[2],
        "association": enrolment.association.name,
        "site": enrolment.site.name if enrolment.site else None,
        "picture": segno.make(address, error="m").svg_inline(border=0, dark="#10161d", light="#ffffff"),
        "picture_words": _("QR-Code für %(address)s", address=address),
    }


def _full_sheets(cards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Paper that is cut anyway is filled: the cards begin again until the last sheet is full."""
    sheets = -(-len(cards) // CARDS_ON_A_SHEET)
    return list(islice(cycle(cards), sheets * CARDS_ON_A_SHEET))
