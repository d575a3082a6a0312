"""What an item is besides its texts: kind, target group, and where and until when it holds."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from driverapp.vocabulary.guidance import GuidanceKind, groups_of
from driverapp.vocabulary.roads import road_name

LONGEST_REGION = 80


class InvalidFrame(Exception):
    """A field is out of form. `faults`: what is wrong, by the field's name; under "" what is wrong between them."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {fault}" for name, fault in faults.items()))
        self.faults = faults


class Frame(BaseModel):
    """`region` in words and `road` ("A2") are a notice's; `valid_until`: the last day on which readers get it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: GuidanceKind
    target_group: str
    valid_until: date | None = None
    region: str | None = Field(default=None, max_length=LONGEST_REGION)
    road: str | None = None

    @field_validator("target_group")
    @classmethod
    def _known_group(cls, word: str) -> str:
        groups_of(word)
        return word

    @field_validator("road")
    @classmethod
    def _known_road(cls, written: str | None) -> str | None:
        if written and road_name(written) is None:
            raise ValueError("a road is written like A2 or B 64")
        return road_name(written)

    @field_validator("region")
    @classmethod
    def _said_region(cls, words: str | None) -> str | None:
        return (words or "").strip() or None

    @model_validator(mode="after")
    def _of_a_notice(self) -> "Frame":
        if self.kind is not GuidanceKind.NOTICE and (self.region or self.road):
            raise ValueError("region and road are a notice's")
        return self


def make_frame(**fields: Any) -> Frame:
    """A frame of what somebody entered. Raises `InvalidFrame`."""
    try:
        return Frame(**fields)
    except ValidationError as error:
        faults = {str(each["loc"][0]) if each["loc"] else "": each["msg"] for each in error.errors()}
        raise InvalidFrame({name: fault.removeprefix("Value error, ") for name, fault in faults.items()}) from None
