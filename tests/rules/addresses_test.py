"""What is committed works anywhere: it names no package registry and no folder of somebody's machine."""

import re
from collections.abc import Iterator

from tests.rules.sources import project_files, text

# Written in halves, so that this file does not name what it looks for.
REGISTRIES = re.compile(
    "|".join(("pypi" + r"\.org", "files.python" + "hosted", "registry.npm" + "js", "registry.yarn" + "pkg"))
)
FOLDERS = re.compile(r"(?<![\w.\-<>{}*/$])/(?:root|home|work|tmp|opt|Users)/\w")
PICTURES = {".png", ".ico", ".webp", ".jpg", ".mo", ".woff2", ".ttf"}


def test_no_file_names_a_registry() -> None:
    assert list(_found(REGISTRIES)) == []


def test_no_file_names_a_folder_of_a_machine() -> None:
    assert list(_found(FOLDERS)) == []


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X|HA" + r"CK)\b")
    assert list(_found(left)) == []


def _found(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in project_files():
        if path.suffix not in PICTURES:
            yield from (f"{path}: {match.group()}" for match in pattern.finditer(text(path)))
