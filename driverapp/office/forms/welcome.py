"""Setting a password by a one-time link."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired

from driverapp.vocabulary.wording import N_


class WelcomeForm(FlaskForm):
    """A new password, twice."""

    password = PasswordField(validators=[InputRequired(N_("Denken Sie sich ein Passwort aus."))])
    again = PasswordField(validators=[EqualTo("password", N_("Die beiden Passwörter sind nicht gleich."))])


class FirstWelcomeForm(WelcomeForm):
    """For the first administrator, whose e-mail address nobody knows yet."""

    email = StringField(validators=[InputRequired(N_("Geben Sie Ihre E-Mail-Adresse ein."))])
