"""The pages that a phone keeps: each made once for its language, policy and settings, and one version over them all."""

import hashlib
from collections.abc import Iterable
from functools import cache

from flask import current_app

from driverapp.config import PROJECT, Config
from driverapp.driver.pages import DETAILS, render_details, render_page
from driverapp.policy.current import current_policy
from driverapp.policy.resolve import Policy
from driverapp.policy.settings import Settings
from driverapp.policy.settings_versions import current_settings

# What pages are made from, besides the settings, the policy and the static files.
SOURCES = (
    "driverapp/**/*.py",
    "templates/driver/*",
    "templates/components/*",
    "translations/*/LC_MESSAGES/driver.[mp]o",
)

# Of the settings, what stands on them.
SHOWN = {
    "languages",
    "operator_name",
    "operator_address",
    "contact_email",
    "privacy_officer",
    "supervisory_authority",
    "legal_basis",
    "conciliation_body",
    "imprint",
    "privacy",
}

Pages = dict[tuple[str, str], str]
Setting = tuple[Config, Policy, Settings]


def kept_page(lang: str, page: str) -> str:
    """A page as everybody gets it, from memory after the first time."""
    pages = _pages()
    key = (lang, page)
    if key not in pages:
        pages[key] = _render(lang, page)
    return pages[key]


def kept_version(assets: Iterable[str]) -> str:
    """Names the pages together with the hashed `assets`; another one wherever any page could differ."""
    config, policy, settings = _setting()
    # What only the office goes by changes no page of a phone.
    told = (settings.model_dump(include=SHOWN), config.invented, policy)
    return hashlib.sha256("\n".join((_source_digest(), repr(told), *assets)).encode()).hexdigest()[:16]


def _pages() -> Pages:
    setting = _setting()
    made: tuple[Setting, Pages] | None = current_app.extensions.get("kept_pages")
    if made is None or made[0] != setting:
        made = current_app.extensions["kept_pages"] = (setting, {})
    return made[1]


def _setting() -> Setting:
    return current_app.config["DRIVERAPP"], current_policy(), current_settings()


def _render(lang: str, page: str) -> str:
    if page == "checklists":
        return render_page(lang, page, group=None, checklists=[], notices=[])
    return render_details(lang) if page == DETAILS else render_page(lang, page)


@cache
def _source_digest() -> str:
    # Making all pages in all languages to hash them would cost the first phone after a start two seconds.
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in PROJECT.glob(pattern) if path.is_file()):
        digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
