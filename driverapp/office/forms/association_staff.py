"""A staff number: how many, of which part, from which day on, and who says so."""

from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from driverapp.associations.staff import LONGEST_SOURCE
from driverapp.office.forms.association import FROM_THE_LIST, WHOLE_NUMBER, StaffNumber
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_


class StaffForm(FlaskForm):
    """`target_group` and `site` are empty for the whole; `site` holds a slug."""

    target_group = StringField(validators=[AnyOf(["", *(group.value for group in TargetGroup)], FROM_THE_LIST)])
    site = StringField()
    staff = StaffNumber()
    valid_from = DateField(validators=[InputRequired(N_("Geben Sie einen Tag an."))])
    source = StringField(validators=[Length(max=LONGEST_SOURCE, message=N_("Höchstens 200 Zeichen."))])

    def validate_staff(self, field: StaffNumber) -> None:
        """A number, and nothing else."""
        if field.number is None:
            raise ValidationError(WHOLE_NUMBER)
