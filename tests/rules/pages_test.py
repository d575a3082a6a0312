"""What the content security policy forbids is not written in the first place, and nobody else is asked for anything."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.rules.sources import files, text

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
DATA_ONLY = {"application/json", "application/ld+json"}
ADDRESS = re.compile(r"https?://[^\s\"'<>)`]+")
NAMESPACES = ("http://www.w3.org/",)


class _Inline(HTMLParser):
    """Collects what would run or paint from within a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA_ONLY):
            self.found.append(f"<{tag}>")
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        self.found += [
            f"{name}=javascript:" for name, value in attrs if (value or "").strip().lower().startswith("javascript:")
        ]


def test_no_template_has_a_script_or_style_of_its_own() -> None:
    assert [
        f"{path}: {found}" for path in files("templates/**/*.html", "templates/*.html") for found in _inline(text(path))
    ] == []


def test_no_template_switches_escaping_off() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")
    assert [str(path) for path in files("templates/**/*", "templates/*") if unescaped.search(text(path))] == []


def test_no_page_asks_another_server() -> None:
    sources = files("templates/**/*", "static/**/*.js", "static/**/*.css", "static/**/*.svg", beside=("static/vendor",))
    assert [f"{path}: {address}" for path in sources for address in _addresses(text(path))] == []


def _inline(template: str) -> list[str]:
    parser = _Inline()
    parser.feed(JINJA.sub("x", template))
    parser.close()
    return parser.found


def _addresses(source: str) -> Iterator[str]:
    return (address for address in ADDRESS.findall(source) if not address.startswith(NAMESPACES))
