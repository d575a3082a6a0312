"""The extensions that need no more than the app itself."""

from flask import Flask
from flask_wtf import CSRFProtect

from driverapp.config import Config
from driverapp.mail.outgoing import register_mail
from driverapp.store import files
from driverapp.store.database import db
from driverapp.trust import hashing, sealing
from driverapp.trust.keys import Keyring

csrf = CSRFProtect()


def register_extensions(app: Flask, keyring: Keyring) -> None:
    """Attach store, files, sealing, mail and the protection against cross-site posting."""
    config: Config = app.config["DRIVERAPP"]
    app.extensions[files.EXTENSION] = files.open_files(config.media_url, config.driverapp_data / "media")
    app.extensions[sealing.EXTENSION] = sealing.make_seal(keyring.sealing)
    app.extensions[hashing.EXTENSION] = keyring.hashing
    db.init_app(app)
    register_mail(app)
    csrf.init_app(app)
