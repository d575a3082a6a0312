"""One item of guidance: its versions, texts and agreements, and the steps with a version."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.digest import text_in, version_digest
from driverapp.guidance.feedback import count_feedback
from driverapp.guidance.models import GuidanceItem, GuidanceVersion
from driverapp.guidance.overview import load_item, load_version, shown_version
from driverapp.guidance.propose import propose, take_back
from driverapp.guidance.publish import NotAgreed, publish
from driverapp.guidance.recall import recall
from driverapp.guidance.versions import UnknownItem, UnknownVersion
from driverapp.guidance.write import revise
from driverapp.office.presenters.guidance_faults import STEPS as COMPLAINTS
from driverapp.office.presenters.guidance_faults import said_of_step, version_faults
from driverapp.office.presenters.guidance_item import (
    agreements,
    changes,
    earlier,
    facts,
    heading,
    language_tabs,
    state_words,
    version_lines,
)
from driverapp.office.presenters.guidance_steps import DONE, steps
from driverapp.office.presenters.guidance_text import phone_text
from driverapp.store.database import db
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import may, requires
from driverapp.web.sessions import require_person

guidance_item = Blueprint("guidance_item", __name__, url_prefix="/office/guidance/<slug>")

Answer = Response | str | tuple[str, int]
STEPS: dict[str, Callable[[Session, GuidanceVersion, str, int], object]] = {
    "proposal": lambda session, version, seen, by: propose(session, version.id, seen=seen, by=by),
    "retraction": lambda session, version, _seen, by: take_back(session, version.id, by=by),
    "publication": lambda session, version, _seen, by: publish(session, version.id, by=by),
}
REFUSALS: tuple[type[Exception], ...] = (*COMPLAINTS, NotAgreed)


@guidance_item.get("")
@requires(Permission.READ_GUIDANCE)
def show(slug: str) -> str:
    """A version, by `version` in the address, in a language; without it the one that matters most now."""
    item = item_of(slug)
    asked = request.args.get("version", type=int)
    version = next((each for each in item.versions if each.number == asked), None) if asked else shown_version(item)
    return _page(version or abort(404))


@guidance_item.post("/<int:number>/<any(proposal, retraction, publication):step>")
@requires(Permission.WRITE_GUIDANCE)
def take_step(slug: str, number: int, step: str) -> Answer:
    """Propose a version, take the proposal back, or publish it."""
    version = version_of(slug, number)
    try:
        STEPS[step](db.session(), version, request.form.get("seen", ""), require_person().id)
    except REFUSALS as error:
        return _page(version_of(slug, number), wrong=said_of_step(error)), 409
    return _back(slug, number, step)


@guidance_item.post("/<int:number>/recall")
@requires(Permission.READ_GUIDANCE)
def take_out(slug: str, number: int) -> Answer:
    """Recall a version, at once."""
    version = version_of(slug, number)
    try:
        recall(db.session(), version.id, by=require_person().id)
    except NotAllowed:
        abort(403)
    except REFUSALS as error:
        return _page(version_of(slug, number), wrong=said_of_step(error)), 409
    return _back(slug, number, "recall")


@guidance_item.post("/revision")
@requires(Permission.WRITE_GUIDANCE)
def begin(slug: str) -> Response:
    """Begin the next version, or go on with the one that was begun."""
    try:
        revise(db.session(), slug, by=require_person().id)
    except UnknownItem:
        abort(404)
    return redirect(url_for("guidance_editing.edit", slug=slug), 303)


def item_of(slug: str) -> GuidanceItem:
    """The item of an address, or 404."""
    try:
        return load_item(db.session(), slug)
    except UnknownItem:
        abort(404)


def version_of(slug: str, number: int) -> GuidanceVersion:
    """The version of an address, or 404."""
    try:
        return load_version(db.session(), slug, number)
    except UnknownVersion:
        abort(404)


def _back(slug: str, number: int, done: str) -> Response:
    return redirect(url_for("guidance_item.show", slug=slug, version=number, done=done), 303)


def _page(version: GuidanceVersion, wrong: str = "") -> str:
    asked = request.args.get("language", SOURCE)
    language = asked if asked in DRIVER_LANGUAGES else SOURCE
    text, before = text_in(version, language), earlier(version)
    done = DONE.get(request.args.get("done", ""))
    looks_ahead = version.state == VersionState.DRAFT and may(Permission.WRITE_GUIDANCE)
    return render_template(
        "office/guidance_item.html",
        item=version.item,
        version=version,
        wrong=wrong,
        done=_(done) if done and not wrong else "",
        title=heading(version.item, version),
        state=state_words(version),
        facts=facts(version),
        language=language,
        tabs=language_tabs(version),
        text=phone_text(version, text) if text else None,
        before=before.number if before else None,
        changes=changes(version, language),
        agreements=agreements(db.session(), version),
        versions=version_lines(version.item),
        steps=steps(db.session(), require_person(), version),
        faults=list(version_faults(db.session(), version)) if looks_ahead else [],
        seen=version_digest(version),
        said=count_feedback(db.session(), version.item) if may(Permission.WRITE_GUIDANCE) else None,
    )
