"""Which language an answer speaks: the address first, then the saved choice, then what the browser asks for."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.routing import BaseConverter

from driverapp.config import PROJECT
from driverapp.policy.settings_versions import current_settings
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, OFFICE_LANGUAGES, SOURCE, direction_of

COOKIE = "language"
# The last one wins and gives the plural rule: every language that is offered has the driver's catalogue.
DOMAINS = ("office", "driver")
babel = Babel()


class Catalogues(Domain):
    """The catalogues by language. The library spells out the language's name to find one: 500 times a page."""

    def __init__(self, domains: Iterable[str] = DOMAINS) -> None:
        super().__init__(domain=";".join(domains))
        self._found: dict[Locale | None, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """The catalogue of the present language."""
        locale = get_locale()
        if locale not in self._found:
            self._found[locale] = super().get_translations()
        return self._found[locale]


class CataloguesByAudience(Catalogues):
    """The driver's words, but on a page or in a mail of the office its own: the same German may be another English."""

    def __init__(self) -> None:
        super().__init__()
        self._office = Catalogues(reversed(DOMAINS))

    def get_translations(self) -> NullTranslations:
        """The catalogue of the present language, with the words of who reads them before those of the others."""
        # In any other language the office has no catalogue, and so no plural rule.
        if getattr(get_locale(), "language", SOURCE) in OFFICE_LANGUAGES and _in_office():
            return self._office.get_translations()
        return super().get_translations()


class LanguageConverter(BaseConverter):
    """`<language:lang>` in a route: one of the driver app's languages."""

    regex = "|".join(DRIVER_LANGUAGES)


def register_locale(app: Flask) -> None:
    """Attach Flask-Babel and the `language` converter."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join([str(PROJECT / "translations")] * len(DOMAINS))
    app.config["BABEL_DOMAIN"] = ";".join(DOMAINS)
    app.config["BABEL_DEFAULT_LOCALE"] = SOURCE
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Berlin"
    app.url_map.converters["language"] = LanguageConverter
    babel.init_app(app, locale_selector=_present)
    babel.domain_instance = CataloguesByAudience()
    app.jinja_env.globals["get_locale"] = get_locale
    app.jinja_env.filters["direction_of"] = direction_of


def choose_language() -> str:
    """The language of this request: of its address, else the one that is wished for."""
    # An address that leads nowhere has no arguments, but often a language.
    fixed = (request.view_args or {}).get("lang") or request.path.split("/")[1]
    return fixed if fixed in DRIVER_LANGUAGES else wished_language()


def _present() -> Any:
    # Their types know only its name; to compare two objects of it for every text takes longer than to find the text.
    return _parsed(choose_language())


@cache
def _parsed(language: str) -> Locale:
    return Locale.parse(language)


def wished_language() -> str:
    """The language that was saved or that the browser asks for, always one that is offered."""
    offered = OFFICE_LANGUAGES if _in_office() else offered_languages()
    return next((each for each in _wishes(offered) if each in offered), SOURCE)


def _in_office() -> bool:
    # Whatever is written outside of a request, a mail or the rest of a long file, is the office's.
    return not has_request_context() or request.path.startswith("/office")


def offered_languages() -> Mapping[str, str]:
    """The languages of the driver app that the operator offers, by their codes, with their own names."""
    if "offered_languages" not in g:
        try:
            g.offered_languages = current_settings().offered
        except SQLAlchemyError:
            # The page that says so has to be in some language.
            return DRIVER_LANGUAGES
    offered: Mapping[str, str] = g.offered_languages
    return offered


def _wishes(offered: Iterable[str]) -> Iterable[str]:
    yield request.cookies.get(COOKIE, "")
    yield request.accept_languages.best_match(list(offered)) or SOURCE
