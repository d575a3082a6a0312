"""What the office says of steps on associations, sites and codes, done and refused."""

from flask_babel import format_decimal
from flask_babel import gettext as _

from driverapp.associations.changes import Deactivated
from driverapp.associations.enrol import AlreadyEnded, AlreadyEnrolled, GroupNotThere, GroupTooSmall
from driverapp.associations.models import StaffCount
from driverapp.associations.staff import WHOLE
from driverapp.office.presenters.associations import spoken, whom
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES, TargetGroup
from driverapp.vocabulary.wording import N_

# By the word that an address carries after the step.
DONE = {
    "added": N_("Der Verband ist angelegt."),
    "changed": N_("Gespeichert."),
    "deactivated": N_("Deaktiviert. Die Codes ruhen; was damit gemeldet wurde, bleibt zugeordnet."),
    "reactivated": N_("Wieder aktiv, mit den Codes, die noch gelten."),
    "made": N_("Der Code gilt ab jetzt, ein Jahr lang. Hier bekommen Sie Aushänge und Karten."),
    "ended": N_("Beendet. Wer den Code noch auf dem Telefon hat, meldet ohne Zuordnung weiter."),
    "renewed": N_("Verlängert: Der Code gilt ein Jahr ab heute. Was aushängt, bleibt richtig."),
    "revived": N_("Der Code gilt wieder."),
}
REFUSED: dict[type[Exception], str] = {
    GroupTooSmall: N_("Die Gruppe hat weniger als 10 Beschäftigte: Ein Code würde fast schon eine Person nennen."),
    GroupNotThere: N_("Diese Gruppe hat der Verband nicht."),
    AlreadyEnded: N_("Der Code ist schon beendet."),
    Deactivated: N_("Verband oder Standort ist deaktiviert: Hier beginnt nichts Neues."),
}


def said_of_group(group: str) -> str:
    """Why a target group cannot be taken from an association."""
    name = _(TARGET_GROUP_NAMES[TargetGroup(group)])
    return _("Für die Gruppe „%(group)s“ gilt noch ein Code. Beenden Sie ihn zuerst.", group=name)


def said_of_number(other: StaffCount) -> str:
    """Why a number does not stand beside another one of the association."""
    number, part = format_decimal(other.staff), (other.target_group, other.site_id)
    if part == WHOLE:
        return _("Ein Teil kann nicht größer sein als der Verband: Er hat dann %(number)s Beschäftigte.", number=number)
    name = whom(other.target_group, other.site.name if other.site else None)
    return _(
        "Der Verband kann nicht kleiner sein als ein Teil: %(part)s hat dann %(number)s.", part=name, number=number
    )


def said_of_code(error: Exception) -> str:
    """Why a code was not made, renewed or taken up again."""
    if isinstance(error, AlreadyEnrolled):
        return _("Dafür gilt schon ein Code: %(code)s", code=spoken(error.code))
    return _(REFUSED[type(error)])
