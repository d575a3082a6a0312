"""Reports that came another way than by the app, taken down by somebody in the office or a control room."""

import secrets
from uuid import UUID

from driverapp.associations.models import Association
from driverapp.policy.intake import IntakeRules
from driverapp.reports import events
from driverapp.reports.models import Report
from driverapp.reports.payload import ReportPayload
from driverapp.reports.receive import columns_of
from driverapp.store.database import db
from driverapp.store.insert import insert_once
from driverapp.trust.audit import record
from driverapp.vocabulary.channels import Channel
from driverapp.vocabulary.states import EventKind, State

# As long as a secret's hash, and of no secret: nobody can ask for such a report or take it back.
HASH_BYTES = 32


def take_down(
    report_id: UUID,
    payload: ReportPayload,
    *,
    channel: Channel,
    association: Association | None,
    actor_id: int,
    rules: IntakeRules,
) -> bool:
    """Keep a report that somebody took down, visible at once; false where it was kept before.

    `payload` has passed the checks of the API; `actor_id`: who took it down, noted with the event.
    """
    values = columns_of(payload, rules, [])
    values |= {
        "id": report_id,
        "secret_hash": secrets.token_bytes(HASH_BYTES),
        "visible_at": values["received_at"],
        "channel": channel,
        "association_id": association.id if association else None,
    }
    if not insert_once(Report, values):
        return False
    moved = (None, State.RECEIVED)
    events.append(Report(**values), EventKind.RECEIVED, actor_id=actor_id, at=values["received_at"], moved=moved)
    record(db.session(), "report_taken_down", f"report:{report_id}", actor_id)
    return True
