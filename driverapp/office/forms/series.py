"""Linking reports, and the steps with a series."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, StringField, validators
from wtforms.validators import AnyOf, InputRequired, Optional, Regexp

from driverapp.office.forms.report import one_line
from driverapp.reports.series_change import Step

STANDING = r"^[0-9]{1,9}\.[0-9]{1,9}$"


class LinkForm(FlaskForm):
    """Another report; `own` and `theirs`: in which series each stood on the page, with the series' version."""

    other = StringField(validators=[InputRequired(), validators.UUID()])
    own = StringField(validators=[InputRequired(), Regexp(STANDING)])
    theirs = StringField(validators=[InputRequired(), Regexp(STANDING)])


class SeriesForm(FlaskForm):
    """One step with a series; `version`: of the series which the page showed.

    `report` is taken out; `reports` become a series of their own; `act`: an unlinking to take back, by the version
    after it; `other`: the series to part or to join; `name`: the new one.
    """

    step = StringField(validators=[InputRequired(), AnyOf(list(Step))])
    version = IntegerField(validators=[InputRequired()])
    report = StringField(validators=[Optional(), validators.UUID()])
    reports = SelectMultipleField(validate_choice=False)
    act = IntegerField(validators=[Optional()])
    other = IntegerField(validators=[Optional()])
    name = StringField()


class HandOverForm(FlaskForm):
    """To whom a whole series goes; its reports stand in `picks`, each as `<id>~<version>`, with blanks between."""

    office = StringField()
    file_number = StringField()

    def words(self) -> dict[str, Any]:
        """What was entered, once the form was found valid."""
        return {"office": one_line(self.office.data), "file_number": one_line(self.file_number.data) or None}
