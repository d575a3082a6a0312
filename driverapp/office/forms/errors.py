"""What is wrong with a field, in the language of the page."""

from flask_babel import gettext
from wtforms import Field


def errors_of(field: Field) -> str:
    """The messages of a field as one text; empty when nothing is wrong."""
    return " ".join(gettext(str(each)) for each in field.errors)
