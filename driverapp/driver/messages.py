"""Which translations the phone's scripts need: the messages that a catalogue locates in `static/driver`."""

import re
from functools import cache
from gettext import c2py
from pathlib import Path
from posixpath import dirname, normpath

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from driverapp.config import PROJECT
from driverapp.vocabulary.languages import SOURCE

FOLDER = PROJECT / "translations"
SCRIPTS = PROJECT / "static" / "driver"
TEMPLATES = PROJECT / "templates" / "driver"
# The pages that phones keep, and the templates of each that name scripts.
START = ("layout.html", "start.html", "flow.html", "flow_driving.html")
OWN = {each: ("layout.html", f"{each}.html") for each in ("emergency", "checklists", "reports", "tablet")}
LEGAL = dict.fromkeys(("privacy", "accessibility", "imprint"), ("layout.html",))
SETTINGS = ("layout.html", "settings.html", "settings_media.html")
DETAILS = ("details.html", "flow_media.html")
KEPT = {"start": START, "practice": START, "details": DETAILS, "settings": SETTINGS} | OWN | LEGAL
NAMED = re.compile(r"driver/([\w/]+\.js)")
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[\w/]+\.js)["']""")
# Beyond these numbers no language has a further plural.
NUMBERS = range(201)

Entry = str | dict[str, str]


def page_messages(language: str, page: str) -> dict[str, Entry]:
    """What the scripts of a page say; of one that phones keep, no more than that."""
    return script_messages(language, scripts=_scripts_of(page) if page in KEPT else None)


@cache
def script_messages(language: str, folder: Path = FOLDER, scripts: frozenset[str] | None = None) -> dict[str, Entry]:
    """Each German text of the scripts with its translation; a plural with its forms by their names in CLDR.

    Empty for German itself, which is the key. `scripts`: of these files alone.
    """
    if language == SOURCE:
        return {}
    catalog, forms = _catalogue(folder / language / "LC_MESSAGES" / "driver.po", language)
    return dict(_entry(message, forms) for message in catalog if message.id and _is_of(message, scripts))


@cache
def _catalogue(path: Path, language: str) -> tuple[Catalog, dict[str, int]]:
    """A catalogue, read once for all pages, and which string each form of CLDR takes; empty where there is none."""
    if not path.exists():
        return Catalog(), {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    index, locale = c2py(catalog.plural_expr), Locale.parse(language)
    return catalog, {locale.plural_form(number): index(number) for number in reversed(NUMBERS)}


@cache
def _scripts_of(page: str) -> frozenset[str]:
    """The modules that a page loads sooner or later, by what its templates name and each module imports."""
    templates = (path for pattern in KEPT[page] for path in TEMPLATES.glob(pattern))
    waiting = {name for path in templates for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= {normpath(f"{dirname(name)}/{each}").lstrip("/") for each in _imports(name)} - found
    return frozenset(f"static/driver/{name}" for name in found)


def _imports(name: str) -> list[str]:
    """The modules of ours that one takes in, as it names them."""
    named = IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
    return [each for each in named if "/vendor/" not in each]


def _is_of(message: Message, scripts: frozenset[str] | None) -> bool:
    return any(name.startswith("static/driver/") and (not scripts or name in scripts) for name, _ in message.locations)


def _entry(message: Message, forms: dict[str, int]) -> tuple[str, Entry]:
    if isinstance(message.id, str):
        return message.id, str(message.string)
    strings = tuple(message.string or ())
    return message.id[0], {form: strings[index] for form, index in forms.items()}
