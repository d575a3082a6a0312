"""The operator's settings beside the policy: what is in force, another version, an earlier one again."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.office.forms.settings import PLACE, SettingsForm, always_offered, entries, places_of
from driverapp.office.presenters.settings import LABELS, people_of, version_list
from driverapp.people.messages import duty_order, list_readers, order_is_lost
from driverapp.people.queries import list_coordinators, name_people
from driverapp.policy.settings_versions import (
    SettingsChanged,
    UnknownVersion,
    list_settings,
    numbered_settings,
    set_settings,
    settings_of,
    starting_settings,
)
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import fresh_proof, requires
from driverapp.web.sessions import require_person

settings = Blueprint("settings", __name__, url_prefix="/office/settings")

Answer = Response | str | tuple[str, int]


@settings.route("", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
@fresh_proof
def show() -> Answer:
    """The form; then a new version, unless somebody else set one meanwhile."""
    number, current = numbered_settings()
    form = SettingsForm(data=entries(current) | {"number": number})
    if not form.is_submitted():
        return _page(form, places_of(current.escalation_order))
    places = {name: value for name, value in request.form.items() if name.startswith(PLACE)}
    entered = form.settings(places, list_coordinators(db.session())) if form.validate_on_submit() else None
    if entered is None:
        return _page(form, places)
    try:
        after, reason = form.number.data or 0, (form.reason.data or "").strip()
        set_settings(db.session(), entered, after=after, by=require_person().id, reason=reason)
    except SettingsChanged:
        return _page(form, places, changed=True), 409
    return redirect(url_for("settings.show", saved=1), 303)


@settings.post("/<int:number>/restoration")
@requires(Permission.MANAGE_SETTINGS)
@fresh_proof
def restore(number: int) -> Answer:
    """An earlier version in force again, as a new one; `after` says which one the person saw in force."""
    try:
        earlier = settings_of(number)
        after = request.form.get("after", -1, type=int)
        reason = _("Fassung %(number)s wiederhergestellt", number=number)
        set_settings(db.session(), earlier, after=after, by=require_person().id, reason=reason)
    except UnknownVersion:
        abort(404)
    except SettingsChanged:
        now_in_force, current = numbered_settings()
        form = SettingsForm(formdata=None, data=entries(current) | {"number": now_in_force})
        return _page(form, places_of(current.escalation_order), changed=True), 409
    return redirect(url_for("settings.show", saved=1), 303)


def _page(form: SettingsForm, places: dict[str, str], *, changed: bool = False) -> str:
    number, current = numbered_settings()
    versions, readers = list_settings(), list_readers(db.session())
    names = name_people(db.session(), people_of(versions))
    config: Config = current_app.config["DRIVERAPP"]
    if changed:
        # Who looks at this page sees the version that is in force now.
        form.number.data = number
    return render_template(
        "office/settings.html",
        form=form,
        labels=LABELS,
        languages=DRIVER_LANGUAGES,
        always_offered=always_offered,
        coordinators=list_coordinators(db.session()),
        places=places,
        woken={reader.id for reader in duty_order(readers, ())},
        order_is_set=bool(current.escalation_order),
        order_is_lost=order_is_lost(readers, current.escalation_order),
        mail=config,
        versions=version_list(versions, starting_settings(config), number, names),
        in_force=number,
        changed_by=names[versions[0].actor_id] if changed and versions else None,
        saved="saved" in request.args,
    )
