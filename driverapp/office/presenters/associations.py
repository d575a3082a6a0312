"""Associations as the office shows them: the list, codes with how long they hold, staff numbers with their days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.associations.attribute import rests_for_few
from driverapp.associations.change import groups_of
from driverapp.associations.models import Association, Enrolment, StaffCount
from driverapp.associations.staff import Parts, said_to_share
from driverapp.office.presenters.rows import Chip
from driverapp.office.presenters.times import day
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES, TargetGroup

# So long before its end a code asks to be renewed: new posters have to be printed and hung up.
SOON_DAYS = 30
# Whoever reads a code aloud takes a breath in between.
SPOKEN_LETTERS = 4


@dataclass(frozen=True)
class ListRow:
    """An association in the list of all."""

    slug: str
    name: str
    groups: str
    staff: str
    sites: int
    codes: int
    active: bool


@dataclass(frozen=True)
class Code:
    """A code: for whom, and how it stands. `holds`: neither ended nor expired, even if it rests.

    `few`: it would hold, but rests because fewer than 10 people would share it.
    """

    id: int
    letters: str
    whom: str
    size: str
    chip: Chip
    note: str
    holds: bool
    ended: bool
    few: bool


@dataclass(frozen=True)
class StaffLine:
    """A number with its days; `superseded`: the day on which it was corrected, if it was."""

    whom: str
    staff: str
    since: str
    source: str
    entered: str
    who: str
    superseded: str | None


def list_rows(
    every: Iterable[Association], staff: Mapping[int, int], sites: Mapping[int, int], codes: Mapping[int, int]
) -> list[ListRow]:
    """The list; the mappings tell by an association's id."""
    return [
        ListRow(
            slug=each.slug,
            name=each.name,
            groups=group_names(each),
            staff=_number(staff.get(each.id)),
            sites=sites.get(each.id, 0),
            codes=codes.get(each.id, 0),
            active=each.deactivated_at is None,
        )
        for each in every
    ]


def group_names(association: Association) -> str:
    """The target groups of an association in words; empty while nobody named them."""
    named = groups_of(association)
    return ", ".join(_(name) for group, name in TARGET_GROUP_NAMES.items() if group in named)


def offered_groups(association: Association) -> list[tuple[str, str]]:
    """The groups that a code may be for: those of the association; all of them while nobody named any."""
    named = groups_of(association)
    return [(group.value, _(name)) for group, name in TARGET_GROUP_NAMES.items() if not named or group in named]


def code(enrolment: Enrolment, parts: Parts) -> Code:
    """A code, its state in a word; `parts`: the numbers of its association that hold today."""
    ended, expired = enrolment.ended_at is not None, enrolment.expires_at <= now()
    few = not (ended or expired) and rests_for_few(enrolment, parts)
    return Code(
        id=enrolment.id,
        letters=spoken(enrolment.code),
        whom=whom(enrolment.target_group, enrolment.site.name if enrolment.site else None),
        size=_number(said_to_share(parts, enrolment.target_group, enrolment.site_id)),
        chip=_chip(enrolment, ended=ended, expired=expired, few=few),
        note=_note(enrolment, expired=expired),
        holds=not (ended or expired),
        ended=ended,
        few=few,
    )


def staff_lines(counts: Sequence[StaffCount], names: Mapping[int, str]) -> list[StaffLine]:
    """The history; `names`: of those who entered numbers, by their ids."""
    return [
        StaffLine(
            whom=whom(each.target_group, each.site.name if each.site else None),
            staff=_number(each.staff),
            since=day(each.valid_from),
            source=each.source or "–",
            entered=day(local_day(each.entered_at)),
            who=names.get(each.entered_by or 0, "–"),
            superseded=day(local_day(each.superseded_at)) if each.superseded_at else None,
        )
        for each in counts
    ]


def whom(target_group: str | None, site: str | None) -> str:
    """A part of an association in words: a group, a site, a group at a site, or the whole."""
    group = _(TARGET_GROUP_NAMES[TargetGroup(target_group)]) if target_group else None
    return " · ".join(filter(None, (group, site))) or _("Verband insgesamt")


def spoken(letters: str) -> str:
    """A code in groups, as one reads it aloud."""
    return " ".join(letters[start : start + SPOKEN_LETTERS] for start in range(0, len(letters), SPOKEN_LETTERS))


def _chip(enrolment: Enrolment, *, ended: bool, expired: bool, few: bool) -> Chip:
    if ended:
        return Chip(_("beendet"), "plain")
    if expired:
        return Chip(_("abgelaufen"), "wrong")
    site = enrolment.site
    if few or enrolment.association.deactivated_at or (site is not None and site.deactivated_at):
        return Chip(_("ruht"), "plain")
    left = _days_left(enrolment)
    if left > SOON_DAYS:
        return Chip(_("gilt"), "new")
    return Chip(_ends_in(left), "ongoing")


def _note(enrolment: Enrolment, *, expired: bool) -> str:
    if enrolment.ended_at is not None:
        return _("am %(day)s", day=day(local_day(enrolment.ended_at)))
    last = day(local_day(enrolment.expires_at))
    return _("am %(day)s", day=last) if expired else _("bis %(day)s", day=last)


def _ends_in(days: int) -> str:
    if days == 0:
        return _("läuft heute ab")
    return str(ngettext("läuft in %(number)s Tag ab", "läuft in %(number)s Tagen ab", days, number=days))


def _days_left(enrolment: Enrolment) -> int:
    return (local_day(enrolment.expires_at) - local_day(now())).days


def _number(number: int | None) -> str:
    return _("unbekannt") if number is None else format_decimal(number)
