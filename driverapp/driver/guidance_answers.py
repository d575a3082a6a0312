"""What the API answers about guidance, as models: they make the answers and their description."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from driverapp.driver.answers import Answer
from driverapp.vocabulary.guidance import GuidanceKind


class PointAnswer(Answer):
    """One point; `category`: what a report of it would be."""

    text: str
    category: str | None


class SectionAnswer(Answer):
    """A headed list of points."""

    title: str
    points: list[PointAnswer]


class ChoiceAnswer(Answer):
    """One of the answers to a situation, and what is said to whoever chooses it."""

    text: str
    feedback: str
    right: bool


class SituationAnswer(Answer):
    """A situation of a training card."""

    title: str
    text: str
    answers: list[ChoiceAnswer]


class AgreedAnswer(Answer):
    """Who agreed: `police` or an association's name, on behalf of which office, on which day."""

    party: str
    office: str
    at: date


class ItemAnswer(Answer):
    """An item of guidance in one language. A training card has situations, a recalled notice no sections at all."""

    slug: str
    kind: GuidanceKind
    language: str
    target_group: str
    title: str
    sections: list[SectionAnswer] | list[SituationAnswer]
    version: int
    status: Literal["draft", "agreed"]
    agreed: list[AgreedAnswer]
    valid_until: date | None
    published_at: datetime | None
    region: str | None
    road: str | None
    source: str
    recalled: bool


class GuidanceAnswer(Answer):
    """What is published for the phone to keep. `checklists` holds every kind but the notices."""

    checklists: list[ItemAnswer]
    notices: list[ItemAnswer]


class ReaderAnswer(Answer):
    """What a reader sent is on disk. `ignored`: JSON pointers to what was dropped."""

    id: UUID
    ignored: list[str]
