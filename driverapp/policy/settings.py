"""What an operator sets beside the policy: languages, contact and legal texts, map tiles, mail, escalation."""

import re
import unicodedata
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

from driverapp.vocabulary.languages import DRIVER_LANGUAGES, OFFICE_LANGUAGES

# A page of the phone has room for so much, with the other pages of a language (tests/driver/budget_test.py).
LONGEST_TEXT = 4000
LONGEST_LINE = 200
EMAIL = r"[^@\s,;<>\"]+@[^@\s,;<>\"]+"
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
TILE = ("{z}", "{x}", "{y}")
BRACED = re.compile(r"\{[^{}]*\}")
BRACE = re.compile(r"[{}]")


def _without_controls(text: str) -> str:
    # A line becomes part of a header of a mail.
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in text):
        raise ValueError("one line without control characters")
    return text


def _of_lines(text: str) -> str:
    for line in text.split("\n"):
        _without_controls(line)
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE),
    AfterValidator(_without_controls),
]
Lines = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT), AfterValidator(_of_lines)
]
Email = Annotated[str, StringConstraints(max_length=255, pattern=f"^{EMAIL}$"), AfterValidator(_without_controls)]


class MapTiles(BaseModel):
    """Where the tiles of the office's map come from. `url`: a template with `{z}`, `{x}` and `{y}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Line
    attribution: Line

    @property
    def host(self) -> str:
        """The one host, with its port where it is not the usual one, that may be asked for tiles."""
        return urlsplit(self.url).netloc

    @field_validator("url")
    @classmethod
    def _template(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("https", "http") or not HOST.fullmatch(parts.hostname or ""):
            raise ValueError("an address such as https://tiles.example/{z}/{x}/{y}.png")
        if parts.username is not None or parts.fragment or any(char in parts.netloc for char in "{}"):
            raise ValueError("one plain host")
        # Each once, and no brace besides: whoever fills them in shall not meet anything else.
        if sorted(BRACED.findall(url)) != sorted(TILE) or BRACE.search(BRACED.sub("", url)):
            raise ValueError("{z}, {x} and {y}, each once")
        return url


class Settings(BaseModel):
    """What was set. `None` is "not set".

    `languages`: offered to drivers, German and English always among them; `None` offers all. `imprint`, `privacy`: in
    German, in the plain Markdown that `prose` reads. `sender_name`: beside the sender's address in a mail.
    `escalation_minutes`: after which an unseen ongoing report goes to the first of `escalation_order` (ids of people),
    and after as many more to the next; to everybody in turn where the order reaches nobody.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] | None = None
    operator_name: Line | None = None
    operator_address: Line | None = None
    contact_email: Email | None = None
    privacy_officer: Line | None = None
    supervisory_authority: Line | None = None
    legal_basis: Line | None = None
    conciliation_body: Line | None = None
    imprint: Lines | None = None
    privacy: Lines | None = None
    map_tiles: MapTiles | None = None
    sender_name: Annotated[Line, Field(max_length=80)] | None = None
    escalation_minutes: Annotated[int, Field(ge=1, le=240)] = 10
    escalation_order: tuple[int, ...] = ()

    @property
    def offered(self) -> dict[str, str]:
        """The languages of the driver app by their codes, with their own names, in their usual order."""
        wanted = DRIVER_LANGUAGES if self.languages is None else {*self.languages, *OFFICE_LANGUAGES}
        return {code: name for code, name in DRIVER_LANGUAGES.items() if code in wanted}

    @field_validator("languages")
    @classmethod
    def _known(cls, languages: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if languages is None:
            return None
        wanted = {*languages, *OFFICE_LANGUAGES}
        # All of them stays all of them when another one comes with a later release.
        return None if wanted >= DRIVER_LANGUAGES.keys() else tuple(code for code in DRIVER_LANGUAGES if code in wanted)
