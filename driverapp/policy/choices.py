"""What an operator can choose: one switch, and each field by itself (contract, "Operator's policy")."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

HOURS_A_DAY = 24
Hours = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(le=HOURS_A_DAY)]]


class Operator(StrEnum):
    """The switch: who answers for the installation; it gives every field its default."""

    POLICE = "police"
    PRIVATE = "private"
    DEMO = "demo"


class Choices(BaseModel):
    """What was chosen. A field that is `None` follows the switch, and moves with it.

    `exact_position_days` 0: never, a position is rounded to a kilometre. `reading_hours`: first and last full hour in
    Europe/Berlin; `None` is "not read around the clock". The other numbers are in the unit of their names; what they
    mean stands in `Policy`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    operator: Operator = Operator.POLICE
    text: bool | None = None
    vehicle: bool | None = None
    photo: bool | None = None
    voice: bool | None = None
    linking: bool | None = None
    starter_content: bool | None = None
    exact_position_days: Annotated[int, Field(ge=0, le=90)] | None = None
    reading_hours: Hours | None = None
    undo_seconds: Annotated[int, Field(ge=0, le=300)] | None = None
    tap_hours: Annotated[int, Field(ge=1, le=720)] | None = None
    unread_alarm_hours: Annotated[int, Field(ge=1, le=168)] | None = None
    unread_days: Annotated[int, Field(ge=1, le=90)] | None = None
    seen_days: Annotated[int, Field(ge=1, le=180)] | None = None
    handed_over_days: Annotated[int, Field(ge=1, le=90)] | None = None
    closed_days: Annotated[int, Field(ge=1, le=90)] | None = None
    media_days: Annotated[int, Field(ge=1, le=30)] | None = None
    hold_days: Annotated[int, Field(ge=1, le=180)] | None = None
    call_days: Annotated[int, Field(ge=1, le=180)] | None = None
    audit_months: Annotated[int, Field(ge=1, le=36)] | None = None

    @field_validator("reading_hours")
    @classmethod
    def _in_order(cls, hours: tuple[int, int] | None) -> tuple[int, int] | None:
        if hours is not None and not hours[0] < hours[1]:
            raise ValueError("the last hour lies after the first")
        return hours


def bounds(name: str) -> tuple[int, int]:
    """The least and the greatest number that a field takes. `KeyError` for a field that is no number."""
    schema: dict[str, Any] = _properties()[name]["anyOf"][0]
    return schema["minimum"], schema["maximum"]


# Working it out takes longer than the page that asks for each number.
@cache
def _properties() -> dict[str, Any]:
    properties: dict[str, Any] = Choices.model_json_schema()["properties"]
    return properties
