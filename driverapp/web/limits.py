"""How much one address may send: more is set apart, much more is refused, and nobody else notices.

Counted in the memory of each process, so that intake writes nothing for it; with two workers an address may get
twice as far before it is stopped. The `limits` library was tried: its memory storage starts a thread for a hit and
walks over all addresses each time.
"""

from collections import Counter
from enum import StrEnum
from math import ceil
from threading import Lock

from flask import Flask, current_app, request

from driverapp.store.clock import now
from driverapp.trust.addresses import address_key

EXTENSION = "driverapp.limits"
WINDOW_S = 3600
LONGEST_WAIT_S = 300
# With more addresses than that in an hour new ones go uncounted: memory is bounded, and nobody is refused for it.
MOST_ADDRESSES = 100_000


class Kind(StrEnum):
    """What is counted, each for itself."""

    REPORT = "report"
    CALL = "call"
    DETAIL = "detail"
    MEDIUM = "medium"
    FEEDBACK = "feedback"


# Refused above so many times the soft limit. A report may bring a dozen details.
REFUSED_ABOVE = {Kind.REPORT: 10, Kind.CALL: 10, Kind.DETAIL: 100, Kind.MEDIUM: 2, Kind.FEEDBACK: 1}


class Window:
    """Counts of the last hour by key, estimated from this full hour and the one before it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._hour = 0
        self._counts: Counter[bytes] = Counter()
        self._before: Counter[bytes] = Counter()

    def add(self, key: bytes) -> None:
        """Count one."""
        with self._lock:
            self._turn()
            if key in self._counts or len(self._counts) < MOST_ADDRESSES:
                self._counts[key] += 1

    def count(self, key: bytes) -> float:
        """How many there were within the last hour."""
        with self._lock:
            passed = self._turn() / WINDOW_S
            return self._counts[key] + self._before[key] * (1 - passed)

    def _turn(self) -> float:
        hour, passed = divmod(now().timestamp(), WINDOW_S)
        if hour != self._hour:
            self._before = self._counts if hour == self._hour + 1 else Counter()
            self._hour, self._counts = int(hour), Counter()
        return passed


class Limits:
    """The limits of an installation. `soft`: first-time requests an hour from one address; `None` counts nothing."""

    def __init__(self, soft: int | None) -> None:
        self._soft = soft
        self._windows = {kind: Window() for kind in Kind}

    def is_high(self, kind: Kind) -> bool:
        """Whether the address of this request is above the soft limit."""
        return self._reaches(kind, 1)

    def is_exhausted(self, kind: Kind) -> bool:
        """Whether the address of this request sends so much that only repeats are taken."""
        return self._reaches(kind, REFUSED_ABOVE[kind])

    def count(self, kind: Kind) -> None:
        """Count a request that was well-formed and not a repeat."""
        if self._soft is not None:
            self._windows[kind].add(_key(kind))

    def _reaches(self, kind: Kind, multiple: int) -> bool:
        return self._soft is not None and self._windows[kind].count(_key(kind)) >= self._soft * multiple


def register_limits(app: Flask, soft: int | None) -> None:
    """Attach the limits."""
    app.extensions[EXTENSION] = Limits(soft)


def current_limits() -> Limits:
    """The limits of this installation."""
    limits: Limits = current_app.extensions[EXTENSION]
    return limits


def wait_s() -> int:
    """Seconds after which a refused address may try again: when the hour turns, but never long."""
    return min(LONGEST_WAIT_S, ceil(WINDOW_S - now().timestamp() % WINDOW_S))


def _key(kind: Kind) -> bytes:
    return address_key(kind, request.remote_addr or "")
