"""Everything that a coordinator, an analyst or an administrator sees."""

from flask import Flask

from driverapp.office.association import association
from driverapp.office.association_code import association_code
from driverapp.office.association_site import association_site
from driverapp.office.association_staff import association_staff
from driverapp.office.associations import associations
from driverapp.office.audit import audit
from driverapp.office.bulk import bulk
from driverapp.office.call_codes import call_codes
from driverapp.office.code import code
from driverapp.office.components import components
from driverapp.office.deliveries import deliveries
from driverapp.office.export import export
from driverapp.office.figures import figures
from driverapp.office.first_steps import first_steps
from driverapp.office.forms.errors import errors_of
from driverapp.office.guidance_agreement import guidance_agreement
from driverapp.office.guidance_editing import guidance_editing
from driverapp.office.guidance_feedback import guidance_feedback
from driverapp.office.guidance_frame import guidance_frame
from driverapp.office.guidance_item import guidance_item
from driverapp.office.guidance_items import guidance_items
from driverapp.office.guidance_parties import guidance_parties
from driverapp.office.guidance_reach import guidance_reach
from driverapp.office.handover import handover
from driverapp.office.help import help_here, help_pages
from driverapp.office.inbox import inbox
from driverapp.office.map import map_page
from driverapp.office.map_tiles import map_tiles_view, register_tiles
from driverapp.office.media import media
from driverapp.office.navigation import here, navigation
from driverapp.office.next_report import next_report
from driverapp.office.own import own
from driverapp.office.own_app import own_app
from driverapp.office.own_messages import own_messages
from driverapp.office.own_passkeys import own_passkeys
from driverapp.office.own_sessions import own_sessions
from driverapp.office.people import people
from driverapp.office.person import person
from driverapp.office.policy import policy
from driverapp.office.redaction import redaction
from driverapp.office.report import report
from driverapp.office.report_new import report_new
from driverapp.office.saved_views import saved_views
from driverapp.office.series import series
from driverapp.office.series_handover import series_handover
from driverapp.office.set_up_code import set_up_code
from driverapp.office.settings import settings
from driverapp.office.sign_in import sign_in
from driverapp.office.similar import similar
from driverapp.office.start import start
from driverapp.office.way_back import register_way_back
from driverapp.office.welcome import welcome
from driverapp.vocabulary.languages import OFFICE_LANGUAGES
from driverapp.vocabulary.permissions import ROLE_NAMES
from driverapp.web.locale import choose_language

BLUEPRINTS = (
    sign_in,
    code,
    set_up_code,
    welcome,
    start,
    people,
    person,
    policy,
    settings,
    deliveries,
    own_messages,
    inbox,
    map_page,
    map_tiles_view,
    bulk,
    saved_views,
    next_report,
    export,
    report,
    handover,
    redaction,
    report_new,
    media,
    similar,
    series,
    series_handover,
    figures,
    guidance_items,
    guidance_item,
    guidance_agreement,
    guidance_editing,
    guidance_frame,
    guidance_parties,
    guidance_reach,
    guidance_feedback,
    first_steps,
    help_pages,
    associations,
    association,
    association_site,
    association_staff,
    association_code,
    call_codes,
    components,
    own,
    own_app,
    own_passkeys,
    own_sessions,
    audit,
)


def register_office(app: Flask) -> None:
    """Attach the office's pages and its sign-in."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_way_back(app)
    register_tiles(app)
    app.jinja_env.globals.update(
        errors_of=errors_of,
        here=here,
        help_here=help_here,
        navigation=navigation,
        office_language=choose_language,
        OFFICE_LANGUAGES=OFFICE_LANGUAGES,
        ROLE_NAMES=ROLE_NAMES,
    )
