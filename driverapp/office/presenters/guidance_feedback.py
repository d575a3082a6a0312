"""What readers said, by item and kind; and the same as a sheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from driverapp.balance.reach import Reach
from driverapp.guidance.models import GuidanceFeedback
from driverapp.office.presenters.cells import as_text
from driverapp.office.presenters.guidance_reach import association_name
from driverapp.office.presenters.guidance_words import GROUP_NAMES
from driverapp.office.presenters.times import day
from driverapp.office.presenters.words import language
from driverapp.vocabulary.guidance import FeedbackKind
from driverapp.vocabulary.wording import N_

KIND_NAMES = {
    FeedbackKind.NOT_UNDERSTANDABLE: N_("Nicht verständlich"),
    FeedbackKind.NOT_OUR_REALITY: N_("Passt nicht zu unserem Alltag"),
    FeedbackKind.MISSING: N_("Etwas fehlt"),
}
Row = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Word:
    """What one reader wrote. By whom, and of which association, is not shown: small groups would know."""

    text: str
    language: str | None
    notes: str


@dataclass(frozen=True)
class Said:
    """What was said of an item in one kind of feedback; `silent`: how many said so without own words."""

    kind: str
    count: int
    words: list[Word]
    silent: int


@dataclass(frozen=True)
class ItemFeedback:
    """All feedback to one item."""

    slug: str
    title: str
    count: int
    said: list[Said]


def by_item(found: Iterable[GuidanceFeedback], titles: dict[str, str]) -> list[ItemFeedback]:
    """Feedback by item, what was said most of first."""
    ordered = sorted(found, key=lambda each: each.item.slug)
    items = [_item(slug, titles, list(group)) for slug, group in groupby(ordered, key=lambda each: each.item.slug)]
    return sorted(items, key=lambda each: (-each.count, each.title))


def sheet(found: Iterable[GuidanceFeedback], reached: Iterable[Reach], titles: dict[str, str]) -> str:
    """Feedback and reach as CSV, with semicolons as German spreadsheets expect; no cell is a formula."""
    file = io.StringIO()
    # To spreadsheets the mark says that it is UTF-8.
    file.write("\ufeff")
    lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
    lines.writerow([_("Inhalt"), _("Fassung"), _("Was"), _("Gruppe"), _("Verband"), _("Sprache"), _("Tag"), _("Wert")])
    for row in (*_said_rows(found, titles), *_reach_rows(reached, titles)):
        lines.writerow([_cell(value) for value in row])
    return file.getvalue()


def _said_rows(found: Iterable[GuidanceFeedback], titles: dict[str, str]) -> Iterator[Row]:
    for each in found:
        what, group = _(KIND_NAMES[FeedbackKind(each.kind)]), _(GROUP_NAMES[each.target_group])
        title, day_said = titles.get(each.item.slug, each.item.slug), each.day.isoformat()
        yield (title, each.version_number, what, group, None, language(each.language), day_said, each.text)


def _reach_rows(reached: Iterable[Reach], titles: dict[str, str]) -> Iterator[Row]:
    what = _("„Verstanden“ getippt")
    for each in reached:
        for line in each.lines:
            title, group = titles.get(each.slug, each.slug), _(GROUP_NAMES[line.target_group])
            yield (title, each.version, what, group, association_name(line), None, None, line.count)


def _item(slug: str, titles: dict[str, str], found: list[GuidanceFeedback]) -> ItemFeedback:
    of_kinds = {kind: [each for each in found if each.kind == kind] for kind in FeedbackKind}
    said = [_said(kind, each) for kind, each in of_kinds.items() if each]
    return ItemFeedback(slug, titles.get(slug, slug), len(found), said)


def _said(kind: FeedbackKind, found: list[GuidanceFeedback]) -> Said:
    words = [_word(each) for each in found if each.text]
    return Said(_(KIND_NAMES[kind]), len(found), words, len(found) - len(words))


def _word(feedback: GuidanceFeedback) -> Word:
    parts = (
        _(GROUP_NAMES[feedback.target_group]),
        language(feedback.language),
        _("Fassung %(number)s", number=feedback.version_number),
        day(feedback.day),
    )
    return Word(feedback.text or "", feedback.language, " · ".join(filter(None, parts)))


def _cell(value: object) -> str:
    return as_text("" if value is None else str(value))
