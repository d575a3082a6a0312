"""What a person wants to be sent by mail: each topic at once, in a digest once a day, or not at all."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.people.models import MessageWishes, Person
from driverapp.trust.audit import record
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Permission, Role


class Topic(StrEnum):
    """What a mail can be about."""

    ONGOING = "ongoing"
    UNREAD = "unread"
    ANSWERS = "answers"


class Wish(StrEnum):
    """When somebody wants to hear of a topic."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NONE = "none"


@dataclass(frozen=True)
class Wishes:
    """What somebody wants; as here until they say otherwise. `digest_hour`: the full hour in Europe/Berlin."""

    ongoing: Wish = Wish.AT_ONCE
    unread: Wish = Wish.DIGEST
    answers: Wish = Wish.NONE
    digest_hour: int = 7

    def of(self, topic: Topic) -> Wish:
        """The wish for a topic."""
        wish: Wish = getattr(self, topic.value)
        return wish

    def wants_digest(self) -> bool:
        """Whether anything comes in the digest."""
        return any(self.of(topic) is Wish.DIGEST for topic in Topic)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads reports and can be written to: where, in which language, and what they want."""

    id: int
    email: str
    language: str
    wishes: Wishes


def list_readers(session: Session) -> list[Reader]:
    """Everybody who may read reports and can sign in, in the order of their accounts."""
    roles = [role for role in Role if Permission.READ_REPORTS in ROLE_PERMISSIONS[role]]
    query = select(Person, MessageWishes).outerjoin(MessageWishes, MessageWishes.person_id == Person.id)
    able = query.where(Person.role.in_(roles), Person.active, Person.password.is_not(None))
    return [
        Reader(person.id, person.email, person.language or SOURCE, _wishes(stored))
        for person, stored in session.execute(able.order_by(Person.id))
    ]


def find_recipient(session: Session, person_id: int, *, reads_reports: bool) -> Reader | None:
    """Somebody by their id, as far as they may still be written to; `reads_reports`: only who may read reports."""
    person = session.get(Person, person_id)
    if person is None or not person.active:
        return None
    if reads_reports and Permission.READ_REPORTS not in ROLE_PERMISSIONS[Role(person.role)]:
        return None
    return Reader(person.id, person.email, person.language or SOURCE, wishes_of(session, person.id))


def duty_order(readers: list[Reader], chosen: tuple[int, ...]) -> list[Reader]:
    """Who is woken one after another: the chosen order, or everybody while it reaches nobody.

    None was set, or those in it have left or want no mail; who wants none is never woken.
    """
    return _woken_of(readers, chosen) or [reader for reader in readers if reader.wishes.ongoing is Wish.AT_ONCE]


def order_is_lost(readers: list[Reader], chosen: tuple[int, ...]) -> bool:
    """Whether an order was set that reaches nobody any more."""
    return bool(chosen) and not _woken_of(readers, chosen)


def wishes_of(session: Session, person_id: int) -> Wishes:
    """What a person wants."""
    return _wishes(session.get(MessageWishes, person_id))


def set_wishes(session: Session, person: Person, wishes: Wishes, language: str) -> None:
    """Keep what a person wants, and the language of their mails; the same again changes nothing."""
    if (wishes_of(session, person.id), person.language or SOURCE) == (wishes, language):
        return
    person.language = language
    values = {topic.value: wishes.of(topic).value for topic in Topic}
    session.merge(MessageWishes(person_id=person.id, digest_hour=wishes.digest_hour, **values))
    record(session, "message_wishes_set", f"person:{person.id}", person.id)


def _woken_of(readers: list[Reader], chosen: tuple[int, ...]) -> list[Reader]:
    by_id = {reader.id: reader for reader in readers if reader.wishes.ongoing is Wish.AT_ONCE}
    return [by_id[each] for each in chosen if each in by_id]


def _wishes(stored: MessageWishes | None) -> Wishes:
    if stored is None:
        return Wishes()
    return Wishes(**{topic.value: Wish(getattr(stored, topic)) for topic in Topic}, digest_hour=stored.digest_hour)
