"""A report as the police receives it for their own systems: the keys, each with its meaning, and their version."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

VERSION: Literal[1] = 1
KIND: Literal["driverapp.hand-over"] = "driverapp.hand-over"


class Place(BaseModel):
    """Where something was observed, as the reporter said."""

    text: Annotated[str | None, Field(description="Own words of the reporter.")] = None
    translation: Annotated[str | None, Field(description="Of `text` into German, by a person.")] = None
    road: Annotated[str | None, Field(description="Name of the road, for example A2.")] = None
    direction: Annotated[str | None, Field(description="Direction of travel, as on the signs.")] = None
    km: Annotated[float | None, Field(description="Kilometre of the motorway, as on the blue signs.")] = None
    site: Annotated[str | None, Field(description="Name of a known rest stop or the like.")] = None


class Position(BaseModel):
    """Where the phone was (WGS 84), which is not where something was observed."""

    lat: float
    lon: float
    accuracy_m: Annotated[float | None, Field(description="Radius in metres.")] = None
    age_s: Annotated[float | None, Field(description="Seconds between the fix and the tap.")] = None


class Vehicle(BaseModel):
    """A vehicle that was observed. In a plate, `?` stands for a sign that could not be read."""

    plate: str | None = None
    country: str | None = None
    kind: str | None = None
    colour: str | None = None


class Words(BaseModel):
    """Own words in the language in which they were written, and what somebody in the office made of them."""

    original: str
    language: str | None = None
    translation: Annotated[str | None, Field(description="Into German, by a person.")] = None


class Said(BaseModel):
    """What a report says of an observation; empty fields were not said."""

    category: str | None = None
    target_group: str | None = None
    observed_at: datetime | None = None
    ongoing: bool | None = None
    place: Place | None = None
    phone_position: Position | None = None
    vehicle: Vehicle | None = None
    text: Words | None = None


class Amendment(BaseModel):
    """What the reporter added later. `named`: the fields that it replaced, also where it took a statement back."""

    received_at: datetime
    named: list[str]
    said: Said


class Call(BaseModel):
    """A tap on 110 in the app, never proof of a connection. `call_code` is what the caller said to the control room."""

    tapped_at: datetime
    call_code: str | None
    outcome: Annotated[
        str, Field(description="What the reporter said: opened (nothing), spoke, not_reached, not_needed.")
    ]


class Exchange(BaseModel):
    """A question of the office (`question` is a prepared one) or an answer to it (`answer` is a button)."""

    at: datetime
    from_office: bool
    question: str | None = None
    answer: str | None = None
    text: Words | None = None


class Medium(BaseModel):
    """A photo or a voice memo as it is kept; the file comes apart. `redacted`: parts were blackened by the office."""

    id: UUID
    kind: str
    type: str
    size: Annotated[int, Field(description="Bytes.")]
    sha256: Annotated[str | None, Field(description="Of the file, in hexadecimal.")]
    redacted: bool


class HandedOver(BaseModel):
    """A hand-over, or a later change of its office and file number."""

    at: datetime
    office: str
    file_number: str | None
    by: Annotated[str, Field(description="Address of the coordinator.")]


class Document(BaseModel):
    """A report for the police. `original` is what it said on arrival, `now` after all amendments."""

    kind: Literal["driverapp.hand-over"] = KIND
    schema_version: Literal[1] = VERSION
    exported_at: datetime
    invented: Annotated[bool, Field(description="From an installation in which everything is invented.")]
    id: UUID
    reference: str | None
    channel: Annotated[str, Field(description="How it came: app, form, telephone, radio, letter.")]
    practice: bool
    language: str | None
    association: str | None
    captured_at: Annotated[datetime | None, Field(description="The tap, by the phone's clock.")]
    received_at: Annotated[datetime, Field(description="The arrival, by the server's clock.")]
    clock_skew_s: Annotated[
        int | None, Field(description="Seconds by which the phone's clock was slow (negative: fast).")
    ]
    now: Said
    original: Said
    amendments: list[Amendment]
    calls: list[Call]
    exchanges: list[Exchange]
    media: list[Medium]
    hand_overs: list[HandedOver]
