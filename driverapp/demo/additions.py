"""What was added to invented reports later: further details, questions and answers."""

from uuid import UUID

from driverapp.demo.lives import Life, Step
from driverapp.demo.observations import Observation
from driverapp.demo.rows import HASH_BYTES, Row, Rows, new_id
from driverapp.reports.models import ReportAmendment, ReportMessage
from driverapp.vocabulary.questions import ANSWERS_OF_QUESTION, Question
from driverapp.vocabulary.states import EventKind


def add_amendments(rows: Rows, report_id: UUID, seen: Observation, life: Life) -> None:
    """Add the rows of what the reporter said later."""
    fields = {EventKind.BECAME_USABLE: _told(seen), EventKind.AMENDED: {"text": seen.text, "ongoing": seen.ongoing}}
    for step, _, _ in life.taken:
        if step.kind in fields:
            amendment = {"id": new_id(rows.rng), "report_id": report_id, "body_hash": rows.rng.randbytes(HASH_BYTES)}
            amendment |= {"received_at": step.at, "fields": fields[step.kind], "ignored": None}
            rows.add(ReportAmendment, amendment)


def _told(seen: Observation) -> Row:
    """What somebody adds to a mere tap."""
    spot = seen.spot
    place = {"text": spot.text, "road": spot.road, "direction": spot.direction, "km": spot.km, "site": spot.site}
    told: Row = {"category": seen.category, "text": seen.text, "vehicle": seen.vehicle, "ongoing": seen.ongoing}
    told["place"] = place if seen.names_place else None
    return {name: value for name, value in told.items() if value is not None}


def add_messages(rows: Rows, report_id: UUID, life: Life) -> UUID | None:
    """Add questions and answers; the answer that nobody has noted yet."""
    rng, unread = rows.rng, None
    question, message_id = rng.choice(list(Question)), new_id(rng)
    for step, _, _ in life.taken:
        if step.kind is EventKind.ASKED:
            rows.add(ReportMessage, _message(report_id, message_id, step, {"question": question}))
        elif step.kind is EventKind.ANSWERED:
            unread = new_id(rng)
            answer = _message(report_id, unread, step, {"answer": rng.choice(ANSWERS_OF_QUESTION[question])})
            rows.add(ReportMessage, answer | {"in_reply_to": message_id, "body_hash": rng.randbytes(HASH_BYTES)})
        elif step.kind is EventKind.ANSWER_NOTED:
            unread = None
    return unread


def _message(report_id: UUID, message_id: UUID, step: Step, sealed: Row) -> Row:
    return {
        "id": message_id,
        "report_id": report_id,
        "body_hash": None,
        "sent_at": step.at,
        "from_office": step.by is not None,
        "in_reply_to": None,
        "sealed": sealed,
        "ignored": None,
    }
