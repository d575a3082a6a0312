"""The queue of jobs: only what shall be done next; what has to go out stands in `deliveries`, and outlives it."""

from pathlib import Path

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from huey.serializer import SignedSerializer

NAME = "driverapp"


class QueueUnavailable(Exception):
    """The queue that was named cannot be used here; the message says what is missing."""


def open_queue(url: str | None, file: Path, key: bytes | None = None) -> Huey:
    """The queue of an installation: a file of its own, unless `url` names PostgreSQL or Redis.

    `key`: signs what lies in a queue that others can reach; a job from there is code. Raises `QueueUnavailable`.
    """
    if url is None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return SqliteHuey(NAME, filename=str(file), results=False)
    serializer = SignedSerializer(key or b"")
    try:
        if url.startswith("redis"):
            return RedisHuey(NAME, url=url, results=False, serializer=serializer)
        # Looking every few seconds is soon enough, and needs no connection that only listens.
        return PostgresHuey(NAME, dsn=url, results=False, serializer=serializer, blocking=False)
    except ConfigurationError as error:
        raise QueueUnavailable(str(error)) from None
