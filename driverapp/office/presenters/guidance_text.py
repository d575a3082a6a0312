"""A text of guidance as the phone shows it: its fixed words come in its own language."""

from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from driverapp.guidance.models import GuidanceText, GuidanceVersion
from driverapp.vocabulary.categories import CATEGORY_NAMES, Category
from driverapp.vocabulary.guidance import GuidanceKind
from driverapp.vocabulary.languages import RIGHT_TO_LEFT


@dataclass(frozen=True)
class Point:
    """A point; `category`: the name of what a report of it would be."""

    text: str
    category: str | None


@dataclass(frozen=True)
class Section:
    """A headed list of points, or a situation (`text`) with its `answers`, the right one marked."""

    title: str
    points: list[Point]
    text: str
    answers: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class PhoneText:
    """One text, its fixed words in its language.

    `note`: that it is a draft; `frame`: where a notice holds and until when; `report`: what the button beside a sign
    says; `ticks`: whether its points can be ticked.
    """

    language: str
    direction: str
    title: str
    sections: list[Section]
    note: str
    frame: str
    report: str
    source: str
    ticks: bool


def phone_text(version: GuidanceVersion, text: GuidanceText) -> PhoneText:
    """A text as the phone shows it before anybody has agreed."""
    with force_locale(text.language):
        return PhoneText(
            language=text.language,
            direction="rtl" if text.language in RIGHT_TO_LEFT else "ltr",
            title=text.title,
            sections=[_section(each) for each in text.sections],
            note=_("Entwurf, noch nicht abgestimmt."),
            frame=_frame(version),
            report=_("Melden"),
            source=_("Quelle: %(source)s", source=text.source),
            ticks=version.item.kind == GuidanceKind.ROUTINE,
        )


def texts_of(version: GuidanceVersion) -> list[PhoneText]:
    """Every text of a version, German first."""
    texts = sorted(version.texts, key=lambda each: (each.language != "de", each.language))
    return [phone_text(version, each) for each in texts]


def _frame(version: GuidanceVersion) -> str:
    day = version.valid_until
    until = _("Gilt bis %(day)s", day=format_date(day, "medium")) if day else None
    return " · ".join(filter(None, (version.item.road, version.item.region, until)))


def _section(section: dict[str, Any]) -> Section:
    return Section(
        title=section["title"],
        points=[Point(each["text"], _category(each["category"])) for each in section.get("points", ())],
        text=section.get("text", ""),
        answers=[(each["text"], each["feedback"], each["right"]) for each in section.get("answers", ())],
    )


def _category(value: str | None) -> str | None:
    return _(CATEGORY_NAMES[Category(value)]) if value else None
