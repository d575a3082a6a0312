"""What the convention tests look at: the project's own files, as git knows them, tracked or about to be."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from driverapp.config import PROJECT


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or would be committed, relative to the project."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(Path(name) for name in sorted(set(listing.split("\0"))) if name and (PROJECT / name).is_file())


def files(*patterns: str, beside: tuple[str, ...] = ()) -> Iterator[Path]:
    """Project files that match one of the patterns and lie in none of the folders `beside`.

    A pattern is compared from the right, as `Path.match` does; `**` stands for any number of folders, which to
    `Path.match` it does not.
    """
    wanted = re.compile("|".join(map(_as_expression, patterns)))
    for path in project_files():
        if wanted.fullmatch(path.as_posix()) and not path.as_posix().startswith(beside):
            yield path


def _as_expression(pattern: str) -> str:
    parts = {"**/": "(?:.*/)?", "*": "[^/]*"}
    return "(?:.*/)?" + "".join(parts.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*)", pattern))


def text(path: Path) -> str:
    """A project file's text."""
    return (PROJECT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text(path), str(path))


def package_of(path: Path) -> str:
    """The layer of a module: `reports` for driverapp/reports/receive.py, `cli` for driverapp/cli.py."""
    return path.parts[1].removesuffix(".py")


def dotted(node: ast.AST) -> str:
    """`os.environ` for that expression; empty for anything that is no plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (start := dotted(node.value)):
        return f"{start}.{node.attr}"
    return ""
