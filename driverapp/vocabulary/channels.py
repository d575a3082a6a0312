"""The ways on which reports come; their names are the office's alone."""

from enum import StrEnum


class Channel(StrEnum):
    """How a report came; the value is what the store holds. `form`: the page without JavaScript."""

    APP = "app"
    FORM = "form"
    TELEPHONE = "telephone"
    RADIO = "radio"
    LETTER = "letter"


# What somebody in the office took down: nobody holds a secret to it, so that nobody can be asked or told.
TAKEN_DOWN = (Channel.TELEPHONE, Channel.RADIO, Channel.LETTER)
