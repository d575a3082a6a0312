"""Finds what people have to be told by now, and writes it as deliveries; intake itself does nothing for it.

It may run as often as one likes, on any number of machines: each delivery has a key, under which it is written once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from driverapp.mail.kinds import Kind, key_of, key_of_day
from driverapp.mail.waiting import before, unread_since, unseen_ongoing, waiting_reporters
from driverapp.people.messages import Reader, Topic, Wish, duty_order, list_readers
from driverapp.policy.current import current_policy
from driverapp.policy.settings import Settings
from driverapp.policy.settings_versions import current_settings
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db
from driverapp.store.deliveries import known_keys, put


@dataclass(frozen=True)
class Wanted:
    """A delivery that has to be there."""

    kind: Kind
    key: str
    reader: Reader
    payload: dict[str, Any] = field(default_factory=dict)


def find_due() -> list[Wanted]:
    """What has to go out by now and was never written."""
    at, readers = now(), list_readers(db.session())
    alarm_hours = current_policy().unread_alarm_hours
    wanted = [
        *_escalations(readers, current_settings(), at, alarm_hours),
        *_alarms(readers, at, alarm_hours),
        *_answers(readers),
        *_digests(readers, at),
    ]
    known = known_keys({each.key for each in wanted})
    return [each for each in wanted if each.key not in known]


def write_due(wanted: list[Wanted]) -> int:
    """Write what was found; how many of them nobody else wrote meanwhile."""
    return sum(put(each.kind, each.key, each.reader.id, each.payload) for each in wanted)


def _escalations(readers: list[Reader], settings: Settings, at: datetime, alarm_hours: int) -> Iterator[Wanted]:
    step, order = timedelta(minutes=settings.escalation_minutes), duty_order(readers, settings.escalation_order)
    # Later the alarm for what is unread takes over.
    for report_id, since in unseen_ongoing(before(at, alarm_hours), at - step) if order else []:
        for reader in order[: (at - since) // step]:
            key = key_of(Kind.ONGOING, reader.id, report_id)
            yield Wanted(Kind.ONGOING, key, reader, {"report": str(report_id)})


def _alarms(readers: list[Reader], at: datetime, alarm_hours: int) -> Iterator[Wanted]:
    day, told = local_day(at), [each for each in readers if each.wishes.unread is Wish.AT_ONCE]
    open_today = {key_of_day(Kind.UNREAD, each.id, day): each for each in told}
    missing = open_today.keys() - known_keys(open_today.keys())
    if missing and unread_since(before(at, alarm_hours))[0]:
        yield from (Wanted(Kind.UNREAD, key, open_today[key]) for key in sorted(missing))


def _answers(readers: list[Reader]) -> Iterator[Wanted]:
    told = [each for each in readers if each.wishes.of(Topic.ANSWERS) is Wish.AT_ONCE]
    for report_id, sent_id in waiting_reporters() if told else []:
        payload = {"report": str(report_id), "answer": str(sent_id)}
        yield from (Wanted(Kind.ANSWER, key_of(Kind.ANSWER, each.id, sent_id), each, payload) for each in told)


def _digests(readers: list[Reader], at: datetime) -> Iterator[Wanted]:
    # Written whether there is anything or not, and empty ones are dropped when they are sent: so one that is due
    # while nothing runs comes late, and none comes twice a day.
    hour, day = at.astimezone(BERLIN).hour, local_day(at)
    for each in readers:
        if each.wishes.wants_digest() and hour >= each.wishes.digest_hour:
            yield Wanted(Kind.DIGEST, key_of_day(Kind.DIGEST, each.id, day), each)
