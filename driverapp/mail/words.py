"""What a mail says, in the language of whoever gets it: counts, since when, and the way into the office."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from flask_babel import force_locale, format_datetime, get_locale

from driverapp.config import Config
from driverapp.mail.kinds import Kind
from driverapp.mail.waiting import before, still_unseen, unread_since, unseen_ongoing, waiting_reporters
from driverapp.people.messages import Reader, Topic, Wish
from driverapp.policy.current import current_policy
from driverapp.store.clock import now
from driverapp.store.deliveries import Claimed
from driverapp.vocabulary.languages import SOURCE


@dataclass(frozen=True)
class Count:
    """How many wait, and since when the first of them."""

    number: int
    since: datetime | None = None


Counts = dict[Topic, Count]
INBOX = "/office/inbox"
OWN = "/office/own/messages"


def say(kind: Kind, reader: Reader, claimed: list[Claimed]) -> tuple[str, str] | None:
    """Subject and text of the mail that these deliveries make together; nothing where it has become needless."""
    counts = _counts(kind, reader, claimed)
    if kind is not Kind.TEST and not any(each.number for each in counts.values()):
        return None
    config: Config = current_app.config["DRIVERAPP"]
    hours = current_policy().unread_alarm_hours
    links = {"inbox": config.base_url + INBOX, "own": config.base_url + OWN}
    with force_locale(reader.language):
        template = current_app.jinja_env.get_template(f"mail/{kind}.txt")
        text = template.render(counts=counts, hours=hours, moment_words=moment_words, **links)
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def moment_words(moment: datetime) -> str:
    """Day and time in Europe/Berlin, to be read at any later time."""
    german = getattr(get_locale(), "language", SOURCE) == SOURCE
    return str(format_datetime(moment, "d. MMMM, HH:mm" if german else "d MMMM, HH:mm"))


def _counts(kind: Kind, reader: Reader, claimed: list[Claimed]) -> Counts:
    if kind is Kind.ONGOING:
        waiting = still_unseen([UUID(each.payload["report"]) for each in claimed])
        return {Topic.ONGOING: Count(len(waiting), min(waiting, default=None))}
    if kind is Kind.UNREAD:
        return {Topic.UNREAD: _unread()}
    if kind is Kind.ANSWER:
        told = {UUID(each.payload["answer"]) for each in claimed}
        return {Topic.ANSWERS: Count(sum(sent in told for _report, sent in waiting_reporters()))}
    if kind is Kind.DIGEST:
        return {topic: DIGESTED[topic]() for topic in Topic if reader.wishes.of(topic) is Wish.DIGEST}
    return {}


def _ongoing() -> Count:
    at = now()
    waiting = [since for _report, since in unseen_ongoing(at - timedelta(days=365), at)]
    return Count(len(waiting), min(waiting, default=None))


def _unread() -> Count:
    return Count(*unread_since(before(now(), current_policy().unread_alarm_hours)))


def _answers() -> Count:
    return Count(len(waiting_reporters()))


DIGESTED = {Topic.ONGOING: _ongoing, Topic.UNREAD: _unread, Topic.ANSWERS: _answers}
