"""Questions that an office asks without a translator: each side reads them in its own language, buttons answer them."""

from enum import StrEnum

from driverapp.vocabulary.wording import N_


class Question(StrEnum):
    """A question of the office; the value is what the API and the store hold."""

    STILL_THERE = "still_there"
    WHERE_TO = "where_to"
    HOW_MANY = "how_many"
    WHOLE_PLATE = "whole_plate"
    CALLED_POLICE = "called_police"
    MAY_ASK = "may_ask"


class CannedAnswer(StrEnum):
    """What a button says to a question; the value is what the API and the store hold."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    MOTORWAY = "motorway"
    TOWN = "town"
    NOT_LEFT = "not_left"
    ONE = "one"
    TWO = "two"
    THREE = "three"
    MORE = "more"
    PARTLY = "partly"


QUESTION_NAMES = {
    Question.STILL_THERE: N_("Ist es noch da?"),
    Question.WHERE_TO: N_("Wohin ist es gefahren?"),
    Question.HOW_MANY: N_("Wie viele Personen waren es?"),
    Question.WHOLE_PLATE: N_("Haben Sie das ganze Kennzeichen gesehen?"),
    Question.CALLED_POLICE: N_("Haben Sie die 110 angerufen?"),
    Question.MAY_ASK: N_("Dürfen wir Sie hier noch etwas fragen?"),
}

ANSWER_NAMES = {
    CannedAnswer.YES: N_("Ja"),
    CannedAnswer.NO: N_("Nein"),
    CannedAnswer.UNKNOWN: N_("Weiß nicht"),
    CannedAnswer.MOTORWAY: N_("Auf die Autobahn"),
    CannedAnswer.TOWN: N_("In den Ort"),
    CannedAnswer.NOT_LEFT: N_("Steht noch da"),
    CannedAnswer.ONE: N_("Eine"),
    CannedAnswer.TWO: N_("Zwei"),
    CannedAnswer.THREE: N_("Drei"),
    CannedAnswer.MORE: N_("Mehr"),
    CannedAnswer.PARTLY: N_("Nur einen Teil"),
}

# The buttons of each question, in this order. A question in somebody's own words gets the plain ones.
PLAIN_ANSWERS = (CannedAnswer.YES, CannedAnswer.NO, CannedAnswer.UNKNOWN)
ANSWERS_OF_QUESTION = {
    Question.STILL_THERE: PLAIN_ANSWERS,
    Question.WHERE_TO: (
        CannedAnswer.MOTORWAY,
        CannedAnswer.TOWN,
        CannedAnswer.NOT_LEFT,
        CannedAnswer.UNKNOWN,
    ),
    Question.HOW_MANY: (
        CannedAnswer.ONE,
        CannedAnswer.TWO,
        CannedAnswer.THREE,
        CannedAnswer.MORE,
        CannedAnswer.UNKNOWN,
    ),
    Question.WHOLE_PLATE: (CannedAnswer.YES, CannedAnswer.PARTLY, CannedAnswer.NO),
    Question.CALLED_POLICE: (CannedAnswer.YES, CannedAnswer.NO),
    Question.MAY_ASK: (CannedAnswer.YES, CannedAnswer.NO),
}
