"""Passwords: argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first."""

import base64
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Long rather than odd (NIST SP 800-63B, 3.1.1.2); the upper bound keeps the work of one try small.
SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5

# 19 MiB and one thread: a second factor stands beside, and the machine takes in reports at the same time.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# One hash at a time in a process: guessing must not take the processors away from the reports.
_turn = Lock()


class WeakPassword(Exception):
    """The password is too short, too long, made of very few characters, or the name of the account."""


def hash_password(password: str, email: str) -> str:
    """The encoded hash of a new password. Raises `WeakPassword`."""
    if not SHORTEST <= len(password) <= LONGEST or len(set(password)) < FEWEST_DIFFERENT:
        raise WeakPassword
    if password.casefold() == email.casefold():
        raise WeakPassword
    with _turn:
        return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; without a stored one false, after exactly the same work."""
    with _turn:
        try:
            return _hasher.verify(stored or _NOBODYS, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


def _nobodys() -> str:
    # Well formed, so that the whole work is done, and the hash of no password that anybody knows.
    salt, digest = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32))
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"


_NOBODYS = _nobodys()
