"""Sealed columns: encrypted before they reach the store, under keys that lie outside it."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

EXTENSION = "driverapp.sealing"
KEY_BITS = 256
NONCE_BYTES = 12


class CannotOpen(Exception):
    """Sealed content was changed, or its key is not in the keyring any more."""


def make_seal(keys: tuple[str, ...]) -> MultiFernet:
    """The seal over the keys: seals under the first, opens with any."""
    return MultiFernet([Fernet(key) for key in keys])


def seal_apart(content: bytes) -> tuple[str, bytes]:
    """Seal bytes that lie outside the database: `(key, sealed)`.

    The key is theirs alone and belongs into a `SealedText`: whoever empties that has erased the content, wherever
    copies of the sealed bytes may still lie.
    """
    key, nonce = AESGCM.generate_key(KEY_BITS), os.urandom(NONCE_BYTES)
    return base64.b64encode(key).decode(), nonce + AESGCM(key).encrypt(nonce, content, None)


def open_apart(key: str, sealed: bytes) -> bytes:
    """The content of sealed bytes. Raises `CannotOpen`."""
    try:
        return AESGCM(base64.b64decode(key)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _seal() -> MultiFernet:
    seal: MultiFernet = current_app.extensions[EXTENSION]
    return seal


class SealedText(TypeDecorator[str]):
    """Text that the store cannot read. Raises `CannotOpen` on reading what no key opens."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else _seal().encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open on the way out."""
        if value is None:
            return None
        try:
            return _seal().decrypt(bytes(value)).decode()
        except InvalidToken:
            raise CannotOpen from None


class SealedJson(TypeDecorator[Any]):
    """A JSON value that the store cannot read; as `SealedText`."""

    impl = SealedText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To JSON, then sealed."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Opened, then from JSON."""
        return None if value is None else json.loads(value)
