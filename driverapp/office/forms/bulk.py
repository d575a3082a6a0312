"""One step with several reports."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, Optional

from driverapp.reports.bulk import BULK_STEPS
from driverapp.vocabulary.states import Outcome


class BulkForm(FlaskForm):
    """The step and, to close, what came of all of them, or to whom they go; the reports themselves stand in `pick`."""

    step = StringField(validators=[InputRequired(), AnyOf(list(BULK_STEPS))])
    outcome = StringField(validators=[Optional(), AnyOf(list(Outcome))])
    office = StringField()
