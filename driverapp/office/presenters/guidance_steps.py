"""Which steps with a version are possible to the person who looks."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.parties import party_of
from driverapp.guidance.publish import missing_parties
from driverapp.guidance.recall import may_recall
from driverapp.guidance.write import is_editable, open_version
from driverapp.office.presenters.guidance_words import party_name
from driverapp.people.models import Person
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import may

DONE = {
    "proposal": N_("Vorgeschlagen. Jetzt stimmen die zu, die unten stehen."),
    "retraction": N_("Zurückgenommen. Die Fassung ist wieder ein Entwurf."),
    "publication": N_("Veröffentlicht. Telefone holen es sich beim nächsten Netz."),
    "recall": N_("Zurückgerufen. Telefone zeigen es nicht mehr, sobald sie Netz haben."),
    "agreement": N_("Zugestimmt."),
    "frame": N_("Gespeichert."),
}


@dataclass(frozen=True)
class Step:
    """A step: its word in the address, its label, its kind of button, and what to know before.

    Without a name it is not possible yet, and `hint` says what it waits for.
    """

    name: str = ""
    label: str = ""
    kind: str = "plain"
    hint: str = ""


def steps(session: Session, person: Person, version: GuidanceVersion) -> list[Step]:
    """The steps, the most likely one first."""
    found = []
    if may(Permission.APPROVE_GUIDANCE) and _may_agree(session, person, version):
        found.append(Step("agreement", _("Lesen und zustimmen"), "main"))
    if may(Permission.WRITE_GUIDANCE):
        found += _of_editor(session, version)
    if version.state == VersionState.PUBLISHED and may_recall(session, person, version):
        hint = _("Telefone nehmen es sofort zurück, sobald sie Netz haben. Lesende erfahren, dass es nicht mehr gilt.")
        found.append(Step("recall", _("Zurückrufen"), "danger", hint))
    return found


def _may_agree(session: Session, person: Person, version: GuidanceVersion) -> bool:
    waits = version.state == VersionState.PROPOSED and version.author_id != person.id
    return waits and party_of(person) in missing_parties(session, version)


def _of_editor(session: Session, version: GuidanceVersion) -> list[Step]:
    found: list[Step] = []
    if version.state == VersionState.PROPOSED:
        found += _of_proposal(session, version)
    if is_editable(version):
        found += [Step("edit", _("Text schreiben")), Step("frame", _("Angaben ändern"))]
    if version.state == VersionState.DRAFT:
        found.insert(0, Step("proposal", _("Zur Zustimmung vorschlagen"), "main"))
    if open_version(version.item) is None:
        found.append(Step("revision", _("Neue Fassung schreiben")))
    return found


def _of_proposal(session: Session, version: GuidanceVersion) -> list[Step]:
    back = Step("retraction", _("Vorschlag zurücknehmen"), "plain", _("Gegebene Zustimmungen verfallen."))
    if missing := missing_parties(session, version):
        names = ", ".join(party_name(each) for each in missing)
        return [
            Step("", "", "", _("Veröffentlichen geht, sobald alle zugestimmt haben. Es fehlt: %(names)s", names=names)),
            back,
        ]
    return [Step("publication", _("Veröffentlichen"), "main"), back]
