"""Languages: of the driver app and of the office. German is the source of every text."""

from unicodedata import bidirectional

SOURCE = "de"

# A language is offered once its catalogue is complete.
DRIVER_LANGUAGES = {
    "de": "Deutsch",
    "en": "English",
    "pl": "Polski",
    "ro": "Română",
    "tr": "Türkçe",
    "ru": "Русский",
    "uk": "Українська",
    "ar": "العربية",
    "bg": "Български",
    "cs": "Čeština",
    "hu": "Magyar",
    "lt": "Lietuvių",
}
OFFICE_LANGUAGES = {"de": "Deutsch", "en": "English"}
RIGHT_TO_LEFT = frozenset({"ar"})


def direction_of(text: str) -> str:
    """The `dir` of somebody's own words: one letter from the right decides, for they may begin with a Latin name."""
    return "rtl" if any(bidirectional(letter) in {"R", "AL"} for letter in text) else "auto"
