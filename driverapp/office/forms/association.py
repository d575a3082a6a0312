"""An association: its name and target groups; a code for one of them."""

import re

from babel.numbers import get_group_symbol
from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional, ValidationError

from driverapp.associations.add import LONGEST_NAME, LONGEST_SLUG
from driverapp.associations.staff import MOST_STAFF
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_

FROM_THE_LIST = N_("Wählen Sie aus der Liste.")
NAME_NEEDED = N_("Schreiben Sie den Namen, in höchstens 200 Zeichen.")
WHOLE_NUMBER = N_("Schreiben Sie eine ganze Zahl bis 10 Millionen.")


class StaffNumber(StringField):
    """A number of people as somebody writes it, perhaps in thousands as the page's language or blanks part them."""

    @property
    def number(self) -> int | None:
        """The number, if it is one."""
        written = (self.data or "").strip()
        # What parts anything but thousands may be a decimal point: 12.5 is not 125.
        parting = rf"[{re.escape(get_group_symbol(get_locale()))} \N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}]"
        if re.fullmatch(rf"[0-9]+|[0-9]{{1,3}}({parting})[0-9]{{3}}(\1[0-9]{{3}})*", written) is None:
            return None
        number = int(re.sub(r"[^0-9]", "", written))
        return number if number <= MOST_STAFF else None


class Ticks(Field):
    """What was ticked of a list."""

    data: list[str] | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent, each once."""
        self.data = sorted(set(valuelist))


class AssociationForm(FlaskForm):
    """`version`: of the association as the page showed it."""

    version = IntegerField(validators=[Optional()])
    name = StringField(validators=[InputRequired(NAME_NEEDED), Length(max=LONGEST_NAME, message=NAME_NEEDED)])
    groups = Ticks()

    def chosen(self) -> list[TargetGroup]:
        """The target groups that were ticked."""
        return [TargetGroup(each) for each in self.groups.data or ()]

    def validate_groups(self, field: Ticks) -> None:
        """Only what stands in the list."""
        if not set(field.data or ()) <= set(TargetGroup):
            raise ValidationError(FROM_THE_LIST)


class NewAssociationForm(AssociationForm):
    """`slug`: what stands in the address, made of the name where none is given; `staff`: employees, where known."""

    slug = StringField(validators=[Length(max=LONGEST_SLUG, message=N_("Höchstens 60 Zeichen."))])
    staff = StaffNumber()

    def validate_staff(self, field: StaffNumber) -> None:
        """Nothing, or a number."""
        if (field.data or "").strip() and field.number is None:
            raise ValidationError(WHOLE_NUMBER)


class CodeForm(FlaskForm):
    """A code for a target group, perhaps at a site (its slug)."""

    target_group = StringField(validators=[AnyOf([group.value for group in TargetGroup], FROM_THE_LIST)])
    site = StringField()
