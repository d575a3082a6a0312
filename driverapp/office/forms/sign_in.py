"""The first step of signing in."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from driverapp.vocabulary.wording import N_


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = StringField(validators=[InputRequired(N_("Geben Sie Ihre E-Mail-Adresse ein.")), Length(max=255)])
    password = PasswordField(validators=[InputRequired(N_("Geben Sie Ihr Passwort ein."))])
