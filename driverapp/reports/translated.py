"""Whether a report's foreign texts have their translations: what a list can ask, since the texts are sealed."""

from driverapp.reports import queries
from driverapp.reports.entries import kept_entries, load_entries
from driverapp.reports.foreign import foreign_texts
from driverapp.reports.messages import list_messages
from driverapp.reports.models import Report
from driverapp.vocabulary.states import EventKind


def is_translated(report: Report) -> bool | None:
    """Whether a person translated every text of a report that needs it; nothing where no text does."""
    texts = foreign_texts(report, queries.load_amendments(report.id), list_messages(report.id))
    wanted = {each.of for each in texts if each.needed}
    if not wanted:
        return None
    kept = kept_entries(queries.load_timeline(report.id), load_entries(report.id), EventKind.TRANSLATED)
    return wanted <= {each.entered.get("of") for each in kept if not each.undone}
