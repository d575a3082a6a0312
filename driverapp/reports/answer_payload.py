"""What a phone sends to answer a question of the office."""

from typing import Annotated

from pydantic import Field

from driverapp.reports.fields import BlankIsNone, ClientId, Language, Text
from driverapp.reports.payload import Body, parse_body
from driverapp.vocabulary.questions import CannedAnswer

# Words of another release are taken too, and dropped.
AnswerWord = Annotated[Annotated[str, Field(examples=list(CannedAnswer))] | None, BlankIsNone]


class AnswerPayload(Body):
    """The reporter's answer to the office's question `in_reply_to`: a canned one, own words, or both."""

    in_reply_to: ClientId
    answer: AnswerWord = None
    text: Annotated[Annotated[Text, Field(max_length=1000)] | None, BlankIsNone] = None
    language: Language | None = None


def parse_answer(raw: bytes) -> tuple[AnswerPayload, list[str]]:
    """An answer, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    return parse_body(AnswerPayload, raw)
