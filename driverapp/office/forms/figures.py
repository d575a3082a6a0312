"""The period of the figures."""

from datetime import timedelta

from wtforms import DateField, Form
from wtforms.validators import InputRequired, ValidationError

from driverapp.balance.periods import Period
from driverapp.vocabulary.wording import N_

LONGEST = timedelta(days=3 * 366)


class PeriodForm(Form):
    """First and last day, both included. Read by GET, so that an address shows the same again."""

    first = DateField(validators=[InputRequired(N_("Geben Sie einen Tag an."))])
    last = DateField(validators=[InputRequired(N_("Geben Sie einen Tag an."))])

    def validate_last(self, field: DateField) -> None:
        """The last day lies after the first one, and not years later."""
        if not self.first.data or not field.data:
            return
        if field.data < self.first.data:
            raise ValidationError(N_("Das Ende liegt vor dem Anfang."))
        if field.data - self.first.data > LONGEST:
            raise ValidationError(N_("Höchstens drei Jahre auf einmal."))

    def period(self) -> Period:
        """The days between the two, both included. Only for a form that was found valid."""
        first, last = self.first.data, self.last.data
        if first is None or last is None:
            raise ValueError("a period needs both days")
        return Period(first, last + timedelta(days=1))
