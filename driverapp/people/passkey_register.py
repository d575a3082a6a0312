"""Registering passkeys, each with a name, and removing them.

Phones, laptops and keys alike: no kind of authenticator is asked for.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from driverapp.people.challenges import make_challenge
from driverapp.people.models import Passkey, Person
from driverapp.people.passkey_answers import Site, WrongPasskey, descriptors, handle, parsed, used_challenge
from driverapp.people.second_factor import ISSUER
from driverapp.trust.audit import record

MOST = 20
LONGEST_NAME = 60


class TooManyPasskeys(Exception):
    """Nobody needs more than twenty."""


class LastFactor(Exception):
    """Without this passkey the person would have no second factor."""


def registration_options(person: Person, site: Site) -> str:
    """What a browser needs to make a passkey for a person, as JSON."""
    options = generate_registration_options(
        rp_id=site.id,
        rp_name=ISSUER,
        user_id=handle(person.id),
        user_name=person.email,
        challenge=make_challenge(_registering(person)),
        authenticator_selection=AuthenticatorSelectionCriteria(
            authenticator_attachment=None,
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=descriptors(person),
    )
    return options_to_json(options)


def add_passkey(session: Session, person: Person, answer: str, *, name: str, site: Site) -> Passkey:
    """Keep a new passkey of a person's. Raises `WrongPasskey` and `TooManyPasskeys`."""
    if len(person.passkeys) >= MOST:
        raise TooManyPasskeys
    credential = parsed(answer)
    challenge = used_challenge(session, _registering(person), credential)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        raise WrongPasskey from None
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)) is not None:
        raise WrongPasskey
    passkey = Passkey(
        person_id=person.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name.strip()[:LONGEST_NAME],
    )
    session.add(passkey)
    session.flush()
    session.expire(person, ["passkeys"])
    record(session, "passkey_added", f"person:{person.id}", person.id)
    return passkey


def remove_passkey(session: Session, person: Person, passkey_id: int) -> None:
    """Remove a passkey of the person's; again is no error. Raises `LastFactor`."""
    # Two that remove the last two at once wait for each other here.
    session.scalar(select(Person.id).where(Person.id == person.id).with_for_update())
    session.expire(person, ["passkeys"])
    found = next((each for each in person.passkeys if each.id == passkey_id), None)
    if found is None:
        return
    if person.totp_secret is None and len(person.passkeys) == 1:
        raise LastFactor
    session.delete(found)
    session.flush()
    session.expire(person, ["passkeys"])
    record(session, "passkey_removed", f"person:{person.id}", person.id)


def _registering(person: Person) -> str:
    return f"register {person.id}"
