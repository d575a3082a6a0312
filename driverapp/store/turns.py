"""Writers of SQLite take turns, so that none starves.

SQLite has one writer at a time. Whoever finds it busy sleeps, up to 100 ms between two looks, and under load meets
somebody newer each time: single requests waited for more than five seconds. Here the threads of a process queue up,
and the first of them looks every other millisecond.
"""

import sqlite3
import time
from threading import Lock
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as WaitedTooLong
from sqlalchemy.pool import ConnectionPoolEntry, Pool

PATIENCE_S = 30.0
PATIENT = f"busy_timeout={int(PATIENCE_S * 1000)}"
# SQLite looks after 1 ms and after 2 ms more, then gives up.
EAGER = "busy_timeout=3"

_turn = Lock()
HAS_TURN = "driverapp.has_turn"


def take_turn(connection: Connection) -> None:
    """Begin a write transaction; others of this process wait until the connection goes back to its pool.

    Raises SQLAlchemy's `TimeoutError` after half a minute, and `OperationalError` for everything else.
    """
    deadline = time.monotonic() + PATIENCE_S
    if not _turn.acquire(timeout=PATIENCE_S):
        raise WaitedTooLong("the store is busy")
    connection.info[HAS_TURN] = True
    sqlite: Any = connection.connection.dbapi_connection
    sqlite.execute(f"PRAGMA {EAGER}")
    while not _begin_immediate(sqlite, last_try=time.monotonic() > deadline):
        pass
    sqlite.execute(f"PRAGMA {PATIENT}")


@event.listens_for(Pool, "checkin")
def _pass_on(_connection: object, record: ConnectionPoolEntry) -> None:
    if record.info.pop(HAS_TURN, False):
        _turn.release()


def _begin_immediate(sqlite: sqlite3.Connection, *, last_try: bool) -> bool:
    try:
        sqlite.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        # The code is an extended one; its lowest byte tells the kind.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise OperationalError(None, None, error) from error
        if last_try:
            raise WaitedTooLong("the store is busy") from error
        return False
    return True
