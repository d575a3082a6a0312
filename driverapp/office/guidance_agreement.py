"""Agreeing: the whole text in every language, and under it who agrees, for which office."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.agree import AlreadyAgreed, NotAParty, OfficeMissing, OwnText, SecrecyNotDeclared, agree
from driverapp.guidance.digest import version_digest
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.parties import POLICE, Party, parties_of, party_of
from driverapp.guidance.publish import missing_parties
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.office.forms.guidance_agreement import AgreementForm
from driverapp.office.guidance_item import version_of
from driverapp.office.presenters.guidance_item import changes, earlier, facts, heading
from driverapp.office.presenters.guidance_text import texts_of
from driverapp.office.presenters.guidance_words import party_name
from driverapp.store.database import db
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_agreement = Blueprint("guidance_agreement", __name__)

Answer = Response | str | tuple[str, int]
PATH = "/office/guidance/<slug>/<int:number>/agreement"
COMPLAINTS: dict[type[Exception], tuple[str, str]] = {
    OfficeMissing: ("office", N_("Schreiben Sie die Stelle in eine Zeile, höchstens 120 Zeichen.")),
    SecrecyNotDeclared: ("secrecy", N_("Ohne diese Erklärung kann die Polizei nicht zustimmen.")),
}
REFUSALS: dict[type[Exception], str] = {
    StepNotPossible: N_("Die Fassung wartet nicht mehr auf Zustimmung."),
    ChangedMeanwhile: N_("Der Text wurde geändert, seit Sie ihn gelesen haben. Unten steht, wie er jetzt lautet."),
    NotAParty: N_("Zu diesem Inhalt wird Ihre Stelle nicht gefragt."),
    OwnText: N_("Dem eigenen Text stimmt niemand selbst zu."),
    AlreadyAgreed: N_("Aus Ihrer Stelle hat schon jemand zugestimmt."),
}


@guidance_agreement.get(PATH)
@requires(Permission.APPROVE_GUIDANCE)
def show(slug: str, number: int) -> Answer:
    """Read a proposed version."""
    version = version_of(slug, number)
    return _page(version, AgreementForm()) if version.state == VersionState.PROPOSED else _to_item(version)


@guidance_agreement.post(PATH)
@requires(Permission.APPROVE_GUIDANCE)
def give(slug: str, number: int) -> Answer:
    """Agree to exactly what the page showed."""
    version, form = version_of(slug, number), AgreementForm()
    if not form.validate():
        # What is missing is said all at once.
        if _party() == POLICE and not form.secrecy.data:
            _complain(form, SecrecyNotDeclared)
        return _page(version, form)
    try:
        _agree(version, form)
    except tuple(COMPLAINTS) as error:
        _complain(form, type(error))
        return _page(version, form)
    except tuple(REFUSALS) as error:
        return _page(version_of(slug, number), form, wrong=REFUSALS[type(error)]), 409
    return _to_item(version, done="agreement")


def _agree(version: GuidanceVersion, form: AgreementForm) -> None:
    agree(
        db.session(),
        version.id,
        seen=form.seen.data or "",
        office=form.office.data or "",
        by=require_person().id,
        secrecy_declared=bool(form.secrecy.data),
    )


def _complain(form: AgreementForm, error: type[Exception]) -> None:
    name, message = COMPLAINTS[error]
    form[name].errors = [*form[name].errors, message]


def _to_item(version: GuidanceVersion, done: str | None = None) -> Response:
    address = url_for("guidance_item.show", slug=version.item.slug, version=version.number, done=done)
    return redirect(address, 303)


def _page(version: GuidanceVersion, form: AgreementForm, wrong: str = "") -> str:
    party = _party()
    before = earlier(version)
    return render_template(
        "office/guidance_agreement.html",
        form=form,
        version=version,
        wrong=wrong,
        title=heading(version.item, version),
        facts=facts(version),
        texts=texts_of(version),
        names=DRIVER_LANGUAGES,
        before=before.number if before else None,
        changes=changes(version, SOURCE),
        party=party_name(party),
        of_the_police=party == POLICE,
        asked=party in parties_of(db.session(), version.item.target_group),
        agreed=party not in missing_parties(db.session(), version),
        own=version.author_id == require_person().id,
        # Who reads this page agrees to what it shows, and to nothing else.
        seen=version_digest(version),
    )


def _party() -> Party:
    try:
        return party_of(require_person())
    except NotAllowed:
        abort(403)
