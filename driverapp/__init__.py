"""An offline-capable report app for drivers of the security partnership, and the office that works its reports."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from driverapp.config import PROJECT, Config
from driverapp.driver import register_driver
from driverapp.office import register_office
from driverapp.trust.keys import Keyring, read_keys
from driverapp.web.assets import register_assets
from driverapp.web.compression import register_compression
from driverapp.web.errors import register_errors
from driverapp.web.extensions import register_extensions
from driverapp.web.headers import register_headers
from driverapp.web.health import health
from driverapp.web.limits import register_limits
from driverapp.web.locale import register_locale
from driverapp.web.permissions import register_permissions
from driverapp.web.sessions import register_sessions
from driverapp.web.transaction import register_transaction


def create_app(config: Config | None = None) -> Flask:
    """Make the app from its settings; without any, from the environment.

    Raises `InvalidSetting` and `trust.keys.MissingKey`, so that an installation without its secrets does not start.
    """
    config = config or Config.from_environment()
    keyring = read_keys(config.driverapp_data / "keys")
    app = Flask("driverapp", template_folder=str(PROJECT / "templates"), static_folder=None)
    _configure(app, config, keyring)
    register_extensions(app, keyring)
    register_errors(app)
    register_headers(app, https=config.https)
    register_sessions(app, https=config.https)
    register_transaction(app)
    register_limits(app, config.limit_reports_per_address)
    register_locale(app)
    register_assets(app, config.driverapp_data)
    register_compression(app)
    register_driver(app)
    register_office(app)
    app.register_blueprint(health)
    register_permissions(app)
    return app


def _configure(app: Flask, config: Config, keyring: Keyring) -> None:
    app.config["DRIVERAPP"] = config
    app.config["SECRET_KEY"] = keyring.sessions
    app.config["SQLALCHEMY_DATABASE_URI"] = config.store_url
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["invented"] = config.invented
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
