"""Inviting a person, and changing their rights."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from driverapp.associations.models import Association
from driverapp.vocabulary.permissions import ROLE_NAMES
from driverapp.vocabulary.wording import N_

NONE = ""


class RightsForm(FlaskForm):
    """A role, and for a partner or an approver an association."""

    role = SelectField(choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    association = SelectField()

    def offer(self, associations: list[Association]) -> None:
        """Offer these associations, and none."""
        self.association.choices = [(NONE, ""), *((each.slug, each.name) for each in associations)]


class InvitationForm(RightsForm):
    """Somebody new."""

    email = StringField(validators=[InputRequired(N_("Geben Sie eine E-Mail-Adresse ein."))])
