"""The office's prepared questions and their buttons, as a phone shows them."""

from typing import TypedDict

from flask_babel import gettext

from driverapp.vocabulary.questions import ANSWER_NAMES, ANSWERS_OF_QUESTION, PLAIN_ANSWERS, QUESTION_NAMES


class QuestionWords(TypedDict):
    """What the phone knows of questions: their words, the keys of their buttons, and the words of those."""

    questions: dict[str, str]
    buttons: dict[str, list[str]]
    plain: list[str]
    answers: dict[str, str]


def question_words() -> QuestionWords:
    """The words in the language of the page; `plain`: the buttons of a question in somebody's own words."""
    return {
        "questions": {question.value: gettext(name) for question, name in QUESTION_NAMES.items()},
        "buttons": {question.value: [*keys] for question, keys in ANSWERS_OF_QUESTION.items()},
        "plain": [*PLAIN_ANSWERS],
        "answers": {answer.value: gettext(name) for answer, name in ANSWER_NAMES.items()},
    }
