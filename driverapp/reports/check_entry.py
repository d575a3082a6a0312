"""What an entry of a coordinator has to hold before its step is taken."""

from driverapp.reports.hold import LONGEST, SHORTEST, check_file_number
from driverapp.reports.steps import Entry, Step

# Characters.
SHORTEST_OFFICE, LONGEST_OFFICE = 2, 120
LONGEST_NOTE = 2000
LONGEST_TRANSLATION = 4000


class OfficeMissing(Exception):
    """A report is handed over to an office that has a name."""


class HandOverNumberWrong(Exception):
    """A hand-over needs no file number; what was entered is none."""


class NoteMissing(Exception):
    """A note says something, and not more than fits."""


class TranslationMissing(Exception):
    """A translation says something, and not more than fits."""


def check_words(entry: Entry) -> None:
    """Raise `OfficeMissing`, `FileNumberMissing`, `NoteMissing` or `TranslationMissing` where words are missing."""
    if entry.step in (Step.HAND_OVER, Step.CHANGE_HAND_OVER):
        if not SHORTEST_OFFICE <= len(entry.office or "") <= LONGEST_OFFICE:
            raise OfficeMissing
        if entry.file_number and not SHORTEST <= len(entry.file_number) <= LONGEST:
            raise HandOverNumberWrong
    if entry.step is Step.HOLD:
        check_file_number(entry.file_number)
    if entry.step is Step.NOTE and not 0 < len(entry.note or "") <= LONGEST_NOTE:
        raise NoteMissing
    if entry.step is Step.TRANSLATE:
        text = entry.translation.text if entry.translation else ""
        if not 0 < len(text) <= LONGEST_TRANSLATION:
            raise TranslationMissing
