"""Joining: what an enrolment code stands for, before a phone keeps it. The server keeps nothing of who looked."""

from dataclasses import asdict, dataclass, fields

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from flask_babel import force_locale, format_decimal, gettext, ngettext

from driverapp.associations.attribute import find_enrolment
from driverapp.associations.models import Enrolment, Site
from driverapp.associations.staff import most_sharing, parts_on
from driverapp.driver.pages import page_values
from driverapp.store.database import db
from driverapp.web.locale import choose_language, offered_languages
from driverapp.web.permissions import public

join = Blueprint("join", __name__)


@dataclass(frozen=True)
class SiteOfEnrolment:
    """The place where a tablet stands, and what is said about it at 110.

    `km`: where along `road`; `video_hours`: after how many its video is overwritten.
    """

    slug: str
    name: str
    phone: str | None
    address: str | None
    side: str | None
    road: str | None
    direction: str | None
    km: float | None
    video_hours: int | None


@dataclass(frozen=True)
class EnrolmentOffer:
    """What a phone keeps of a code. `group_size`: how many people at most have the same one, where that is known."""

    code: str
    association: str
    target_group: str
    group_size: int | None
    site: SiteOfEnrolment | None


@join.get("/join/<code>")
@public
def show(code: str) -> Response:
    """Name association, group, site and size, and ask; as JSON for a phone whose owner typed the code."""
    enrolment = find_enrolment(code)
    offer = _offer(enrolment) if enrolment else None
    if request.accept_mimetypes.best == "application/json":
        response = jsonify(asdict(offer) if offer else None)
    else:
        response = make_response(_page(offer))
    response.status_code = 200 if offer else 404
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    return response


def _page(offer: EnrolmentOffer | None) -> str:
    wanted = request.args.get("lang", "")
    lang = wanted if wanted in offered_languages() else choose_language()
    with force_locale(lang):
        words = _size_words(offer) if offer else ""
        return render_template("driver/join.html", **page_values(lang, "join"), offer=offer, size_words=words)


def _size_words(offer: EnrolmentOffer) -> str:
    size = offer.group_size
    if size is None:
        return gettext("nicht bekannt")
    people = ngettext("%(number)s Mensch", "%(number)s Menschen", size, number=format_decimal(size))
    # Of a site nobody may have counted the group: it is no larger than what is known.
    return gettext("Höchstens %(people)s", people=people) if offer.site else people


def _offer(enrolment: Enrolment) -> EnrolmentOffer:
    parts = parts_on(db.session(), enrolment.association_id)
    return EnrolmentOffer(
        code=enrolment.code,
        association=enrolment.association.name,
        target_group=enrolment.target_group,
        group_size=most_sharing(parts, enrolment.target_group, enrolment.site_id),
        site=_site(enrolment.site) if enrolment.site else None,
    )


def _site(site: Site) -> SiteOfEnrolment:
    return SiteOfEnrolment(**{each.name: getattr(site, each.name) for each in fields(SiteOfEnrolment)})
