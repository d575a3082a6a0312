"""The steps on a report's page."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import AnyOf, InputRequired, Optional

from driverapp.reports.triage import Entry, Step
from driverapp.vocabulary.states import Outcome


class StepForm(FlaskForm):
    """One step; `version` is that of the report which the page showed."""

    step = StringField(validators=[InputRequired(), AnyOf(list(Step))])
    version = IntegerField(validators=[InputRequired()])
    outcome = StringField(validators=[Optional(), AnyOf(list(Outcome))])
    helped = BooleanField()

    def entry(self) -> Entry:
        """What was entered, once the form was found valid. Outcome and help belong to closing alone."""
        step, version = Step(self.step.data or ""), self.version.data or 0
        if step is not Step.CLOSE:
            return Entry(step, version)
        outcome = Outcome(self.outcome.data) if self.outcome.data else None
        return Entry(step, version, outcome, bool(self.helped.data))
