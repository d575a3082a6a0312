"""The second step of signing in."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Regexp

from driverapp.vocabulary.wording import N_

SIX_DIGITS = r"^\s*[0-9]{3}\s?[0-9]{3}\s*$"


class CodeForm(FlaskForm):
    """The six digits that an authenticator app shows; a space among them is fine."""

    code = StringField(validators=[Regexp(SIX_DIGITS, message=N_("Der Code hat sechs Ziffern."))])
