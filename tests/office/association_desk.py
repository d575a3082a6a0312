"""Those who keep associations, at their desks, and the associations."""

from flask import Flask

from driverapp.associations.add import add_association
from driverapp.associations.models import Association
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account, sign_in

LIST = "/office/associations"
FREIGHT = f"{LIST}/spedition"


def freight(staff: int | None = 500) -> Association:
    """An association with employees. Committed."""
    with writing():
        made = add_association(db.session(), "spedition", "Erfundener Verband Spedition", staff)
        db.session.commit()
    return made


def administrator(app: Flask) -> Client:
    """An administrator, signed in."""
    return sign_in(Client(app, use_cookies=True), add_account(Role.ADMINISTRATOR))


def partner(app: Flask, of: Association) -> Client:
    """The contact of an association, signed in."""
    return sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, of))
