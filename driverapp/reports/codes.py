"""Codes with a check character: a report's reference, for eye and paper; a call's code, to be spoken."""

import secrets
from collections.abc import Sequence

from driverapp.vocabulary.letters import LETTERS

DIGITS = "0123456789"
REFERENCE_LENGTH = 11
CALL_CODE_LENGTH = 7


def new_reference() -> str:
    """A reference for a report whose phone sent none: ten random characters and a check character."""
    body = "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH - 1))
    return body + check_character(body, LETTERS)


def is_reference(text: str) -> bool:
    """Whether a text has the form of a reference and its check character (Luhn mod 32) fits."""
    return _fits(text, LETTERS, REFERENCE_LENGTH)


def is_call_code(text: str) -> bool:
    """Whether a text has the form of a call code and its check digit (Luhn mod 10) fits."""
    return _fits(text, DIGITS, CALL_CODE_LENGTH)


def check_character(body: Sequence[str], alphabet: str) -> str:
    """The check character of Luhn mod N: it finds every single wrong character and most swapped ones."""
    base, total = len(alphabet), 0
    for place, character in enumerate(reversed(body)):
        weighted = alphabet.index(character) * (2 - place % 2)
        total += weighted // base + weighted % base
    return alphabet[-total % base]


def _fits(text: str, alphabet: str, length: int) -> bool:
    if len(text) != length or not set(text) <= set(alphabet):
        return False
    return check_character(text[:-1], alphabet) == text[-1]
