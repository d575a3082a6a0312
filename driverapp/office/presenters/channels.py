"""The ways on which reports come, in words."""

from flask_babel import gettext as _

from driverapp.vocabulary.channels import TAKEN_DOWN, Channel
from driverapp.vocabulary.wording import N_

CHANNEL_NAMES = {
    Channel.APP: N_("App"),
    Channel.FORM: N_("Formular ohne App"),
    Channel.TELEPHONE: N_("Telefon"),
    Channel.RADIO: N_("Funk"),
    Channel.LETTER: N_("Brief"),
}


def channel_name(channel: str | None) -> str:
    """The name of a channel; of the app where none is known."""
    return _(CHANNEL_NAMES[Channel(channel or Channel.APP)])


def is_taken_down(channel: str | None) -> bool:
    """Whether somebody in the office took a report down."""
    return channel in TAKEN_DOWN


def channel_choices() -> list[tuple[str, str]]:
    """The channels of what is taken down, to choose from."""
    return [(each.value, _(CHANNEL_NAMES[each])) for each in TAKEN_DOWN]
