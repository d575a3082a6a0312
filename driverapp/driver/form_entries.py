"""What somebody typed into the form, and the body of the report that it makes: always the same bytes for the same."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from driverapp.driver.guard import SECRET
from driverapp.policy.intake import IntakeRules
from driverapp.reports.codes import is_reference, new_reference
from driverapp.reports.fields import parse_client_id, parse_moment
from driverapp.reports.typed import WRITTEN, read_kilometre, read_moment
from driverapp.store.clock import BERLIN, now

ENTRIES = {"category", "target_group", "observed_at", "place", "road", "direction", "km", "ongoing"}
VEHICLE = ("plate", "country", "kind", "colour")
ANSWERS = {"yes": True, "no": False}
# Reports of the form name no release: the same entries are the same bytes before and after an update.
SENDER = "form"

Entries = Mapping[str, str]


class BrokenStamp(Exception):
    """The hidden fields of the form are missing or were changed."""


@dataclass(frozen=True)
class Stamp:
    """What each rendering of the form carries along, so that sending it twice makes one report."""

    id: UUID
    secret: str
    reference: str
    opened_at: datetime

    @property
    def opened(self) -> str:
        """When the form was opened, as its hidden field holds it."""
        return self.opened_at.isoformat(timespec="seconds")


def new_stamp() -> Stamp:
    """A fresh id, secret and reference, made as a phone makes them."""
    return Stamp(uuid4(), secrets.token_urlsafe(32), new_reference(), now().astimezone(BERLIN).replace(microsecond=0))


def read_stamp(posted: Mapping[str, str]) -> Stamp:
    """The stamp that a form was sent with. Raises `BrokenStamp`."""
    reference = posted.get("reference", "")
    own_id, secret = read_owner(posted)
    try:
        opened_at = parse_moment(posted.get("opened_at"))
    except ValueError:
        raise BrokenStamp from None
    if not is_reference(reference):
        raise BrokenStamp
    return Stamp(own_id, secret, reference, opened_at)


def read_owner(posted: Mapping[str, str]) -> tuple[UUID, str]:
    """The id of a report and the secret that proves ownership. Raises `BrokenStamp`."""
    secret = posted.get("secret", "")
    if not SECRET.fullmatch(secret):
        raise BrokenStamp
    try:
        return parse_client_id(posted.get("id")), secret.rstrip("=")
    except ValueError:
        raise BrokenStamp from None


def fresh_entries(rules: IntakeRules, **given: str) -> dict[str, str]:
    """An empty form: seen now, nothing else."""
    seen = now().astimezone(BERLIN).strftime(WRITTEN[0])
    return dict.fromkeys(_offered(rules), "") | {"observed_at": seen} | given


def read_entries(posted: Mapping[str, str], rules: IntakeRules) -> dict[str, str]:
    """What was typed into the fields that the operator's rules offer; a browser's line ends become plain ones."""
    return {name: plain(posted.get(name, "")) for name in _offered(rules)}


def observed_at(entries: Entries, stamp: Stamp) -> datetime:
    """When it was seen, in Berlin's time; when the form was opened, where nothing is entered. Raises `ValueError`."""
    written = entries["observed_at"]
    if not written:
        return stamp.opened_at
    return read_moment(written)


def body(entries: Entries, stamp: Stamp, lang: str) -> bytes:
    """The report as JSON. What was seen after the form was opened puts off the moment of the tap."""
    seen = observed_at(entries, stamp)
    place = {"text": entries["place"], "road": entries["road"], "direction": entries["direction"]}
    fields = {
        "reference": stamp.reference,
        "captured_at": _moment(max(seen, stamp.opened_at)),
        "observed_at": _moment(seen),
        "category": entries["category"],
        "target_group": entries["target_group"],
        "place": place | {"km": read_kilometre(entries["km"])},
        "text": entries.get("text"),
        "vehicle": {name: entries[name] for name in VEHICLE} if "plate" in entries else None,
        "ongoing": ANSWERS.get(entries["ongoing"]),
        "language": lang,
        "app_version": SENDER,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()


def _offered(rules: IntakeRules) -> list[str]:
    return sorted(ENTRIES | ({"text"} if rules.text else set()) | (set(VEHICLE) if rules.vehicle else set()))


def plain(text: str) -> str:
    """A text as a browser sends it, with plain line ends and without space around it."""
    # PostgreSQL cannot hold the character NUL.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
