from collections import defaultdict
from pathlib import Path

import pytest
from flask import Flask

from driverapp.guidance.check import check_content
from driverapp.guidance.load import STARTER, content_files, load_content
from driverapp.guidance.parse import UnreadableContent, parse_text
from driverapp.guidance.queries import checklists
from driverapp.store.database import db
from driverapp.vocabulary.guidance import GuidanceKind
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.target_groups import TargetGroup

FILE = """---
title: "Erfundene Liste"
kind: checklist
target_group: taxi
language: de
version: 1
status: draft
valid_until: null
source: "Invented for a test."
---

## Worauf achten

- Jemand tut etwas. {burglary}
- Noch etwas.
"""


def _write(folder: Path, content: str = FILE, name: str = "list.de.md") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_starter_content_has_nothing_to_complain_about() -> None:
    assert check_content(STARTER, DRIVER_LANGUAGES) == []


def test_the_starter_content_says_in_each_language_where_it_comes_from() -> None:
    sources: dict[str, set[str]] = defaultdict(set)
    for name, content in content_files(STARTER):
        item = parse_text(name, content)
        sources[item.slug].add(item.about.source)
    assert {slug: len(said) for slug, said in sources.items()} == dict.fromkeys(sources, len(DRIVER_LANGUAGES))


def test_loading_twice_stores_once(app: Flask) -> None:
    assert load_content(STARTER) == len([*STARTER.rglob("*.md")])
    db.session.flush()
    assert load_content(STARTER) == 0


def test_a_source_that_changed_in_one_language_is_loaded(app: Flask, tmp_path: Path) -> None:
    files = {language: FILE.replace("language: de", f"language: {language}") for language in ("de", "en")}
    for language, content in files.items():
        _write(tmp_path, content, f"list.{language}.md")
    load_content(tmp_path)
    db.session.flush()
    _write(tmp_path, FILE.replace("Invented for a test.", "Für einen Test erfunden."))
    assert load_content(tmp_path) == 1
    db.session.flush()
    assert [item.source for language in ("de", "en", "pl") for item in checklists(language)] == [
        "Für einen Test erfunden.",
        "Invented for a test.",
        "Für einen Test erfunden.",
    ]


def test_a_changed_file_replaces_what_was_loaded(app: Flask, tmp_path: Path) -> None:
    load_content(_write(tmp_path))
    db.session.flush()
    assert load_content(_write(tmp_path, FILE.replace("Noch etwas", "Etwas anderes"))) == 1
    db.session.flush()
    (item,) = checklists("de", TargetGroup.TAXI)
    assert item.sections[0]["points"] == [
        {"text": "Jemand tut etwas.", "category": "burglary"},
        {"text": "Etwas anderes.", "category": None},
    ]


def test_every_group_has_a_list_in_every_language(app: Flask) -> None:
    load_content(STARTER)
    db.session.flush()
    for language in DRIVER_LANGUAGES:
        found = checklists(language)
        lists = [each.target_group for each in found if each.kind == GuidanceKind.CHECKLIST]
        assert list(dict.fromkeys(lists)) == list(TargetGroup)
        assert {each.language for each in found} == {language}


def test_an_item_without_translation_comes_in_german_and_says_so(app: Flask, tmp_path: Path) -> None:
    load_content(_write(tmp_path))
    db.session.flush()
    assert [each.language for each in checklists("en")] == ["de"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "version: 0", "version"),
        ("kind: checklist", "kind: poem", "kind"),
        ("status: draft", "status: agreed", "status"),
        ("valid_until: null", "valid_until: soon", "valid_until"),
        ("valid_until: null", "valid_until: null\nroad: Main Street", "road is written like"),
        ("valid_until: null", "valid_until: null\nroad: A2", "are a notice's"),
        ("Erfundene Liste", "x" * 71, "title"),
        ("Invented for a test.", "", "source"),
        ("Invented for a test.", " ", "source"),
        ("Invented for a test.", "x" * 401, "source"),
        ("Invented for a test.", r"One.\nTwo.", "source: .* one line"),
        ("## Worauf achten", f"## {'x' * 71}", "over 70 characters"),
        ("## Worauf achten", "Vorweg.\n\n## Worauf achten", "before the first section"),
        ("target_group: taxi", "target_group: pilot", "target_group"),
        ("- Noch etwas.", "Noch etwas.", "not a point"),
        ("- Noch etwas.", f"- {'x' * 161}", "over 160 characters"),
        ("{burglary}", "{sleeping_gas}", "unknown category sleeping_gas"),
        ("- Jemand tut etwas. {burglary}\n- Noch etwas.\n", "", "has no points"),
        ("## Worauf achten", "Worauf achten", "no sections"),
        ("title:", "title", "front matter"),
        ("language: de", "language: en", "the name must be"),
    ],
)
def test_a_file_out_of_form_is_named_with_its_fault(old: str, new: str, message: str) -> None:
    with pytest.raises(UnreadableContent, match=f"list.de.md: .*{message}"):
        parse_text("list.de.md", FILE.replace(old, new))


def test_nothing_is_stored_of_a_folder_with_one_faulty_file(app: Flask, tmp_path: Path) -> None:
    _write(tmp_path)
    _write(tmp_path, "no content", "zzz.de.md")
    with pytest.raises(UnreadableContent):
        load_content(tmp_path)
    assert checklists("de") == []


def test_the_checker_names_languages_shapes_and_origin(tmp_path: Path) -> None:
    _write(tmp_path, FILE.replace("Jemand tut", "Ausländer tun"))
    _write(tmp_path, FILE.replace("language: de", "language: en").replace("- Noch etwas.\n", ""), "list.en.md")
    _write(tmp_path, "broken", "broken.de.md")
    complaints = "\n".join(check_content(tmp_path, ["de", "en", "pl"]))
    assert "names origin as an indicator: «Ausländer tun etwas.»" in complaints
    assert "list: language pl is missing" in complaints
    assert "list: en has other points than de" in complaints
    assert "broken.de.md: " in complaints
