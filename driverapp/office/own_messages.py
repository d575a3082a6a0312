"""What a coordinator is sent by mail, and when: each sets it for themselves."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.mail.outgoing import is_mail_on
from driverapp.office.forms.own_messages import OwnMessagesForm
from driverapp.people.messages import Topic, duty_order, list_readers, set_wishes, wishes_of
from driverapp.policy.choices import HOURS_A_DAY
from driverapp.policy.current import current_policy
from driverapp.policy.settings_versions import current_settings
from driverapp.store.database import db
from driverapp.vocabulary.languages import OFFICE_LANGUAGES, SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

own_messages = Blueprint("own_messages", __name__)


@own_messages.route("/office/own/messages", methods=["GET", "POST"])
@requires(Permission.READ_REPORTS)
def show() -> Response | str:
    """The form with what is set, and what comes of it."""
    person = require_person()
    wishes = wishes_of(db.session(), person.id)
    given = {topic.value: wishes.of(topic).value for topic in Topic}
    form = OwnMessagesForm(data=given | {"digest_hour": str(wishes.digest_hour), "language": person.language or SOURCE})
    if form.validate_on_submit():
        set_wishes(db.session(), person, form.wishes(), form.language.data or SOURCE)
        return redirect(url_for("own_messages.show", saved=1), 303)
    settings = current_settings()
    order = [reader.id for reader in duty_order(list_readers(db.session()), settings.escalation_order)]
    return render_template(
        "office/own_messages.html",
        form=form,
        hours=range(HOURS_A_DAY),
        languages=OFFICE_LANGUAGES,
        place=order.index(person.id) + 1 if person.id in order else None,
        minutes=settings.escalation_minutes,
        alarm_hours=current_policy().unread_alarm_hours,
        mail_is_on=is_mail_on(),
        email=person.email,
        saved="saved" in request.args,
    )
