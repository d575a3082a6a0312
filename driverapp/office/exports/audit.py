"""What the audit keeps of an export: noted before anything goes out."""

from collections.abc import Sequence

from flask import abort
from sqlalchemy.exc import SQLAlchemyError

from driverapp.office.openings import actor_id
from driverapp.reports.export import Selection
from driverapp.store.database import separate_transaction
from driverapp.trust.audit import record

# Characters of an entry's subject.
LONGEST = 80


def note_export(kind: str, selection: Selection, names: Sequence[str], *, opened: bool) -> None:
    """Note an export with its format, how many reports went out and by which filters; of their values nothing.

    `names`: of the tab and the filters; `opened`: whether each report goes out with its content. No entry, no export:
    503 where it cannot be noted.
    """
    subject = f"reports:{len(selection.ids)}:{','.join(names)}"
    try:
        with separate_transaction() as session:
            if selection.looked_through is not None:
                record(session, "reports_searched", f"reports:{selection.looked_through}", actor_id())
            for report_id in selection.ids if opened else ():
                record(session, "report_opened", f"report:{report_id}", actor_id())
            record(session, f"reports_exported_{kind}", subject[:LONGEST], actor_id())
    except SQLAlchemyError:
        abort(503)
