"""The steps on a report's page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, validators
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from driverapp.reports.messages import LONGEST_TEXT, Asked
from driverapp.reports.steps import Entry, Step, Translation
from driverapp.vocabulary.questions import Question
from driverapp.vocabulary.states import Outcome

# A copy of a photo is made on a page of its own.
HERE = [each for each in Step if each is not Step.REDACT]


class StepForm(FlaskForm):
    """One step; `version` and `answer` are those of the report and of the last answer which the page showed."""

    step = StringField(validators=[InputRequired(), AnyOf(HERE)])
    version = IntegerField(validators=[InputRequired()])
    outcome = StringField(validators=[Optional(), AnyOf(list(Outcome))])
    helped = BooleanField()
    message = StringField(validators=[Optional(), validators.UUID()])
    question = StringField(validators=[Optional(), AnyOf(list(Question))])
    text = StringField(validators=[Length(max=LONGEST_TEXT)])
    answer = StringField(validators=[Optional(), validators.UUID()])
    file_number = StringField()
    office = StringField()
    note = StringField()
    of = StringField(validators=[Length(max=60)])
    translation = StringField()
    event = IntegerField(validators=[Optional()])

    def entry(self, language: str) -> Entry:
        """What was entered, once the form was found valid. `language`: of own words in a question."""
        step = Step(self.step.data or "")
        own: dict[Step, Callable[[], dict[str, Any]]] = {
            Step.ASK: lambda: {"asked": self._asked(language)},
            Step.HOLD: lambda: {"file_number": one_line(self.file_number.data)},
            Step.HAND_OVER: self._hand_over,
            Step.CHANGE_HAND_OVER: self._hand_over,
            Step.CLOSE: self._close,
            Step.NOTE: lambda: {"note": lines(self.note.data)},
            Step.TRANSLATE: lambda: {"translation": Translation(self.of.data or "", lines(self.translation.data))},
            Step.UNDO: lambda: {"event": self.event.data},
        }
        answer = UUID(self.answer.data) if self.answer.data else None
        return Entry(step, self.version.data or 0, answer=answer, **own.get(step, dict)())

    def _hand_over(self) -> dict[str, Any]:
        return {"office": one_line(self.office.data), "file_number": one_line(self.file_number.data) or None}

    def _close(self) -> dict[str, Any]:
        outcome = Outcome(self.outcome.data) if self.outcome.data else None
        return {"outcome": outcome, "helped": bool(self.helped.data)}

    def _asked(self, language: str) -> Asked:
        question = Question(self.question.data) if self.question.data else None
        message = UUID(self.message.data) if self.message.data else uuid4()
        return Asked(message, question, lines(self.text.data) or None, language)


def form_fields(entry: Entry, version: int) -> list[tuple[str, str]]:
    """An entry as the fields of the form, for a newer version of its report."""
    asked, translation = entry.asked, entry.translation
    given = {
        "step": entry.step,
        "version": version,
        "outcome": entry.outcome,
        "helped": "yes" if entry.helped else None,
        "answer": entry.answer,
        "file_number": entry.file_number,
        "office": entry.office,
        "note": entry.note,
        "of": translation.of if translation else None,
        "translation": translation.text if translation else None,
        "event": entry.event,
        "message": asked.id if asked else None,
        "question": asked.question if asked else None,
        "text": asked.text if asked else None,
    }
    return [(name, str(value)) for name, value in given.items() if value]


def one_line(typed: str | None) -> str:
    """What was typed into one line, without space to spare."""
    return " ".join((typed or "").replace("\0", "").split())


def lines(typed: str | None) -> str:
    """What was typed into several lines, with plain line ends."""
    return (typed or "").replace("\r\n", "\n").replace("\0", "").strip()
