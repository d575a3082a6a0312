"""The list of guidance: a row an item, and what waits for the person who looks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.overview import REMINDER, Listed, shown_version
from driverapp.guidance.publish import missing_parties
from driverapp.office.presenters.guidance_words import (
    BADGES,
    GROUP_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    Status,
    has_ended,
    language_names,
    missing_languages,
    party_name,
    proposal_of,
    statuses,
)
from driverapp.office.presenters.times import day
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.guidance import GuidanceKind
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

# More languages than that are a number, not a list.
MOST_NAMED = 4


@dataclass(frozen=True)
class Chip:
    """A word that says how something stands, and its kind of badge."""

    word: str
    kind: str


@dataclass(frozen=True)
class Row:
    """An item in the list. `waiting`: who has not agreed yet; `notes`: what its texts lack."""

    slug: str
    title: str
    kind: str
    group: str
    chips: list[Chip]
    waiting: str
    notes: list[str]
    until: str
    until_soon: bool


def rows(session: Session, items: Iterable[Listed], chosen: Mapping[str, str]) -> list[Row]:
    """The items that match what was chosen of `kind`, `target_group` and `state`; an empty word matches all."""
    found = [each for each in items if _matches(each, chosen)]
    return [_row(session, each) for each in sorted(found, key=_urgency)]


def _matches(listed: Listed, chosen: Mapping[str, str]) -> bool:
    item = listed.item
    of_the_item = chosen["kind"] in ("", item.kind) and chosen["target_group"] in ("", item.target_group)
    return of_the_item and (not chosen["state"] or chosen["state"] in statuses(listed))


def _urgency(listed: Listed) -> tuple[int, str]:
    """What is on its way first, then what readers have, then what nobody has agreed to yet."""
    order = (Status.PROPOSED, Status.DRAFT, Status.PUBLISHED, Status.ENDED, Status.RECALLED, Status.STARTER)
    return min(order.index(each) for each in statuses(listed)), listed.title


def _row(session: Session, listed: Listed) -> Row:
    version, proposal = shown_version(listed.item), proposal_of(listed)
    missing = missing_parties(session, proposal) if proposal else []
    return Row(
        slug=listed.item.slug,
        title=listed.title,
        kind=_(KIND_NAMES[GuidanceKind(listed.item.kind)]),
        group=_(GROUP_NAMES[listed.item.target_group]),
        chips=[Chip(_(STATUS_NAMES[each]), BADGES.get(each, "plain")) for each in statuses(listed)],
        waiting=", ".join(party_name(each) for each in missing),
        notes=_notes(version, listed.stale),
        until=day(version.valid_until) if version.valid_until else "",
        until_soon=_ends_soon(version.valid_until) and not has_ended(version),
    )


def _notes(version: GuidanceVersion, stale: list[str]) -> list[str]:
    missing = missing_languages(version)
    return [
        *([_missing_words(missing)] if missing else []),
        *([_("veraltet: %(languages)s", languages=language_names(stale))] if stale else []),
    ]


def _missing_words(missing: list[str]) -> str:
    if len(missing) > MOST_NAMED:
        return _("fehlt in %(count)s von %(all)s Sprachen", count=len(missing), all=len(DRIVER_LANGUAGES))
    return _("fehlt: %(languages)s", languages=language_names(missing))


def _ends_soon(until: date | None) -> bool:
    return until is not None and until <= local_day(now()) + REMINDER
