"""Questions to the reporter and what came back, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.channels import is_taken_down
from driverapp.office.presenters.times import Moment, clock
from driverapp.office.presenters.translations import Foreign
from driverapp.reports.foreign import of_message
from driverapp.reports.messages import Message
from driverapp.reports.models import Report
from driverapp.reports.steps import Step, possible_steps
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.questions import ANSWER_NAMES, QUESTION_NAMES, CannedAnswer, Question
from driverapp.vocabulary.states import State


@dataclass(frozen=True)
class Said:
    """What one side said: in canned words, in own ones (`text`, in the language `lang`), and when."""

    moment: Moment
    words: str
    text: str
    lang: str | None
    notes: Sequence[str]
    foreign: Foreign | None = None


@dataclass(frozen=True)
class Exchange:
    """A question and its answers, the last of which counts."""

    question: Said
    answers: Sequence[Said]


@dataclass(frozen=True)
class Conversation:
    """What was asked and answered; `unread`: the last answer, if nobody has noted it; `hint`: who reads what."""

    exchanges: Sequence[Exchange]
    last: UUID | None
    unread: bool
    possible: bool
    later: str
    hint: str


def conversation(
    report: Report, messages: Sequence[Message], foreign: Mapping[str, Foreign], *, takes_text: bool
) -> Conversation:
    """The messages of a report; `takes_text`: whether the operator's policy takes own words of reporters.

    `foreign`: the texts that are not German.
    """
    answers = [each for each in messages if not each.from_office]
    return Conversation(
        exchanges=[_exchange(each, answers, foreign) for each in messages if each.from_office],
        last=answers[-1].id if answers else None,
        unread=report.unread_answer is not None,
        possible=Step.ASK in possible_steps(report),
        later=_("Fragen können Sie, sobald die Meldung als gelesen markiert ist.")
        if report.state == State.RECEIVED and not is_taken_down(report.channel)
        else "",
        hint=" ".join(_hints(report.language, takes_text=takes_text)),
    )


def questions() -> list[tuple[str, str]]:
    """The canned questions, to choose from."""
    return [(question, _(QUESTION_NAMES[question])) for question in Question]


def question_words(question: Question | None) -> str:
    """A canned question; empty for none."""
    return _(QUESTION_NAMES[question]) if question else ""


def _exchange(question: Message, answers: Sequence[Message], foreign: Mapping[str, Foreign]) -> Exchange:
    return Exchange(
        question=_said(question, question_words(Question(question.question) if question.question else None)),
        answers=[_answered(each, foreign.get(of_message(each))) for each in answers if each.in_reply_to == question.id],
    )


def _answered(message: Message, foreign: Foreign | None) -> Said:
    canned = _(ANSWER_NAMES[CannedAnswer(message.answer)]) if message.answer else ""
    if not canned and not message.text:
        canned = _("Ohne Inhalt: Freitext nimmt die Richtlinie nicht an.")
    return replace(_said(message, canned), foreign=foreign)


def _said(message: Message, canned: str) -> Said:
    named = words.language(message.language)
    foreign = message.language != SOURCE and not message.from_office
    notes = [_("Sprache: %(language)s", language=named)] if named and foreign else []
    return Said(clock(message.sent_at), canned, message.text or "", message.language, notes)


def _hints(language: str | None, *, takes_text: bool) -> Iterator[str]:
    named = words.language(language)
    if named and language != SOURCE:
        yield _("Die Person liest %(language)s.", language=named)
    yield _("Vorbereitete Fragen sieht sie in ihrer Sprache, eigene Worte so, wie Sie sie schreiben.")
    if not takes_text:
        yield _("Auf eigene Worte antwortet sie mit Ja, Nein oder Weiß nicht: Freitext ist abgeschaltet.")
