"""When reports are read, in the words that stand before and after every tap."""

from flask_babel import gettext

from driverapp.config import Config


def reading_hours_sentence(config: Config) -> str:
    """One sentence; without a setting the honest one."""
    if config.reading_hours is None:
        return gettext("Wird nicht rund um die Uhr gelesen.")
    first, last = config.reading_hours
    if (first, last) == (0, 24):
        return gettext("Wird rund um die Uhr gelesen.")
    return gettext("Wird täglich von %(first)s bis %(last)s Uhr gelesen.", first=first, last=last)


def nobody_reads_sentence(config: Config) -> str:
    """What stands on the screen after a tap while nobody reads."""
    if config.reading_hours is None:
        return gettext("Wird nicht rund um die Uhr gelesen. Bei Gefahr 110.")
    return gettext("Liest vor %(first)s Uhr niemand. Bei Gefahr 110.", first=config.reading_hours[0])
