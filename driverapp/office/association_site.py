"""A site of an association: added, changed, deactivated."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.associations.add import LONGEST_SLUG
from driverapp.associations.changes import ChangedMeanwhile, deactivate, reactivate
from driverapp.associations.models import Association, Site
from driverapp.associations.queries import UnknownSite, known_slugs, site_of
from driverapp.associations.sites import set_site, site_for
from driverapp.office.association import Answer, opened
from driverapp.office.forms.association_site import SiteForm, entries
from driverapp.office.forms.slugs import slug_of
from driverapp.office.presenters.association_words import DONE
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

association_site = Blueprint("association_site", __name__, url_prefix="/office/associations/<slug>")


@association_site.route("/new-site", methods=["GET", "POST"])
@requires(Permission.OPEN_ASSOCIATION)
def add(slug: str) -> Answer:
    """A new site; its short form in addresses is made of its name."""
    found, form = opened(slug), SiteForm()
    if found.deactivated_at is not None:
        return redirect(url_for("association.show", slug=slug), 303)
    if not form.validate_on_submit():
        return _page(found, None, form)
    site = _new(found, form.name.data or "")
    set_site(db.session(), site, form.values(), by=require_person().id)
    return redirect(url_for("association.show", slug=slug, done="changed"), 303)


@association_site.route("/sites/<site_slug>", methods=["GET", "POST"])
@requires(Permission.OPEN_ASSOCIATION)
def show(slug: str, site_slug: str) -> Answer:
    """A site, and other words for it."""
    found = opened(slug)
    site = _site(found, site_slug)
    form = SiteForm(data=entries(site))
    if not form.validate_on_submit():
        return _page(found, site, form)
    try:
        set_site(db.session(), site, form.values(), seen=form.version.data or 0, by=require_person().id)
    except ChangedMeanwhile:
        form.version.data = site.version
        return _page(found, site, form, now_kept=entries(site)), 409
    return redirect(url_for("association_site.show", slug=slug, site_slug=site_slug, done="changed"), 303)


@association_site.post("/sites/<site_slug>/deactivation")
@requires(Permission.OPEN_ASSOCIATION)
def take_away(slug: str, site_slug: str) -> Response:
    """Offer it no longer; its codes rest."""
    return _switch(slug, site_slug, deactivate, "deactivated")


@association_site.post("/sites/<site_slug>/reactivation")
@requires(Permission.OPEN_ASSOCIATION)
def give_back(slug: str, site_slug: str) -> Response:
    """Offer it again."""
    return _switch(slug, site_slug, reactivate, "reactivated")


def _new(found: Association, name: str) -> Site:
    slug = slug_of(name, known_slugs(db.session(), Site), longest=LONGEST_SLUG, otherwise="standort")
    return site_for(db.session(), found, slug, by=require_person().id)[0]


def _site(found: Association, site_slug: str) -> Site:
    try:
        site = site_of(db.session(), site_slug)
    except UnknownSite:
        abort(404)
    return site if site.association_id == found.id else abort(404)


def _page(found: Association, site: Site | None, form: SiteForm, *, now_kept: dict[str, object] | None = None) -> str:
    return render_template(
        "office/association_site.html",
        association=found,
        site=site,
        form=form,
        now_kept=now_kept,
        done=DONE.get(request.args.get("done", "")) if request.method == "GET" else None,
    )


def _switch(slug: str, site_slug: str, switch: Callable[..., None], done: str) -> Response:
    switch(db.session(), _site(opened(slug), site_slug), by=require_person().id)
    return redirect(url_for("association_site.show", slug=slug, site_slug=site_slug, done=done), 303)
