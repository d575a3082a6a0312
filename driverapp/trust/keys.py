"""The keys of an installation: files outside the store, readable by its owner alone."""

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet

SEALING = "sealing"
HASHING = "hashing"
SESSIONS = "sessions"


class MissingKey(Exception):
    """A key file is absent or empty; without it nothing may start."""


@dataclass(frozen=True)
class Keyring:
    """The keys in use. `sealing`: Fernet keys, the newest first; older ones only open what they sealed."""

    sealing: tuple[str, ...]
    hashing: bytes
    sessions: str


def create_keys(folder: Path) -> list[str]:
    """Make the keys that do not exist yet; the names of those made. Existing ones are never touched."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh: dict[str, Callable[[], str]] = {
        SEALING: lambda: bytes(Fernet.generate_key()).decode(),
        HASHING: lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        SESSIONS: lambda: secrets.token_urlsafe(48),
    }
    made = [name for name in fresh if not (folder / name).exists()]
    for name in made:
        _write_once(folder / name, fresh[name]())
    return made


def read_keys(folder: Path) -> Keyring:
    """The keys of a folder. Raises `MissingKey` with the file that is absent or empty."""
    return Keyring(
        sealing=tuple(_read(folder / SEALING).split()),
        hashing=base64.urlsafe_b64decode(_read(folder / HASHING)),
        sessions=_read(folder / SESSIONS),
    )


def _write_once(path: Path, content: str) -> None:
    # Named only when it lies on the disk whole: an empty key would be taken for one that exists.
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())
        os.link(file.name, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _read(path: Path) -> str:
    content = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if not content:
        raise MissingKey(f"key file {path} is missing; `driverapp prepare` makes it on the first start")
    return content
