"""The pages of the driver app, as the phone keeps them: the same bytes for everybody who reads the language."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from babel import Locale
from flask import render_template
from flask_babel import force_locale, gettext

from driverapp.driver.legal import legal_words
from driverapp.driver.messages import page_messages
from driverapp.driver.questions import question_words
from driverapp.policy.current import current_policy
from driverapp.policy.intake import IntakeRules, intake_rules
from driverapp.policy.resolve import Policy
from driverapp.policy.settings import Settings
from driverapp.policy.settings_versions import current_settings
from driverapp.policy.words import nobody_reads_sentence, reading_hours_sentence
from driverapp.vocabulary.categories import (
    CATEGORIES_OF_GROUP,
    CATEGORIES_WITHOUT_GROUP,
    CATEGORY_NAMES,
    SPOKEN_CATEGORIES,
)
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, RIGHT_TO_LEFT, SOURCE
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.vocabulary.vehicles import COLOUR_NAMES, COUNTRIES, VEHICLE_KIND_NAMES

START = "start"
PAGES = (
    "emergency",
    "checklists",
    "reports",
    "settings",
    "practice",
    "tablet",
    "privacy",
    "accessibility",
    "imprint",
)
# Where "Weg hier" leads: it bears nothing that the others bear.
AWAY = "away"
# The screens after a tap: a page that is only ever opened by a script.
DETAILS = "details"
KEPT_PAGES = (START, DETAILS, *PAGES, AWAY)


@dataclass(frozen=True)
class Facts:
    """What an installation tells about itself on its pages."""

    operator: str
    operator_name: str | None
    operator_address: str | None
    contact_email: str | None
    reading_hours: tuple[int, int] | None
    reading_sentence: str
    nobody_sentence: str
    undo_seconds: int
    rules: IntakeRules
    version: str


@cache
def app_version() -> str:
    """The version of this release, which reports carry; read from the disk once."""
    return version("driverapp")


def render_page(lang: str, page: str, **values: Any) -> str:
    """A page in a language, whatever the request asks for."""
    with force_locale(lang):
        return render_template(f"driver/{page}.html", **page_values(lang, page), **values)


def render_details(lang: str) -> str:
    """The screens between the first and the last after a tap, in a language."""
    territories = Locale(lang).territories
    return render_page(lang, DETAILS, country_names={sign: territories[code] for sign, code in COUNTRIES.items()})


def page_values(lang: str, page: str) -> dict[str, Any]:
    """What every page of the driver app is made of; to be called under the page's language."""
    settings, policy = current_settings(), current_policy()
    return {
        "lang": lang,
        "page": page,
        # The control room hears it in German.
        "german_language": Locale(lang).get_language_name(SOURCE),
        "direction": "rtl" if lang in RIGHT_TO_LEFT else "ltr",
        # The one of the page among them: a form that was open keeps its own.
        "languages": settings.offered | {lang: DRIVER_LANGUAGES[lang]},
        "facts": _facts(settings, policy),
        "legal": legal_words(settings, policy),
        "messages": page_messages(lang, page),
        "category_names": {category.value: gettext(name) for category, name in CATEGORY_NAMES.items()},
        # In German, as the control room hears it, and in the language of the page.
        "spoken_categories": {each.value: (words, gettext(words)) for each, words in SPOKEN_CATEGORIES.items()},
        "categories_of_group": {"": CATEGORIES_WITHOUT_GROUP} | CATEGORIES_OF_GROUP,
        "group_names": TARGET_GROUP_NAMES,
        "vehicle_words": {
            "kind": {str(kind): gettext(name) for kind, name in VEHICLE_KIND_NAMES.items()},
            "colour": {str(colour): gettext(name) for colour, name in COLOUR_NAMES.items()},
        },
        "questions": question_words(),
    }


def _facts(settings: Settings, policy: Policy) -> Facts:
    return Facts(
        operator=policy.operator,
        operator_name=settings.operator_name,
        operator_address=settings.operator_address,
        contact_email=settings.contact_email,
        reading_hours=policy.reading_hours,
        reading_sentence=reading_hours_sentence(policy.reading_hours),
        nobody_sentence=nobody_reads_sentence(policy.reading_hours),
        undo_seconds=policy.undo_seconds,
        rules=intake_rules(policy),
        version=app_version(),
    )
