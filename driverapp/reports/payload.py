"""What phones send, as strict models. What only another release knows is dropped and named, never refused."""

from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from driverapp.reports.fields import (
    BlankIsNone,
    CallCode,
    ClientId,
    Language,
    Line,
    Moment,
    Plate,
    Reference,
    Text,
    Word,
)
from driverapp.reports.json_body import Fault, InvalidBody, pointer, read_json, validate
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.questions import CannedAnswer
from driverapp.vocabulary.states import CallOutcome, Waiting
from driverapp.vocabulary.target_groups import TargetGroup

LONGEST_MEMORY = timedelta(days=14)
# A time that somebody enters is rounded to the minute and may seem to lie after the tap.
ROUNDING = timedelta(minutes=1)

Payload = TypeVar("Payload", bound="Body")


class Body(BaseModel):
    """Strict: `false` and `"1"` are no numbers, and no number is infinite."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False, extra="ignore")


class Position(Body):
    """Where the phone is (WGS 84). `accuracy_m`: radius in metres; `age_s`: seconds between the fix and the tap."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(ge=0, le=1e9)] | None = None
    age_s: Annotated[float, Field(ge=0, le=1e9)] | None = None


class Place(Body):
    """Where something was observed. `km`: kilometre of the motorway; `site`: slug of a known site."""

    text: Annotated[Annotated[Text, Field(max_length=200)] | None, BlankIsNone] = None
    road: Annotated[Annotated[Text, Field(max_length=10)] | None, BlankIsNone] = None
    direction: Annotated[Line | None, BlankIsNone] = None
    km: Annotated[float, Field(ge=0, le=5000)] | None = None
    site: Annotated[Text | None, BlankIsNone] = None


class Vehicle(Body):
    """A vehicle that was observed, never its driver."""

    plate: Annotated[Plate | None, BlankIsNone] = None
    country: Annotated[Word | None, BlankIsNone] = None
    kind: Annotated[Word | None, BlankIsNone] = None
    colour: Annotated[Word | None, BlankIsNone] = None


TIMES: JsonDict = {"observed_at": "2026-11-22T20:55:00+01:00", "captured_at": "2026-11-22T21:04:11+01:00"}
EXAMPLE: JsonDict = {
    "category": "cargo_theft",
    "target_group": "truck",
    "position": {"lat": 51.4, "lon": 7.0, "accuracy_m": 12, "age_s": 3},
    "place": {"text": "Parkplatz, hintere Reihe", "road": "A2", "direction": "Hannover", "km": 423.5},
    "text": "Zwei Planen sind aufgeschnitten.",
    "vehicle": {"kind": "Transporter", "colour": "weiß"},
    "ongoing": False,
    "language": "de",
}

# Words of another release are taken too, and dropped: so any text is a valid one.
CategoryWord = Annotated[Annotated[str, Field(examples=list(Category))] | None, BlankIsNone]
TargetGroupWord = Annotated[Annotated[str, Field(examples=list(TargetGroup))] | None, BlankIsNone]


class Details(Body):
    """What a report and its amendments can tell."""

    category: CategoryWord = None
    target_group: TargetGroupWord = None
    position: Position | None = None
    place: Place | None = None
    text: Annotated[Annotated[Text, Field(max_length=1000)] | None, BlankIsNone] = None
    vehicle: Vehicle | None = None
    ongoing: bool | None = None
    language: Language | None = None
    app_version: Annotated[Word | None, BlankIsNone] = None


class ReportPayload(Details):
    """A report. `observed_at`: when it was seen; `captured_at`: when the tap happened, by the phone's clock."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE | TIMES]})

    observed_at: Moment
    captured_at: Moment
    enrolment: Annotated[Text | None, BlankIsNone] = None
    practice: bool = False
    reference: Reference | None = None


class AmendmentPayload(Details):
    """Further details: whatever is named replaces what was said before, null included."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    observed_at: Moment | None = None


class CallPayload(Body):
    """A tap on 110. A later one under the same id may fill in or change outcome and `waiting`, nothing else."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tapped_at": TIMES["captured_at"], "outcome": "spoke"}]})

    tapped_at: Moment
    call_code: CallCode | None = None
    outcome: Annotated[CallOutcome, Field(strict=False)] = CallOutcome.OPENED
    outcome_at: Moment | None = None
    waiting: Annotated[Waiting, Field(strict=False)] | None = None
    report: ClientId | None = None
    enrolment: Annotated[Text | None, BlankIsNone] = None
    target_group: TargetGroupWord = None
    practice: bool = False
    app_version: Annotated[Word | None, BlankIsNone] = None


# Fields of fixed words: an unknown one comes from another release and is dropped.
WORDS = {
    "category": frozenset(Category),
    "target_group": frozenset(TargetGroup),
    "answer": frozenset(CannedAnswer),
}
NESTED: dict[str, type[Body]] = {"position": Position, "place": Place, "vehicle": Vehicle}


def parse_report(raw: bytes) -> tuple[ReportPayload, list[str]]:
    """A report, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    payload, ignored = parse_body(ReportPayload, raw)
    check_observed_at(payload.observed_at, payload.captured_at)
    return payload, ignored


def parse_amendment(raw: bytes) -> tuple[AmendmentPayload, list[str]]:
    """An amendment, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    return parse_body(AmendmentPayload, raw)


def parse_call(raw: bytes) -> tuple[CallPayload, list[str]]:
    """A tap on 110, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    return parse_body(CallPayload, raw)


def check_observed_at(observed_at: datetime, captured_at: datetime) -> None:
    """Refuse a time of observation after the tap or more than 14 days before it. Raises `InvalidBody`."""
    if not captured_at - LONGEST_MEMORY <= observed_at <= captured_at + ROUNDING:
        fault: Fault = {"pointer": "/observed_at", "detail": "should lie within the 14 days before captured_at"}
        raise InvalidBody([fault])


def parse_body(model: type[Payload], raw: bytes) -> tuple[Payload, list[str]]:
    """A body as one of our models, and pointers to what was dropped. Raises `BrokenJson` and `InvalidBody`."""
    known, ignored = _known(model, read_json(raw))
    return validate(model, known), ignored


def _known(model: type[Body], value: dict[str, Any], *path: str) -> tuple[dict[str, Any], list[str]]:
    known: dict[str, Any] = {}
    ignored: list[str] = []
    for name, content in value.items():
        if name not in model.model_fields or _unknown_word(name, content):
            ignored.append(pointer(*path, name))
        elif name in NESTED and isinstance(content, dict):
            known[name], dropped = _known(NESTED[name], content, *path, name)
            ignored += dropped
        else:
            known[name] = content
    return known, ignored


def _unknown_word(name: str, content: object) -> bool:
    return name in WORDS and isinstance(content, str) and bool(content.strip()) and content not in WORDS[name]
