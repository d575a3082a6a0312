"""What has not gone out by mail yet, or was given up; another try, and a test mail to oneself."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.mail.kinds import Kind, key_of_its_own
from driverapp.mail.outgoing import is_mail_on
from driverapp.office.presenters.deliveries import lines
from driverapp.office.presenters.times import clock
from driverapp.people.queries import name_people
from driverapp.store.database import db
from driverapp.store.deliveries import last_done, list_open, put, try_again
from driverapp.trust.audit import record
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

deliveries = Blueprint("deliveries", __name__, url_prefix="/office/deliveries")

SHOWN = 200


@deliveries.get("")
@requires(Permission.MANAGE_SETTINGS)
def show() -> str:
    """What was given up, what waits, and how mail goes out at all."""
    found, last = list_open(SHOWN), last_done()
    names = name_people(db.session(), {each.recipient_id for each in found})
    rows = lines(found, names)
    config: Config = current_app.config["DRIVERAPP"]
    return render_template(
        "office/deliveries.html",
        given_up=[each for each in rows if each.next_try is None],
        waiting=[each for each in rows if each.next_try is not None],
        mail=config,
        email=require_person().email,
        last=clock(last) if last else None,
        tested="tested" in request.args,
        again="again" in request.args,
    )


@deliveries.post("/test")
@requires(Permission.MANAGE_SETTINGS)
def send_test() -> Response:
    """Write a test mail to whoever asks; without a mail server there is nothing to test."""
    person = require_person()
    if not is_mail_on():
        return redirect(url_for("deliveries.show"), 303)
    put(Kind.TEST, key_of_its_own(Kind.TEST, person.id), person.id)
    record(db.session(), "test_mail_sent", f"person:{person.id}", person.id)
    return redirect(url_for("deliveries.show", tested=1), 303)


@deliveries.post("/<int:delivery_id>/retry")
@requires(Permission.MANAGE_SETTINGS)
def retry(delivery_id: int) -> Response:
    """Let one be tried at once; one that went out meanwhile stays as it is."""
    if try_again(delivery_id):
        record(db.session(), "delivery_retried", f"delivery:{delivery_id}", require_person().id)
    return redirect(url_for("deliveries.show", again=1), 303)
