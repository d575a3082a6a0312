"""Writing: the text of a version in one language, with German beside it and the phone's view."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Field

from driverapp.guidance.digest import text_in, version_digest
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.sections import UnreadableBody
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.guidance.write import InvalidSource, InvalidTitle, open_version, remove_text, save_text
from driverapp.office.forms.guidance_editing import Entered, PreviewForm, TextForm
from driverapp.office.guidance_item import item_of
from driverapp.office.presenters.guidance_editing import (
    SOURCE_LINE,
    TITLE,
    Written,
    beside,
    mark,
    preview,
    tidy,
    written,
)
from driverapp.office.presenters.guidance_faults import said_of_body, said_of_step
from driverapp.office.presenters.guidance_item import heading, language_tabs
from driverapp.store.database import db
from driverapp.vocabulary.categories import CATEGORY_NAMES
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, RIGHT_TO_LEFT, SOURCE
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_editing = Blueprint("guidance_editing", __name__)

Answer = Response | str | tuple[str, int]


@guidance_editing.route("/office/guidance/<slug>/edit", methods=["GET", "POST"])
@requires(Permission.WRITE_GUIDANCE)
def edit(slug: str) -> Answer:
    """Write in a language; without script the button "Vorschau" shows what the live preview shows."""
    version, language = opened(slug), _language(request.args.get("language", SOURCE))
    if version is None:
        return redirect(url_for("guidance_item.show", slug=slug), 303)
    there = written(version, language)
    title = there.title or request.args.get("title", "")
    form = TextForm(data={"title": title, "source": there.source, "body": there.body})
    if not form.validate_on_submit() or form.entered.data == Entered.PREVIEW:
        return _page(version, language, form)
    try:
        _change(version, language, form)
    except InvalidTitle:
        _complain(form.title, _(TITLE))
    except InvalidSource:
        _complain(form.source, _(SOURCE_LINE))
    except UnreadableBody as error:
        _complain(form.body, said_of_body(error))
    except (ChangedMeanwhile, StepNotPossible) as error:
        return _page(version, language, form, wrong=said_of_step(error)), 409
    else:
        return redirect(url_for("guidance_editing.edit", slug=slug, language=language, saved=1), 303)
    return _page(version, language, form)


@guidance_editing.post("/office/guidance/preview")
@requires(Permission.WRITE_GUIDANCE)
def show_preview() -> str:
    """What the phone will show of what is being typed, as a piece of a page. Nothing is stored."""
    form = PreviewForm()
    if not form.validate_on_submit():
        abort(400)
    version, language = opened(form.slug.data or ""), _language(form.language.data or "")
    if version is None:
        abort(404)
    return render_template(
        "office/guidance_preview.html", preview=preview(db.session(), version, _entered(language, form))
    )


def opened(slug: str) -> GuidanceVersion | None:
    """The version of an item that is being written, if one is; 404 where there is no item."""
    return open_version(item_of(slug))


def _change(version: GuidanceVersion, language: str, form: TextForm) -> None:
    """Save or remove, unless this text or the German one changed since the page was made."""
    if form.seen.data != mark(version, language):
        raise ChangedMeanwhile
    seen, by = version_digest(version), require_person().id
    if form.entered.data == Entered.REMOVE:
        remove_text(db.session(), version.id, language, seen=seen, by=by)
    else:
        entered = _entered(language, form)
        title, source, body = entered.title, entered.source, tidy(entered.body)
        save_text(db.session(), version.id, language, title=title, source=source, body=body, seen=seen, by=by)


def _entered(language: str, form: TextForm | PreviewForm) -> Written:
    return Written(language, form.title.data or "", form.source.data or "", form.body.data or "")


def _complain(field: Field, message: str) -> None:
    field.errors = [*field.errors, message]


def _language(asked: str) -> str:
    return asked if asked in DRIVER_LANGUAGES else abort(404)


def _page(version: GuidanceVersion, language: str, form: TextForm, wrong: str = "") -> str:
    return render_template(
        "office/guidance_editing.html",
        form=form,
        version=version,
        item=version.item,
        heading=heading(version.item, version),
        language=language,
        language_name=DRIVER_LANGUAGES[language],
        categories=CATEGORY_NAMES,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        tabs=language_tabs(version),
        beside=beside(version, language),
        preview=preview(db.session(), version, _entered(language, form)),
        there=text_in(version, language) is not None,
        # Whoever looks at this page has seen what is stored now.
        seen=mark(version, language),
        stored=written(version, language) if wrong else None,
        wrong=wrong,
        saved="saved" in request.args and request.method == "GET",
    )
