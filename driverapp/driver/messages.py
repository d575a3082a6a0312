"""Which translations the phone's scripts need: the messages that a catalogue locates in `static/driver`."""

from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from driverapp.config import PROJECT
from driverapp.vocabulary.languages import SOURCE

FOLDER = PROJECT / "translations"
# Beyond these numbers no language has a further plural.
NUMBERS = range(201)

Entry = str | dict[str, str]


@cache
def script_messages(language: str, folder: Path = FOLDER) -> dict[str, Entry]:
    """Each German text of the scripts with its translation; a plural with its forms by their names in CLDR.

    Empty for German itself, which is the key.
    """
    path = folder / language / "LC_MESSAGES" / "driver.po"
    if language == SOURCE or not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return dict(_entry(message, catalog) for message in catalog if _of_a_script(message))


def _of_a_script(message: Message) -> bool:
    return bool(message.id) and any(name.startswith("static/driver/") for name, _line in message.locations)


def _entry(message: Message, catalog: Catalog) -> tuple[str, Entry]:
    if isinstance(message.id, str):
        return message.id, str(message.string)
    return message.id[0], _forms(tuple(message.string or ()), catalog)


def _forms(strings: tuple[str, ...], catalog: Catalog) -> dict[str, str]:
    locale = Locale.parse(str(catalog.locale))
    index = c2py(catalog.plural_expr)
    return {locale.plural_form(number): strings[index(number)] for number in reversed(NUMBERS)}
