"""Languages: of the driver app and of the office. German is the source of every text."""

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
