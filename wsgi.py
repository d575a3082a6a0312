"""The entry for gunicorn: `wsgi:app`."""

from driverapp import create_app

app = create_app()
