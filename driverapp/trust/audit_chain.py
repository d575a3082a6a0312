"""How entries of the audit hang together: each holds a keyed hash of all its columns and of its predecessor's hash."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from driverapp.trust.hashing import keyed_hash, same

HASH_BYTES = 32
# What stands before the very first entry.
BEGINNING = bytes(HASH_BYTES)


class Link(NamedTuple):
    """The columns of an entry that its hash covers, in the order in which it does."""

    id: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str

    def hash_after(self, previous: bytes) -> bytes:
        """HMAC-SHA-256 over the predecessor's hash and the columns in their canonical form."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        form = json.dumps([self.id, at, self.actor_id, self.action, self.subject], separators=(",", ":"))
        return keyed_hash("audit entry", previous + form.encode())


@dataclass(frozen=True)
class Ends:
    """Both ends of the chain. `anchor`: the last entry that was erased as too old, so that the rest stays verifiable.

    `broken_id`: the first entry that did not hold any more when it was erased.
    """

    anchor_id: int
    anchor_hash: bytes
    last_id: int
    last_hash: bytes
    broken_id: int | None

    def seal(self) -> bytes:
        """What only who has the key can make of both ends: whoever cuts entries off cannot move them."""
        form = [self.anchor_id, self.anchor_hash.hex(), self.last_id, self.last_hash.hex(), self.broken_id]
        return keyed_hash("audit head", json.dumps(form).encode())

    def is_sealed_by(self, seal: bytes) -> bool:
        """Whether this seal belongs to these ends."""
        return same(self.seal(), seal)
