"""Agreeing to a version: for which office, and for the police with its declaration."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from driverapp.guidance.agree import LONGEST_OFFICE
from driverapp.vocabulary.wording import N_


class AgreementForm(FlaskForm):
    """`seen`: the digest of what the page showed; `secrecy`: the declaration of the police."""

    seen = StringField(validators=[InputRequired()])
    office = StringField(
        validators=[
            InputRequired(N_("Schreiben Sie, für welche Stelle Sie zustimmen.")),
            Length(max=LONGEST_OFFICE, message=N_("Höchstens 120 Zeichen.")),
        ]
    )
    secrecy = BooleanField()
