"""Every sentence on a screen is found by the extraction and stands in every catalogue."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from driverapp.config import PROJECT
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, OFFICE_LANGUAGES, SOURCE
from tests.rules.sources import files

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(?!%)[^(\s]")
_Text = str | tuple[str, ...] | list[str]


def test_every_catalogue_holds_exactly_the_text_of_the_source() -> None:
    for path, catalogue in _catalogues():
        known = {_key(message.id) for message in _messages(catalogue)}
        assert sorted(extracted()[path.stem] ^ known) == [], path


def test_every_message_is_translated_and_none_is_a_guess() -> None:
    for path, catalogue in _catalogues():
        untranslated = [_key(message.id) for message in _messages(catalogue) if message.fuzzy or not _complete(message)]
        assert untranslated == [], path


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    for path, catalogue in _catalogues():
        differing = [_key(message.id) for message in _messages(catalogue) if not _same_placeholders(message)]
        assert differing == [], path


def test_placeholders_have_names() -> None:
    texts = frozenset().union(*extracted().values())
    nameless = [msgid for msgid in texts for found in PLACEHOLDER.finditer(msgid) if found.group(1) is None]
    assert nameless == []


def test_every_language_that_is_offered_has_its_catalogues() -> None:
    audiences = {"driver": DRIVER_LANGUAGES, "office": OFFICE_LANGUAGES}
    wanted = {(each, domain) for domain, languages in audiences.items() for each in languages if each != SOURCE}
    assert wanted - {(path.parts[1], path.stem) for path, _ in _catalogues()} == set()


@cache
def extracted() -> dict[str, frozenset[str]]:
    """The messages of the source for `driver` and for `office`, found as `make translations` finds them."""
    with tempfile.TemporaryDirectory() as folder:
        extract = ["make", "--silent", "extract", f"TEMPLATES={folder}"]
        subprocess.run(extract, cwd=PROJECT, check=True, capture_output=True)
        return {path.stem: frozenset(_read(path)) for path in Path(folder).glob("*.pot")}


def _read(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (_key(message.id) for message in _messages(read_po(file)))


@cache
def _catalogues() -> list[tuple[Path, Catalog]]:
    catalogues = []
    for path in files("translations/*/LC_MESSAGES/*.po"):
        with (PROJECT / path).open("rb") as file:
            catalogues.append((path, read_po(file, locale=path.parts[1])))
    return catalogues


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _key(msgid: _Text) -> str:
    return " | ".join(_forms(msgid)[:2])


def _forms(given: _Text | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _complete(message: Message) -> bool:
    forms = _forms(message.string)
    return bool(forms) and all(forms)


def _same_placeholders(message: Message) -> bool:
    return _placeholders(message.id) == _placeholders(message.string)


def _placeholders(given: _Text | None) -> set[str]:
    return {name for form in _forms(given) for name in PLACEHOLDER.findall(form)}
