"""Languages, colour schemes and sizes: pairwise for every run, all of them for the long one."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from driverapp.vocabulary.languages import DRIVER_LANGUAGES, RIGHT_TO_LEFT, SOURCE
from tests.browser.axe import ALWAYS_AS_THE_DEVICE, SCHEMES, Scheme

SIZES = {
    "phone": ViewportSize(width=390, height=844),
    "small": ViewportSize(width=320, height=568),
    "tablet": ViewportSize(width=1280, height=800),
    "desktop": ViewportSize(width=1440, height=900),
}
# One language for each direction of writing.
DIRECTIONS = (SOURCE, *(lang for lang in DRIVER_LANGUAGES if lang in RIGHT_TO_LEFT))


@dataclass(frozen=True)
class Look:
    """How somebody sees a page."""

    lang: str
    scheme: Scheme
    size: str

    def __str__(self) -> str:
        return f"{self.lang}-{self.scheme}-{self.size}"

    def open(self, browser: Browser, **further: Any) -> BrowserContext:
        """A browser of this look. The content policy is off for it: axe is no script of ours."""
        context = browser.new_context(
            viewport=SIZES[self.size],
            color_scheme=self.scheme,
            locale=self.lang,
            timezone_id="Europe/Berlin",
            bypass_csp=True,
            service_workers="block",
            reduced_motion="reduce",
            **further,
        )
        context.add_init_script(ALWAYS_AS_THE_DEVICE)
        return context

    def put_on(self, page: Page) -> None:
        """Look at an open page in this scheme and size."""
        page.emulate_media(color_scheme=self.scheme)
        page.set_viewport_size(SIZES[self.size])


def _pairwise() -> list[Look]:
    """Every two of direction, scheme and size meet at least once."""
    turned = tuple(reversed(SCHEMES))
    return [
        Look(lang, scheme, size)
        for number, size in enumerate(SIZES)
        for lang, scheme in zip(DIRECTIONS, turned if number % 2 else SCHEMES, strict=False)
    ]


PAIRWISE = _pairwise()
_WHOLE = [Look(*each) for each in product(DRIVER_LANGUAGES, SCHEMES, SIZES)]

# Every language with its looks: pairwise for the two directions, all of them for the long run.
LOOKS_OF_LANGUAGE = [
    *(pytest.param(lang, [look for look in PAIRWISE if look.lang == lang], id=lang) for lang in DIRECTIONS),
    *(
        pytest.param(lang, [look for look in _WHOLE if look.lang == lang], id=f"{lang}-whole", marks=pytest.mark.matrix)
        for lang in DRIVER_LANGUAGES
    ),
]
# Both directions, and the languages with the longest words in either alphabet; the rest for the long run.
_LONG = ("ru", "lt")
SOME_LANGUAGES = [
    pytest.param(lang, marks=[] if lang in (*DIRECTIONS, *_LONG) else [pytest.mark.matrix]) for lang in DRIVER_LANGUAGES
]


def more(*values: object) -> list[ParameterSet]:
    """Further values of a parameter, for the long run alone."""
    return [pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.matrix) for each in values]
