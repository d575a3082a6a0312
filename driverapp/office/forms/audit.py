"""What of the audit is shown: the filters of its page, read by GET, so that an address shows the same again."""

from datetime import datetime, time, timedelta

from wtforms import DateField, Form, IntegerField, StringField
from wtforms.validators import Optional, ValidationError

from driverapp.store.clock import BERLIN
from driverapp.trust.audit_queries import Wanted
from driverapp.vocabulary.wording import N_


class Day(DateField):
    """A day; what is none is refused in the page's language."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent. Raises `ValueError`."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(N_("Geben Sie einen Tag an.")) from None


class AuditForm(Form):
    """Person, act, subject, first and last day (both included); each may be empty. `before`: where a page goes on."""

    person = IntegerField(validators=[Optional()])
    action = StringField()
    subject = StringField()
    first = Day(validators=[Optional()])
    last = Day(validators=[Optional()])
    before = IntegerField(validators=[Optional()])

    def validate_last(self, field: DateField) -> None:
        """The last day does not lie before the first."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError(N_("Das Ende liegt vor dem Anfang."))

    def wanted(self, subjects: tuple[str, ...], beginnings: tuple[str, ...], *, reports_only: bool) -> Wanted:
        """What the filters ask for. `subjects`, `beginnings`: as the audit names what was typed."""
        first, last = self.first.data, self.last.data
        return Wanted(
            actor_id=self.person.data,
            action=self.action.data or None,
            subjects=subjects,
            beginnings=beginnings,
            first=datetime.combine(first, time(), BERLIN) if first else None,
            end=datetime.combine(last + timedelta(days=1), time(), BERLIN) if last else None,
            before=self.before.data,
            reports_only=reports_only,
        )
