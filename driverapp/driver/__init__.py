"""Everything that a phone or a rest-stop tablet talks to."""

from flask import Flask

from driverapp.driver import media, readers  # noqa: F401 - their addresses join those of the API
from driverapp.driver.api import api
from driverapp.driver.form import form
from driverapp.driver.gazetteer import gazetteer
from driverapp.driver.german_words import in_german
from driverapp.driver.guidance import guidance
from driverapp.driver.installable import installable
from driverapp.driver.join import join
from driverapp.driver.linked import linked
from driverapp.driver.notices import notices
from driverapp.driver.offered import leave_unoffered
from driverapp.driver.openapi import openapi
from driverapp.driver.print_page import print_page
from driverapp.driver.receipt import receipt
from driverapp.driver.shell import shell

BLUEPRINTS = (api, openapi, shell, form, receipt, installable, join, guidance, notices, print_page, gazetteer)


def register_driver(app: Flask) -> None:
    """Attach the driver app's pages and the API."""
    app.before_request(leave_unoffered)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.jinja_env.filters.update(linked=linked, in_german=in_german)
