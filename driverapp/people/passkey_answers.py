"""What registering and using a passkey (WebAuthn) have in common: where it belongs, and reading a browser's answer."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from driverapp.people.challenges import StaleChallenge, use_challenge
from driverapp.people.models import Person
from driverapp.trust.hashing import keyed_hash

Answer = dict[str, Any]


class WrongPasskey(Exception):
    """What came is no answer of a passkey that belongs here; nothing tells why."""


@dataclass(frozen=True)
class Site:
    """Where passkeys belong: the host's name, and the whole origin of our pages."""

    id: str
    origin: str


def handle(person_id: int) -> bytes:
    """The person to whom a passkey belongs, in bytes that say nothing about them."""
    return keyed_hash("passkey owner", str(person_id).encode())


def descriptors(person: Person) -> list[PublicKeyCredentialDescriptor]:
    """The passkeys of a person, as a browser is told of them."""
    return [PublicKeyCredentialDescriptor(id=each.credential_id) for each in person.passkeys]


def parsed(answer: str) -> Answer:
    """What a browser answered, from JSON. Raises `WrongPasskey`."""
    try:
        credential = json.loads(answer)
    except ValueError:
        raise WrongPasskey from None
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        raise WrongPasskey
    return credential


def used_challenge(session: Session, purpose: str, credential: Answer) -> bytes:
    """The challenge that was answered, used up. Raises `WrongPasskey`."""
    try:
        said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(said["challenge"])
        use_challenge(session, purpose, challenge)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, StaleChallenge):
        raise WrongPasskey from None
    return challenge


def credential_id(credential: Answer) -> bytes:
    """Which passkey answered. Raises `WrongPasskey`."""
    try:
        return base64url_to_bytes(credential["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise WrongPasskey from None


def named_passkey(answer: str) -> str:
    """Which passkey an answer names, unproven: to count tries by; empty where it names none."""
    try:
        return credential_id(parsed(answer)).hex()
    except WrongPasskey:
        return ""
