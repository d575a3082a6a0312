"""Languages, colour schemes and sizes: pairwise for every run, all of them for the long one."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

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

# Every look; what is not pairwise belongs to the long run alone.
LOOKS = [pytest.param(look, id=str(look), marks=[] if look in PAIRWISE else [pytest.mark.matrix]) for look in _WHOLE]
