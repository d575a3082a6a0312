"""The kinds of value in what phones send: strict, bounded, and safe for either database."""

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from driverapp.reports.codes import (
    CALL_CODE_LENGTH,
    DIGITS,
    REFERENCE_LENGTH,
    is_call_code,
    is_reference,
)
from driverapp.vocabulary.letters import LETTERS

# Beyond these years a shift into UTC would leave the calendar.
YEARS = range(1900, 9000)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
CLIENT_ID_PATTERN = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"
CLIENT_ID = re.compile(CLIENT_ID_PATTERN)


def parse_moment(value: Any) -> datetime:
    """A date and time of RFC 3339 with its offset. Raises `ValueError`."""
    if not isinstance(value, str) or not RFC3339.fullmatch(value):
        raise ValueError("should be a date and time with seconds and offset (RFC 3339)")
    try:
        moment = datetime.fromisoformat(value.upper())
    except ValueError:
        raise ValueError("should be a date and time that exist") from None
    if moment.year not in YEARS:
        raise ValueError(f"should be in the years from {YEARS.start} on")
    return moment


def parse_client_id(value: Any) -> UUID:
    """An id that a phone made: a UUID of version 4 or 7 in its usual form. Raises `ValueError`."""
    if not isinstance(value, str) or not CLIENT_ID.fullmatch(value):
        raise ValueError("should be a UUID of version 4 or 7")
    return UUID(value)


def _reference(value: str) -> str:
    if not is_reference(value):
        raise ValueError("should be ten characters of Crockford's alphabet and their check character")
    return value


def _call_code(value: str) -> str:
    if not is_call_code(value):
        raise ValueError("should be six digits and their check digit")
    return value


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Moment = Annotated[datetime, BeforeValidator(parse_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
ClientId = Annotated[
    UUID, BeforeValidator(parse_client_id), WithJsonSchema({"type": "string", "pattern": CLIENT_ID_PATTERN})
]
# PostgreSQL cannot hold the character NUL.
Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Word = Annotated[Text, Field(max_length=40)]
# What an Arabic keyboard types for a sign that could not be read.
Plate = Annotated[Word, AfterValidator(lambda plate: plate.replace("؟", "?"))]
Line = Annotated[Text, Field(max_length=80)]
Reference = Annotated[str, Field(pattern=f"^[{LETTERS}]{{{REFERENCE_LENGTH}}}$"), AfterValidator(_reference)]
CallCode = Annotated[str, Field(pattern=f"^[{DIGITS}]{{{CALL_CODE_LENGTH}}}$"), AfterValidator(_call_code)]
Language = Annotated[str, Field(max_length=10, pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
# Phones send an empty field rather than none: both say nothing.
BlankIsNone = BeforeValidator(_blank_is_none)
