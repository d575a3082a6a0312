"""What the API answers, as models: they make the answers and their description."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from driverapp.reports.media_formats import MediumKind
from driverapp.vocabulary.states import CallOutcome, State


class Answer(BaseModel):
    """Made from what the domain gives."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class ReportAnswer(Answer):
    """The report is on disk. `ignored`: JSON pointers to what was dropped."""

    id: UUID
    reference: str
    received_at: datetime
    state: State
    ignored: list[str]


class AmendmentAnswer(Answer):
    """The details are on disk. `ignored`: JSON pointers to what was dropped."""

    id: UUID
    report: UUID
    received_at: datetime
    ignored: list[str]


class MediumAnswer(Answer):
    """The medium is on disk. `type` and `size` (bytes) tell of what is kept: a photo is made anew."""

    id: UUID
    report: UUID
    kind: MediumKind
    type: str
    size: int
    received_at: datetime


class MediumErasedAnswer(Answer):
    """The medium is erased, or kept out should it arrive late."""

    id: UUID
    report: UUID
    erased_at: datetime


class CallAnswer(Answer):
    """The call is on disk. `ignored`: JSON pointers to what was dropped."""

    id: UUID
    received_at: datetime
    outcome: CallOutcome
    ignored: list[str]


class MessageKeptAnswer(Answer):
    """The reporter's answer is on disk. `ignored`: JSON pointers to what was dropped."""

    id: UUID
    report: UUID
    received_at: datetime
    ignored: list[str]


class MessageAnswer(Answer):
    """A question of the office, or an answer to one. `question` and `answer` are fixed words, `text` own ones."""

    id: UUID
    sent_at: datetime
    from_office: bool
    in_reply_to: UUID | None
    question: str | None
    answer: str | None
    text: str | None
    language: str | None


class FollowUpAnswer(Answer):
    """How far a report is. `helped`: a coordinator released it; `withdrawal`: where a coordinator decides on it."""

    id: UUID
    reference: str | None
    received_at: datetime
    state: State
    seen_at: datetime | None
    closed_at: datetime | None
    helped: bool
    withdrawal: Literal["requested", "refused"] | None
    messages: list[MessageAnswer]


class Fault(Answer):
    """One thing wrong with a body: where (JSON pointer) and what."""

    pointer: str
    detail: str


class ProblemAnswer(Answer):
    """Why a request was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault]


class RoadAnswer(Answer):
    """What is known of a motorway. Coordinates are whole ten-thousandths of a degree.

    `junctions`: name, number, latitude, longitude, kilometre; `rest_areas`: name, direction of the carriageway,
    latitude, longitude, kilometre; `posts`: for each in the order of the road, hundredths of a kilometre, latitude and
    longitude, less those of the one before.
    """

    junctions: list[tuple[str, str | None, int, int, float | None]]
    rest_areas: list[tuple[str, str | None, int, int, float | None]]
    posts: list[int]


class GazetteerAnswer(Answer):
    """Where things are. `towns`: name, latitude, longitude, inhabitants; `cities`: far ones, which signs name."""

    attribution: list[str]
    towns: list[tuple[str, int, int, int]]
    cities: list[tuple[str, int, int]]
    roads: dict[str, RoadAnswer]
