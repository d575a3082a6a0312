"""Everything that a coordinator, an analyst or an administrator sees."""

from flask import Flask

from driverapp.office.code import code
from driverapp.office.forms.errors import errors_of
from driverapp.office.navigation import navigation
from driverapp.office.set_up_code import set_up_code
from driverapp.office.sign_in import sign_in
from driverapp.office.start import start
from driverapp.vocabulary.languages import OFFICE_LANGUAGES
from driverapp.vocabulary.permissions import ROLE_NAMES
from driverapp.web.locale import choose_language

BLUEPRINTS = (sign_in, code, set_up_code, start)


def register_office(app: Flask) -> None:
    """Attach the office's pages and its sign-in."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        errors_of=errors_of,
        navigation=navigation,
        office_language=choose_language,
        OFFICE_LANGUAGES=OFFICE_LANGUAGES,
        ROLE_NAMES=ROLE_NAMES,
    )
