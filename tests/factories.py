"""Data for tests, made through the real intake."""

import base64
import json
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from driverapp.policy.choices import Operator
from driverapp.policy.intake import IntakeRules, intake_rules
from driverapp.policy.resolve import DEFAULTS
from driverapp.reports.amend import amend
from driverapp.reports.calls import record_call
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.media_receive import receive_medium
from driverapp.reports.models import EmergencyCall, Report
from driverapp.reports.payload import parse_amendment, parse_call, parse_report
from driverapp.reports.receive import receive
from driverapp.store.clock import now
from driverapp.store.database import db, writing

POLICE = intake_rules(DEFAULTS[Operator.POLICE])


@dataclass(frozen=True)
class Owned:
    """A stored report or call and the secret of its holder."""

    id: UUID
    secret: str


def new_secret() -> str:
    """A secret as a phone makes it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def report_body(**changes: Any) -> dict[str, Any]:
    """The body of a report of this moment, a mere tap; `changes` add or replace fields."""
    moment = now().isoformat(timespec="seconds")
    return {"observed_at": moment, "captured_at": moment, "category": None, "language": "de"} | changes


def call_body(**changes: Any) -> dict[str, Any]:
    """The body of a tap on 110 at this moment; `changes` add or replace fields."""
    return {"tapped_at": now().isoformat(timespec="seconds"), "outcome": "opened"} | changes


def make_report(*, visible: bool = True, rules: IntakeRules = POLICE, **changes: Any) -> Report:
    """A report that arrived; visible to the office at once unless said otherwise. Committed."""
    return db.session.get_one(Report, make_owned_report(visible=visible, rules=rules, **changes).id)


def make_owned_report(*, visible: bool = True, rules: IntakeRules = POLICE, **changes: Any) -> Owned:
    """As `make_report`, for tests of what its holder can do. `quarantined` is the intake's, all else the phone's."""
    quarantined = changes.pop("quarantined", False)
    made = Owned(uuid4(), new_secret())
    raw = json.dumps(report_body(**changes)).encode()
    payload, ignored = parse_report(raw)
    with writing():
        receive(made.id, made.secret, raw, payload, rules=rules, ignored=ignored, quarantined=quarantined)
        if visible:
            report = db.session.get_one(Report, made.id)
            report.visible_at = min(report.visible_at, report.received_at)
        db.session.commit()
    return made


def make_amendment(owned: Owned, **fields: Any) -> None:
    """Further details to a report, as its holder sends them. Committed."""
    raw = json.dumps(fields).encode()
    payload, ignored = parse_amendment(raw)
    with writing():
        amend(owned.id, owned.secret, raw, payload, amendment_id=uuid4(), rules=POLICE, ignored=ignored)
        db.session.commit()


def make_medium(owned: Owned, raw: bytes, kind: MediumKind) -> UUID:
    """A photo or a voice memo to a report, as its holder sends it; its id. Committed."""
    medium_id = uuid4()
    with writing():
        receive_medium(owned.id, owned.secret, raw, medium_id=medium_id, kind=kind, allowed=True)
        db.session.commit()
    return medium_id


def make_call(**changes: Any) -> EmergencyCall:
    """A tap on 110 that arrived. Committed."""
    payload, ignored = parse_call(json.dumps(call_body(**changes)).encode())
    call_id = uuid4()
    with writing():
        record_call(call_id, new_secret(), payload, ignored=ignored)
        db.session.commit()
    return db.session.get_one(EmergencyCall, call_id)
