"""What readers of guidance send: that they understood, or what is wrong with it."""

from typing import Annotated

from pydantic import ConfigDict, Field

from driverapp.reports.fields import BlankIsNone, Language, Text
from driverapp.reports.payload import Body, TargetGroupWord, parse_body
from driverapp.vocabulary.guidance import FeedbackKind

# What an integer of PostgreSQL holds.
LARGEST_VERSION = 2**31 - 1


class ReaderPayload(Body):
    """Which version of which item was read, by whose target group."""

    slug: Annotated[Text, Field(min_length=1, max_length=60)]
    version: Annotated[int, Field(ge=1, le=LARGEST_VERSION)]
    target_group: TargetGroupWord = None
    enrolment: Annotated[Text | None, BlankIsNone] = None


class UnderstoodPayload(ReaderPayload):
    """A button that was pressed; never sent by itself."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"slug": "observe-truck", "version": 1}]})


class FeedbackPayload(ReaderPayload):
    """What is wrong with an item, in the language in which it was read."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"slug": "observe-truck", "version": 1, "kind": "not_our_reality"}]}
    )

    kind: Annotated[FeedbackKind, Field(strict=False)]
    text: Annotated[Annotated[Text, Field(max_length=500)] | None, BlankIsNone] = None
    language: Language | None = None


def parse_understood(raw: bytes) -> tuple[UnderstoodPayload, list[str]]:
    """A press, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    return parse_body(UnderstoodPayload, raw)


def parse_feedback(raw: bytes) -> tuple[FeedbackPayload, list[str]]:
    """Feedback, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    return parse_body(FeedbackPayload, raw)
