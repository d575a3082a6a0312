"""The operator's policy: what is in force, another one with a preview of what the reporter will read, all versions."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.office.forms.policy import HOURS, Entered, PolicyForm, entries
from driverapp.office.presenters.policy import differences, shown, version_list
from driverapp.office.presenters.policy_fields import GROUPS, OPERATOR_NAMES, default_option, field_hint, is_switch
from driverapp.people.queries import name_people
from driverapp.policy.change import PolicyChanged, set_policy
from driverapp.policy.choices import HOURS_A_DAY
from driverapp.policy.current import current_choices, starting_choices
from driverapp.policy.queries import list_versions
from driverapp.policy.resolve import resolve
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import fresh_proof, requires
from driverapp.web.sessions import require_person

policy = Blueprint("policy", __name__)

Answer = Response | str | tuple[str, int]


@policy.route("/office/policy", methods=["GET", "POST"])
@requires(Permission.MANAGE_POLICY)
@fresh_proof
def show() -> Answer:
    """The form; then the preview; then a new version, unless somebody else set one meanwhile."""
    number, choices = current_choices()
    form = PolicyForm(data=entries(choices) | {"number": number})
    if not form.validate_on_submit() or form.entered.data == Entered.CHANGE:
        return _form(form)
    if form.entered.data == Entered.PREVIEW:
        return _preview(form)
    try:
        set_policy(
            db.session(),
            form.choices(),
            after=form.number.data or 0,
            by=require_person().id,
            reason=(form.reason.data or "").strip(),
        )
    except PolicyChanged:
        return _preview(form, changed=True), 409
    return redirect(url_for("policy.show", saved=1), 303)


def _form(form: PolicyForm) -> str:
    config: Config = current_app.config["DRIVERAPP"]
    versions = list_versions()
    names = name_people(db.session(), {each.actor_id for each in versions})
    return render_template(
        "office/policy.html",
        form=form,
        groups=GROUPS,
        operators=OPERATOR_NAMES,
        hours=range(HOURS_A_DAY + 1),
        is_switch=is_switch,
        field_hint=field_hint,
        default_option=default_option,
        versions=version_list([(each, names[each.actor_id]) for each in versions], starting_choices(config)),
        saved="saved" in request.args,
    )


def _preview(form: PolicyForm, *, changed: bool = False) -> str:
    number, before = current_choices()
    newest = list_versions()[:1] if changed else []
    names = name_people(db.session(), {each.actor_id for each in newest})
    # Who looks at this page has seen the version that is in force now.
    form.number.data, chosen = number, form.choices()
    return render_template(
        "office/policy_preview.html",
        form=form,
        kept=["operator", *HOURS, *(entry.name for _title, group in GROUPS for entry in group)],
        differences=differences(before, chosen),
        shown=shown(resolve(chosen)),
        changed_by=names[newest[0].actor_id] if newest else None,
    )
