"""A test waits for what it wants to see, and it runs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.sources import files, text, tree

WAITS_BLINDLY = {"sleep", "wait_for_timeout"}
DOES_NOT_RUN = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
PLACES = {"browser", "rules", "js"}


def test_no_test_sleeps_or_is_left_out() -> None:
    found = [f"{path}:{line}" for path in files("tests/**/*.py", "tests/*.py") for line in _forbidden(tree(path))]
    assert found == []


def test_no_javascript_test_is_left_out() -> None:
    left_out = re.compile(r"\.(skip|todo|only)\s*\(|\b(skip|todo|only):\s*true")
    assert [str(path) for path in files("tests/js/*.js") if left_out.search(text(path))] == []


def test_tests_lie_where_their_source_lies() -> None:
    packages = {path.parts[1].removesuffix(".py") for path in files("driverapp/*.py", "driverapp/**/*.py")}
    folders = {path.parts[1] for path in files("tests/**/*_test.py") if len(path.parts) > 2}
    assert folders - packages - PLACES == set()


def test_every_test_is_found_by_its_name() -> None:
    named_otherwise = [path for path in files("tests/**/*.py", "tests/*.py") if not path.name.endswith("_test.py")]
    assert [str(path) for path in named_otherwise if _has_tests(path)] == []


def _forbidden(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in WAITS_BLINDLY | DOES_NOT_RUN:
            yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (node.lineno for name in node.names if name.name in WAITS_BLINDLY | DOES_NOT_RUN)


def _has_tests(path: Path) -> bool:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    return any(function.name.startswith("test_") for function in functions)
