"""The steps on a report's page."""

from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, validators
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from driverapp.reports.messages import LONGEST_TEXT, Asked
from driverapp.reports.steps import Entry, Step
from driverapp.vocabulary.questions import Question
from driverapp.vocabulary.states import Outcome


class StepForm(FlaskForm):
    """One step; `version` and `answer` are those of the report and of the last answer which the page showed."""

    step = StringField(validators=[InputRequired(), AnyOf(list(Step))])
    version = IntegerField(validators=[InputRequired()])
    outcome = StringField(validators=[Optional(), AnyOf(list(Outcome))])
    helped = BooleanField()
    message = StringField(validators=[Optional(), validators.UUID()])
    question = StringField(validators=[Optional(), AnyOf(list(Question))])
    text = StringField(validators=[Length(max=LONGEST_TEXT)])
    answer = StringField(validators=[Optional(), validators.UUID()])
    file_number = StringField()

    def entry(self, language: str) -> Entry:
        """What was entered, once the form was found valid. `language`: of own words in a question."""
        step, version = Step(self.step.data or ""), self.version.data or 0
        answer = UUID(self.answer.data) if self.answer.data else None
        if step is Step.ASK:
            return Entry(step, version, asked=self._asked(language), answer=answer)
        if step is Step.HOLD:
            return Entry(step, version, answer=answer, file_number=" ".join((self.file_number.data or "").split()))
        if step is not Step.CLOSE:
            return Entry(step, version, answer=answer)
        outcome = Outcome(self.outcome.data) if self.outcome.data else None
        return Entry(step, version, outcome, bool(self.helped.data), answer=answer)

    def _asked(self, language: str) -> Asked:
        question = Question(self.question.data) if self.question.data else None
        text = (self.text.data or "").replace("\r\n", "\n").strip()
        return Asked(UUID(self.message.data) if self.message.data else uuid4(), question, text or None, language)
