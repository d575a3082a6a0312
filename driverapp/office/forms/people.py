"""Inviting a person, and changing their rights."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired

from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.wording import N_


class RightsForm(FlaskForm):
    """A role, and for a partner or an approver the slug of an association."""

    role = StringField(validators=[AnyOf([role.value for role in Role], N_("Wählen Sie eine Rolle aus der Liste."))])
    association = StringField()


class InvitationForm(RightsForm):
    """Somebody new."""

    email = StringField(validators=[InputRequired(N_("Geben Sie eine E-Mail-Adresse ein."))])
