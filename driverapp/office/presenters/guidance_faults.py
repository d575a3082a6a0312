"""What is wrong with a text, or with a step, in whole sentences."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.faults import Fault, FaultKind
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.overview import list_faults
from driverapp.guidance.propose import Ended, EndMissing, SourceMissing, check_complete
from driverapp.guidance.publish import NotAgreed, Superseded
from driverapp.guidance.sections import BodyFault, UnreadableBody
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.guidance.write import FrameFixed
from driverapp.office.presenters.guidance_words import party_name
from driverapp.vocabulary.wording import N_

FAULTS = {
    FaultKind.TOO_LONG: N_("Der Text ist zu lang für diese Art. Kürzen Sie ihn."),
    FaultKind.TOO_MANY_POINTS: N_("Mehr als 14 Punkte im Abschnitt „%(where)s“"),
    FaultKind.BROKEN_LINK: N_("Ein Link führt nirgendwohin: „%(where)s“"),
    FaultKind.NAMES_ORIGIN: N_("Nennt Herkunft oder Religion als Merkmal: „%(where)s“ Schreiben Sie, was jemand tut."),
}
BODY_FAULTS = {
    BodyFault.NO_SECTIONS: N_("Beginnen Sie mit einer Überschrift: „## Worauf achten“."),
    BodyFault.TEXT_BEFORE: N_("Vor der ersten Überschrift steht Text: „%(where)s“"),
    BodyFault.OTHER_SITUATIONS: N_("Eine Übungskarte hat genau %(limit)s Situationen, hier sind es %(where)s."),
    BodyFault.MANY_SECTIONS: N_("Ein Präventionshinweis hat höchstens %(limit)s Abschnitte."),
    BodyFault.NO_POINTS: N_("Der Abschnitt „%(where)s“ hat keine Punkte."),
    BodyFault.NO_POINT: N_("Kein Punkt: „%(where)s“ Jeder Punkt ist eine Zeile und beginnt mit „- “."),
    BodyFault.UNKNOWN_CATEGORY: N_("Die Kategorie „%(where)s“ gibt es nicht."),
    BodyFault.NOT_TOLD: N_("Der Situation „%(where)s“ fehlt die Zeile, die sie erzählt."),
    BodyFault.OTHER_ANSWERS: N_("Die Situation „%(where)s“ braucht %(limit)s Antworten, genau eine davon mit {right}."),
    BodyFault.NO_ANSWER: N_("Keine Antwort mit Rückmeldung: „%(where)s“ Schreiben Sie „- Antwort => Rückmeldung“."),
    BodyFault.NO_HEADING: N_("Einem Abschnitt fehlt die Überschrift."),
    BodyFault.CONTROL: N_("Ein unsichtbares Steuerzeichen steht in %(where)s."),
    BodyFault.TOO_LONG: N_("Länger als %(limit)s Zeichen: „%(where)s…“"),
}
STEPS: dict[type[Exception], str] = {
    ChangedMeanwhile: N_("Inzwischen hat jemand den Text geändert. Nichts ist geschehen. Lesen Sie ihn noch einmal."),
    StepNotPossible: N_("Der Schritt geht nicht mehr: Inzwischen ist die Fassung in einem anderen Stand."),
    SourceMissing: N_("Der deutsche Text fehlt. Aus ihm entstehen alle Übersetzungen."),
    EndMissing: N_("Ein Präventionshinweis braucht einen letzten Tag. Geben Sie ihn unter „Angaben ändern“ ein."),
    Ended: N_("Der letzte Tag, an dem die Fassung gilt, ist vorbei. Ändern Sie ihn unter „Angaben ändern“."),
    FrameFixed: N_("Lesende haben den Inhalt schon: Nur der letzte Tag lässt sich ändern."),
    Superseded: N_("Eine spätere Fassung war schon veröffentlicht."),
}


def said(fault: Fault) -> str:
    """A fault of a text whose form is right."""
    return _(FAULTS[fault.kind], where=fault.where)


def said_of_body(error: UnreadableBody) -> str:
    """Why a body cannot be read."""
    return _(BODY_FAULTS[error.fault], where=error.where, limit=error.limit)


def said_of_step(error: Exception) -> str:
    """Why a step was not taken."""
    if isinstance(error, NotAgreed):
        return _("Es fehlt noch: %(parties)s", parties=", ".join(party_name(each) for each in error.missing))
    return _(STEPS[type(error)])


def version_faults(session: Session, version: GuidanceVersion) -> Iterator[tuple[str | None, str]]:
    """What to look at before a version is proposed: the language that is meant, if one is, and a sentence."""
    try:
        check_complete(version)
    except (SourceMissing, EndMissing, Ended) as error:
        yield None, said_of_step(error)
    for language, faults in list_faults(session, version).items():
        yield from ((language, said(each)) for each in faults)
