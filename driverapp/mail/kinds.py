"""The kinds of mail, and the keys under which each goes out once."""

from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from driverapp.trust.hashing import keyed_hash


class Kind(StrEnum):
    """What a mail says."""

    ONGOING = "ongoing"
    UNREAD = "unread"
    ANSWER = "answer"
    DIGEST = "digest"
    TEST = "test"


def key_of(kind: Kind, person_id: int, about: UUID) -> str:
    """The key of a mail about one report or answer; it leads back to neither once that is erased."""
    return f"{kind}:{person_id}:{keyed_hash(f'delivery {kind}', about.bytes).hex()[:32]}"


def key_of_day(kind: Kind, person_id: int, day: date) -> str:
    """The key of a mail of which there is one a day."""
    return f"{kind}:{person_id}:{day.isoformat()}"


def key_of_its_own(kind: Kind, person_id: int) -> str:
    """The key of a mail that may come any number of times."""
    return f"{kind}:{person_id}:{uuid4().hex}"
