"""The operator's policy, field by field; an empty field follows the switch."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, Form, IntegerField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional, ValidationError

from driverapp.policy.choices import HOURS_A_DAY, Choices, Operator, bounds
from driverapp.policy.resolve import resolve, warns_in_time
from driverapp.vocabulary.wording import N_

SWITCHED = {"": None, "on": True, "off": False}
HOURS = ("reading_first", "reading_last")
IN_BOUNDS = N_("Geben Sie eine ganze Zahl in den genannten Grenzen ein, oder lassen Sie das Feld leer.")

TOO_LATE = N_(
    "Ungelesene Meldungen wären vor der Warnung gelöscht. Wählen Sie hier weniger Stunden "
    "oder bei „Ungelesen“ mehr Tage."
)


class Entered(StrEnum):
    """What the person wants to do with what they entered."""

    PREVIEW = "preview"
    CHANGE = "change"
    SAVE = "save"


class WholeNumber:
    """Nothing, or a whole number within the bounds of the policy's field of the same name."""

    def __call__(self, _form: Form, field: Field) -> None:
        least, most = bounds(field.name)
        written = (field.data or "").strip()
        if written and not (written.isascii() and written.isdigit() and least <= int(written) <= most):
            raise ValidationError(IN_BOUNDS)


def _switch() -> StringField:
    return StringField(validators=[AnyOf(list(SWITCHED))])


def _number() -> StringField:
    return StringField(validators=[WholeNumber()])


def _hour() -> StringField:
    return StringField(validators=[AnyOf(["", *map(str, range(HOURS_A_DAY + 1))])])


class PolicyForm(FlaskForm):
    """Names are those of `Choices`. `number`: the version that the person saw; `entered`: what is to be done."""

    number = IntegerField(validators=[InputRequired()])
    entered = StringField(validators=[AnyOf(list(Entered))])
    reason = StringField(validators=[Optional(), Length(max=300)])
    operator = StringField(validators=[AnyOf(list(Operator))])
    text, vehicle, photo, voice = _switch(), _switch(), _switch(), _switch()
    linking, starter_content = _switch(), _switch()
    exact_position_days, undo_seconds = _number(), _number()
    reading_first, reading_last = _hour(), _hour()
    tap_hours, unread_alarm_hours, unread_days = _number(), _number(), _number()
    seen_days, handed_over_days, closed_days = _number(), _number(), _number()
    media_days, hold_days, call_days, audit_months = _number(), _number(), _number(), _number()

    def validate_reading_last(self, field: Field) -> None:
        """Both hours or neither, and in their order."""
        first, last = self.reading_first.data or "", field.data or ""
        if bool(first) != bool(last):
            raise ValidationError(N_("Geben Sie beide Stunden an oder keine."))
        if first and not int(first) < int(last):
            raise ValidationError(N_("Das Ende liegt vor dem Anfang."))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Beside each field: no warning that comes when nothing is left to warn of."""
        good = super().validate(extra_validators)
        if good and not warns_in_time(resolve(self.choices())):
            self.unread_alarm_hours.errors = [TOO_LATE]
        return not self.errors

    def choices(self) -> Choices:
        """What was chosen; only for a form that was found valid."""
        values: dict[str, Any] = {name: self[name].data.strip() for name in Choices.model_fields if name in self}
        # An empty number follows the switch as well.
        chosen = {name: SWITCHED.get(value, value) for name, value in values.items()}
        if self.reading_first.data:
            chosen["reading_hours"] = (self.reading_first.data, self.reading_last.data)
        return Choices.model_validate(chosen)


def entries(choices: Choices) -> dict[str, str]:
    """The fields of a form that says what was chosen."""
    first, last = choices.reading_hours or ("", "")
    chosen = choices.model_dump(exclude={"reading_hours"})
    return {name: _written(value) for name, value in chosen.items()} | dict(
        zip(HOURS, (str(first), str(last)), strict=True)
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else str(value)
