"""Passkeys as second factor and, with the device's own check of finger, face or PIN, as both in one."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session
from webauthn import generate_authentication_options, options_to_json, verify_authentication_response
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from driverapp.people.challenges import make_challenge
from driverapp.people.models import Passkey, Person
from driverapp.people.passkey_answers import (
    Answer,
    Site,
    WrongPasskey,
    credential_id,
    descriptors,
    handle,
    parsed,
    used_challenge,
)
from driverapp.store.clock import now
from driverapp.trust.hashing import same

SIGN_IN = "sign in"


def sign_in_options(site: Site) -> str:
    """What a browser needs to sign somebody in whose name nobody has typed, as JSON."""
    return _asking(site, SIGN_IN, [], UserVerificationRequirement.REQUIRED)


def proof_options(person: Person, site: Site) -> str:
    """What a browser needs to prove a person's second factor, as JSON."""
    return _asking(site, _proving(person), descriptors(person), UserVerificationRequirement.PREFERRED)


def sign_in_by_passkey(session: Session, answer: str, site: Site) -> Person:
    """The active person whose passkey answered, after the device's own check of finger, face or PIN.

    Raises `WrongPasskey`.
    """
    credential = parsed(answer)
    challenge = used_challenge(session, SIGN_IN, credential)
    passkey = session.scalar(select(Passkey).where(Passkey.credential_id == credential_id(credential)))
    person = session.get(Person, passkey.person_id) if passkey else None
    if passkey is None or person is None or not person.active or not _belongs(credential, person):
        raise WrongPasskey
    _verify(session, passkey, credential, challenge=challenge, site=site, checked=True)
    return person


def use_passkey(session: Session, person: Person, answer: str, site: Site) -> bool:
    """Whether one of the person's passkeys answered, as second factor."""
    try:
        credential = parsed(answer)
        challenge = used_challenge(session, _proving(person), credential)
        own = select(Passkey).where(Passkey.person_id == person.id)
        passkey = session.scalar(own.where(Passkey.credential_id == credential_id(credential)))
        if passkey is None:
            return False
        _verify(session, passkey, credential, challenge=challenge, site=site, checked=False)
    except WrongPasskey:
        return False
    return True


def _verify(
    session: Session, passkey: Passkey, credential: Answer, *, challenge: bytes, site: Site, checked: bool
) -> None:
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=checked,
        )
    except (WebAuthnException, ValueError, KeyError):
        raise WrongPasskey from None
    # A copy of the key would count by itself: of two answers with the same number one is refused.
    count = verified.new_sign_count
    newer = or_(Passkey.sign_count < count, Passkey.sign_count == 0 if count == 0 else Passkey.sign_count < 0)
    change = update(Passkey).where(Passkey.id == passkey.id, newer).values(sign_count=count, last_used_at=now())
    if session.execute(change.returning(Passkey.id)).first() is None:
        raise WrongPasskey


def _asking(
    site: Site, purpose: str, allowed: list[PublicKeyCredentialDescriptor], verification: UserVerificationRequirement
) -> str:
    options = generate_authentication_options(
        rp_id=site.id,
        challenge=make_challenge(purpose),
        allow_credentials=allowed,
        user_verification=verification,
    )
    return options_to_json(options)


def _belongs(credential: Answer, person: Person) -> bool:
    try:
        return same(base64url_to_bytes(credential["response"]["userHandle"]), handle(person.id))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _proving(person: Person) -> str:
    return f"prove {person.id}"
