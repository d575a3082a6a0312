"""What was added to invented reports later: further details, photos, questions and answers."""

import random
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from driverapp.demo import desk_words, words
from driverapp.demo.lives import Life, Step
from driverapp.demo.observations import Observation
from driverapp.demo.photos import add_photo
from driverapp.demo.rows import HASH_BYTES, Row, Rows, new_id
from driverapp.reports.models import ReportAmendment, ReportMessage
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.questions import ANSWERS_OF_QUESTION, PLAIN_ANSWERS, Question
from driverapp.vocabulary.states import EventKind


@dataclass(frozen=True)
class Conversation:
    """A question and its answer: their ids, and what each says, to be sealed. `unread`: nobody has noted the answer."""

    question_id: UUID
    answer_id: UUID
    question: Row
    answer: Row
    unread: bool


def add_amendments(rows: Rows, report_id: UUID, seen: Observation, life: Life) -> None:
    """Add the rows of what the reporter said later."""
    told, again = _told(seen), {"text": seen.text, "ongoing": seen.ongoing}
    named = {EventKind.BECAME_USABLE: (told, dict.fromkeys(told)), EventKind.AMENDED: (again, again)}
    for step in (taken.step for taken in life.taken if taken.step.kind in named):
        fields, before = named[step.kind]
        amendment = {"id": new_id(rows.rng), "report_id": report_id, "body_hash": rows.rng.randbytes(HASH_BYTES)}
        amendment |= {"received_at": step.at, "fields": fields, "before": before, "ignored": None}
        rows.add(ReportAmendment, amendment)


def _told(seen: Observation) -> Row:
    """What somebody adds to a mere tap."""
    spot = seen.spot
    place = {"text": spot.text, "road": spot.road, "direction": spot.direction, "km": spot.km, "site": spot.site}
    told: Row = {"category": seen.category, "text": seen.text, "vehicle": seen.vehicle, "ongoing": seen.ongoing}
    told["place"] = place if seen.names_place else None
    return {name: value for name, value in told.items() if value is not None}


def add_photos(rows: Rows, report_id: UUID, seen: Observation, life: Life) -> None:
    """Add the photos that came and whose time is not over."""
    for step in (taken.step for taken in life.taken if taken.step.kind is EventKind.MEDIUM_RECEIVED):
        if step.at + timedelta(days=rows.policy.media_days) > rows.until:
            add_photo(rows, report_id, step.at, seen.vehicle or {})


def talk(rng: random.Random, seen: Observation, life: Life) -> Conversation | None:
    """What office and reporter say to each other about a report, if they do."""
    kinds = {taken.step.kind for taken in life.taken}
    if EventKind.ASKED not in kinds:
        return None
    canned = rng.choice([*Question, None])
    question: Row = {"question": canned} if canned else {"text": desk_words.question(rng), "language": SOURCE}
    answer: Row = {"answer": rng.choice(ANSWERS_OF_QUESTION[canned] if canned else PLAIN_ANSWERS)}
    if rng.random() < 0.25:
        answer |= {"text": words.answer(rng, seen.language), "language": seen.language}
    unread = EventKind.ANSWERED in kinds and EventKind.ANSWER_NOTED not in kinds
    return Conversation(new_id(rng), new_id(rng), question, answer, unread)


def add_messages(rows: Rows, report_id: UUID, life: Life, said: Conversation) -> None:
    """Add the question, and the answer where one came."""
    for step in (taken.step for taken in life.taken):
        if step.kind is EventKind.ASKED:
            rows.add(ReportMessage, _message(report_id, said.question_id, step, said.question))
        elif step.kind is EventKind.ANSWERED:
            answer = _message(report_id, said.answer_id, step, said.answer)
            told = {"in_reply_to": said.question_id, "body_hash": rows.rng.randbytes(HASH_BYTES)}
            rows.add(ReportMessage, answer | told)


def _message(report_id: UUID, message_id: UUID, step: Step, sealed: Row) -> Row:
    return {
        "id": message_id,
        "report_id": report_id,
        "body_hash": None,
        "sent_at": step.at,
        "from_office": step.by is not None,
        # The phone asks within minutes.
        "fetched_at": step.at + timedelta(minutes=1) if step.by is not None else None,
        "in_reply_to": None,
        "sealed": sealed,
        "ignored": None,
    }
