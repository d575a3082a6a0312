"""Inviting a person, and changing their rights."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from driverapp.associations.models import Association
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.wording import N_

NONE = ""


class RightsForm(FlaskForm):
    """A role, and for a partner or an approver an association."""

    role = SelectField(choices=[role.value for role in Role])
    association = SelectField()

    def offer(self, associations: list[Association]) -> None:
        """Offer these associations, and none."""
        self.offered = associations
        self.association.choices = [NONE, *(each.slug for each in associations)]


class InvitationForm(RightsForm):
    """Somebody new."""

    email = StringField(validators=[InputRequired(N_("Geben Sie eine E-Mail-Adresse ein."))])
