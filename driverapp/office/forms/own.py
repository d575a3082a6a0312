"""One's own access: another password, another app, a passkey's name."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from driverapp.people.passkey_register import LONGEST_NAME
from driverapp.vocabulary.wording import N_


class PasswordForm(FlaskForm):
    """The old password, and a new one twice."""

    old = PasswordField(validators=[InputRequired(N_("Geben Sie Ihr Passwort ein."))])
    password = PasswordField(validators=[InputRequired(N_("Denken Sie sich ein Passwort aus."))])
    again = PasswordField(validators=[EqualTo("password", N_("Die beiden Passwörter sind nicht gleich."))])


class PasskeyForm(FlaskForm):
    """A name by which its person knows a passkey again, and what the browser made."""

    name = StringField(
        validators=[DataRequired(N_("Geben Sie dem Passkey einen Namen.")), Length(max=LONGEST_NAME)],
        filters=[lambda value: (value or "").strip()],
    )
    passkey = StringField()
