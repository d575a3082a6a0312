"""What the first visit may cost, compressed: phones stand in motorway car parks with one bar."""

import gzip
import json
import re

import pytest
from flask.testing import FlaskClient

from driverapp.driver.pages import PAGES
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

KILOBYTE = 1000


def _get(client: FlaskClient, path: str) -> bytes:
    # A file stays open until its answer is closed.
    with client.get(path) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def _linked(page: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, page))


def _modules(client: FlaskClient, page: str) -> set[str]:
    """Every module that the page loads sooner or later."""
    found: set[str] = set()
    waiting = _linked(page, r'(?:src|href)="(/static/[^"]+\.js)"')
    while waiting:
        name = waiting.pop()
        found.add(name)
        source = _get(client, name).decode()
        folder = name.rpartition("/")[0]
        for reference in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""", source):
            parts = f"{folder}/{reference}".replace("/./", "/")
            waiting |= {re.sub(r"/[^/]+/\.\./", "/", parts)} - found
    return found


@pytest.mark.parametrize("lang", DRIVER_LANGUAGES)
def test_the_start_page_is_light(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/{lang}/")
    styles = _linked(page.text, r'rel="stylesheet" href="([^"]+)"')
    modules = _modules(client, page.text)
    assert _packed(page.data) <= 8 * KILOBYTE
    assert sum(_packed(_get(client, each)) for each in styles) <= 10 * KILOBYTE
    assert sum(_packed(_get(client, each)) for each in modules) <= 30 * KILOBYTE


@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_page_carries_the_words_of_all_its_modules(client: FlaskClient, page: str) -> None:
    shown = client.get(f"/pl/{page}").text
    [messages] = re.findall(r'id="messages">(.*?)</script>', shown)
    sources = [_get(client, module).decode() for module in _modules(client, shown)]
    spoken = {words for source in sources for words in re.findall(r'gettext\(\s*"([^"]+)"', source)}
    assert spoken
    assert spoken - json.loads(messages).keys() == set()


@pytest.mark.parametrize("lang", DRIVER_LANGUAGES)
def test_the_screens_after_the_tap_are_light(client: FlaskClient, lang: str) -> None:
    assert _packed(client.get(f"/{lang}/details").data) <= 8 * KILOBYTE


def test_until_the_tap_can_be_taken_few_requests_are_made(client: FlaskClient) -> None:
    page = client.get("/de/").text
    named = _linked(page, r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
    assert len(named) + 1 <= 16


@pytest.mark.parametrize("lang", DRIVER_LANGUAGES)
def test_everything_kept_for_one_language_fits(client: FlaskClient, lang: str) -> None:
    worker = client.get("/sw.js").text
    kept = re.findall(rf'"(/(?:static|{lang})/[^"*]*)"', worker)
    assert sum(_packed(_get(client, each)) for each in kept) <= 200 * KILOBYTE


def test_the_emergency_pages_of_all_languages_fit(client: FlaskClient) -> None:
    assert sum(_packed(_get(client, f"/{lang}/emergency")) for lang in DRIVER_LANGUAGES) <= 100 * KILOBYTE


def test_nothing_is_asked_of_anybody_else(client: FlaskClient) -> None:
    page = client.get("/de/").text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
