"""Invented people, one of each role at least, and how they sign in."""

import secrets
from dataclasses import dataclass

import pyotp
from sqlalchemy.orm import Session

from driverapp.associations.queries import association_of
from driverapp.demo.associations import FORWARDERS, LOGISTICS, REST_STOPS
from driverapp.people.add import add_person
from driverapp.people.passwords import hash_password
from driverapp.people.second_factor import new_secret
from driverapp.vocabulary.permissions import Role

# Reserved for examples (RFC 2606): no mail can ever arrive there.
DOMAIN = "demo.example"
PEOPLE: tuple[tuple[str, Role, str | None], ...] = (
    ("koordination", Role.COORDINATOR, None),
    ("koordination-zwei", Role.COORDINATOR, None),
    ("koordination-drei", Role.COORDINATOR, None),
    ("verband", Role.PARTNER, LOGISTICS),
    ("verband-spedition", Role.PARTNER, FORWARDERS),
    ("verband-rast", Role.PARTNER, REST_STOPS),
    ("redaktion", Role.EDITOR, None),
    ("freigabe", Role.APPROVER, None),
    ("auswertung", Role.ANALYST, None),
    ("verwaltung", Role.ADMINISTRATOR, None),
)
PASSWORD_WORDS = (
    "Anker", "Birne", "Dachs", "Eiche", "Falke", "Garten", "Hafen", "Insel", "Kerze", "Lampe", "Mantel", "Nadel",
    "Ofen", "Pinsel", "Regen", "Segel", "Tinte", "Ufer", "Wagen", "Zaun",
)  # fmt: skip


@dataclass(frozen=True)
class SignIn:
    """What somebody knows and holds to sign in. `secret`: of the authenticator app, in base32."""

    role: str
    email: str
    password: str
    secret: str

    def code(self) -> str:
        """What the app shows at this moment."""
        return pyotp.TOTP(self.secret).now()


def add_people(session: Session) -> dict[int, SignIn]:
    """Add everybody, all with one password that no other demo has; how each signs in, by their ids."""
    password = " ".join(secrets.choice(PASSWORD_WORDS) for _ in range(3)) + f" {secrets.randbelow(900) + 100}"
    stored = hash_password(password, DOMAIN)
    found = {}
    for name, role, slug in PEOPLE:
        person = add_person(session, f"{name}@{DOMAIN}", role, association_of(session, slug) if slug else None)
        person.password, person.totp_secret = stored, new_secret()
        found[person.id] = SignIn(role, person.email, password, person.totp_secret)
    session.flush()
    return found
