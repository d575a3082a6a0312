"""The README is a map, and a map shows what is there."""

import re

from driverapp.config import PROJECT, Config
from tests.rules.sources import files, project_files, text

README = next(files("README.md"))


def test_the_map_names_every_folder_of_the_house() -> None:
    packages = {
        f"driverapp/{path.parts[1]}" for path in project_files() if path.parts[0] == "driverapp" and len(path.parts) > 2
    }
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    assert packages | folders - {"driverapp"} == _mapped()


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"`([A-Z_]+)`", _section("Running it")))
    assert {name.upper() for name in Config.model_fields} | {"HOST", "PORT"} == documented


def test_make_knows_every_target_that_is_named() -> None:
    named = {
        target
        for targets in re.findall(r"(?:`|^)make ([a-z- ]+)", text(README), re.MULTILINE)
        for target in targets.split()
    }
    known = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - known == set()


def _mapped() -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", _section("Map of the house"), re.MULTILINE)
    return {folder.rstrip("/") for row in rows for folder in re.findall(r"`([^`]+)`", row)}


def _section(title: str) -> str:
    return text(README).split(f"## {title}\n")[1].split("\n## ")[0]
