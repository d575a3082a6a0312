"""What the import contract cannot see: which names cross a layer."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules.sources import dotted, files, package_of, tree

KNOWS_HTTP = {"__init__", "cli", "driver", "office", "web"}
OF_A_REQUEST = {
    "request",
    "session",
    "abort",
    "g",
    "redirect",
    "url_for",
    "make_response",
    "jsonify",
    "flash",
    "render_template",
}
MAY_COMMIT = {"cli", "store"}
READS_THE_ENVIRONMENT = {"driverapp/config.py"}


def test_nothing_below_web_knows_of_a_request() -> None:
    modules = [path for path in _modules() if package_of(path) not in KNOWS_HTTP]
    assert [f"{path}: {name}" for path in modules for name in _of_a_request(tree(path))] == []


def test_only_the_edge_commits() -> None:
    modules = [
        path
        for path in _modules()
        if package_of(path) not in MAY_COMMIT and str(path) != "driverapp/web/transaction.py"
    ]
    assert [f"{path}:{line}" for path in modules for line in _commits(tree(path))] == []


def test_only_the_settings_read_the_environment() -> None:
    modules = [path for path in _modules() if str(path) not in READS_THE_ENVIRONMENT]
    assert [f"{path}: {name}" for path in [*modules, Path("wsgi.py")] for name in _environment(tree(path))] == []


def _modules() -> Iterator[Path]:
    return files("driverapp/*.py", "driverapp/**/*.py", beside=("driverapp/store/migrations",))


def _of_a_request(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("flask", "werkzeug"):
            yield from (name.name for name in node.names if name.name in OF_A_REQUEST)
            yield from (name.name for name in node.names if node.module == "werkzeug.exceptions")
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in ("flask", "werkzeug"))


def _commits(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield node.lineno


def _environment(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and dotted(node) in ("os.environ", "os.getenv", "os.environb"):
            yield dotted(node)
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (name.name for name in node.names if name.name in ("environ", "getenv", "environb"))
