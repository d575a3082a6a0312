"""How far the audit was verified last, kept outside the store: what is cut off at its end afterwards is missed.

A file in the data folder, next to the keys. Whoever restores an older store removes it.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app

from driverapp.config import Config
from driverapp.trust.hashing import keyed_hash, same

FILE = "audit-verified.json"


class InvalidMark(Exception):
    """The file is not what was written there last."""


@dataclass(frozen=True)
class Mark:
    """The last entry of a chain that held."""

    id: int
    hash: bytes

    def seal(self) -> bytes:
        """What only who has the key can write."""
        return keyed_hash("audit mark", f"{self.id} {self.hash.hex()}".encode())


def read_mark() -> Mark | None:
    """The mark, if the audit was verified before on this machine. Raises `InvalidMark`."""
    try:
        content = json.loads(_path().read_text(encoding="ascii"))
        mark, seal = Mark(int(content["id"]), bytes.fromhex(content["hash"])), bytes.fromhex(content["seal"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise InvalidMark from None
    if not same(mark.seal(), seal):
        raise InvalidMark
    return mark


def write_mark(mark: Mark) -> None:
    """Keep a mark in place of the one before."""
    content = json.dumps({"id": mark.id, "hash": mark.hash.hex(), "seal": mark.seal().hex()})
    with NamedTemporaryFile("w", dir=_path().parent, encoding="ascii", delete=False) as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(_path())


def _path() -> Path:
    config: Config = current_app.config["DRIVERAPP"]
    return config.driverapp_data / FILE
