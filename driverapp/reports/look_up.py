"""Find reports by the reference that a reporter reads from the phone or from paper."""

from collections.abc import Sequence

from driverapp.reports import queries
from driverapp.reports.codes import is_reference
from driverapp.reports.models import Report
from driverapp.vocabulary.letters import as_read


class NotAReference(Exception):
    """What was typed cannot be a reference: wrong length, a letter that none has, or the check letter says no."""


def look_up(typed: str) -> Sequence[Report]:
    """All visible reports with this reference, without content: two phones may have made the same one.

    Raises `NotAReference`, so that a slip of the hand is told apart from an unknown report.
    """
    reference = as_read(typed)
    if not is_reference(reference):
        raise NotAReference
    return queries.find_by_reference(reference)
