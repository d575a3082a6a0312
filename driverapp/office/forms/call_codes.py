"""A control room's list: a file to be looked at first, then its text to be imported."""

from enum import StrEnum

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf


class Entered(StrEnum):
    """What the person wants to do with the list."""

    PREVIEW = "preview"
    IMPORT = "import"


class ListForm(FlaskForm):
    """`content`: the text of the file that was looked at; the file itself comes beside the form."""

    entered = StringField(validators=[AnyOf(list(Entered))])
    content = StringField()
