"""The second step of signing in."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Regexp

from driverapp.vocabulary.wording import N_

# Six digits, or the ten letters of a recovery code; people write them with spaces and dashes.
CODE = r"^\s*(?:[0-9]{3}\s?[0-9]{3}|(?:[0-9A-Za-z][\s–-]*){10})\s*$"


class CodeForm(FlaskForm):
    """The six digits that an authenticator app shows, or a recovery code; a space among them is fine."""

    code = StringField(
        validators=[
            Regexp(CODE, message=N_("Der Code hat sechs Ziffern. Ein Wiederherstellungscode hat zehn Zeichen."))
        ]
    )
