"""The memory that large bodies may take while they arrive and until they are answered.

In memory: on a disk they would lie unsealed.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

Body = TypeVar("Body", bound=Hashable)

MOST_BYTES = 64 * 1024 * 1024


class Room(Generic[Body]):
    """How many bytes each body holds."""

    def __init__(self) -> None:
        self._held: dict[Body, int] = {}

    def hold(self, body: Body, size: int) -> None:
        """Note that a body has grown to so many bytes."""
        self._held[body] = size

    def leave(self, body: Body) -> None:
        """Forget a body."""
        self._held.pop(body, None)

    def too_much(self, senders: Mapping[Body, str]) -> Body | None:
        """Who has to give way so that the rest fits: of the sender who holds most, the largest; nobody while all fits.

        `senders`: who may give way, and whose each is.
        """
        able = self._held.keys() & senders.keys()
        if sum(self._held.values()) <= MOST_BYTES or not able:
            return None
        by_sender: Counter[str] = Counter()
        for body in able:
            by_sender[senders[body]] += self._held[body]
        [(most, _)] = by_sender.most_common(1)
        return max((body for body in able if senders[body] == most), key=self._held.__getitem__)
