"""Whether the audit is whole, in words."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from driverapp.office.presenters.times import Moment, clock, date_alone
from driverapp.trust.audit_check import AuditCheck
from driverapp.trust.audit_verify import FaultKind
from driverapp.vocabulary.wording import N_

FAULTS = {
    FaultKind.CHANGED: N_("Eintrag %(number)s ist nicht mehr, was dort geschrieben wurde."),
    FaultKind.MISSING: N_("Eintrag %(number)s fehlt."),
    FaultKind.FOREIGN: N_("Eintrag %(number)s wurde an der App vorbei eingefügt."),
    FaultKind.CUT_OFF: N_("Eintrag %(number)s war bei der letzten Prüfung da und fehlt jetzt."),
    FaultKind.ERASED: N_("Eintrag %(number)s stimmte nicht mehr, als er nach Ablauf der Frist gelöscht wurde."),
    FaultKind.HEAD: N_("Das Ende der Kette wurde an der App vorbei geändert."),
    FaultKind.MARK: N_("Der Vermerk der letzten Prüfung wurde an der App vorbei geändert."),
}


@dataclass(frozen=True)
class State:
    """How the last verification ended: when, in words, and what is wrong, if something is."""

    moment: Moment
    text: str
    fault: str | None


def state(check: AuditCheck | None) -> State | None:
    """The last verification; nothing before the first."""
    if check is None:
        return None
    count = ngettext("Ein Eintrag ist unverändert", "%(num)d Einträge sind unverändert", check.count)
    if check.first_at and check.last_at:
        first, last = date_alone(check.first_at).text, date_alone(check.last_at).text
        count = _("%(count)s, vom %(first)s bis %(last)s.", count=count, first=first, last=last)
    else:
        count += "."
    fault = _(FAULTS[FaultKind(check.fault)], number=check.entry_id) if check.fault else None
    return State(clock(check.at), count, fault)
