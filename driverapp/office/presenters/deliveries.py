"""What waits to go out by mail, and why it has not, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.store.deliveries import Delivery
from driverapp.vocabulary.wording import N_

KINDS = {
    "ongoing": N_("Dauert an, ungelesen"),
    "unread": N_("Zu lange ungelesen"),
    "answer": N_("Antwort oder Bitte um Rückzug"),
    "digest": N_("Tagesübersicht"),
    "test": N_("Testmail"),
}
UNREACHABLE = N_("Der Mailserver ist nicht erreichbar.")
# By the class of the error.
REASONS = {
    "ConnectionRefusedError": UNREACHABLE,
    "TimeoutError": N_("Der Mailserver antwortet nicht rechtzeitig."),
    "SMTPServerDisconnected": N_("Der Mailserver hat die Verbindung beendet."),
    "SMTPConnectError": UNREACHABLE,
    "OSError": UNREACHABLE,
    "gaierror": N_("Den Namen des Mailservers gibt es nicht, oder er ist gerade nicht zu finden."),
    "SMTPAuthenticationError": N_("Der Mailserver nimmt Benutzer und Passwort nicht an."),
    "SMTPNotSupportedError": N_("Der Mailserver kann die eingestellte Verschlüsselung oder Anmeldung nicht."),
    "SSLError": N_("Die verschlüsselte Verbindung zum Mailserver kam nicht zustande."),
    "SSLCertVerificationError": N_("Das Zertifikat des Mailservers ist nicht gültig."),
    "SMTPRecipientsRefused": N_("Der Mailserver nimmt diese Adresse nicht an."),
    "SMTPSenderRefused": N_("Der Mailserver nimmt den Absender nicht an."),
    "SMTPDataError": N_("Der Mailserver nimmt die Mail nicht an."),
    "ValueError": N_("Adresse oder Absender sind keine gültige Zeile einer Mail."),
}
OTHER = N_("Der Versand ist gescheitert (%(error)s).")


@dataclass(frozen=True)
class Line:
    """A delivery that has not gone out. `next_try`: nothing once it was given up."""

    id: int
    what: str
    whom: str
    since: Moment
    tries: int
    reason: str
    next_try: Moment | None


def lines(deliveries: Sequence[Delivery], people: Mapping[int, str]) -> list[Line]:
    """The deliveries in words; `people`: addresses by ids."""
    return [
        Line(
            id=each.id,
            what=_(KINDS.get(each.kind, each.kind)),
            whom=people.get(each.recipient_id, ""),
            since=clock(each.created_at),
            tries=each.tries,
            reason=_reason(each.error),
            next_try=None if each.given_up_at else clock(each.due_at),
        )
        for each in deliveries
    ]


def _reason(error: str | None) -> str:
    if error is None:
        return ""
    return _(REASONS[error]) if error in REASONS else _(OTHER, error=error)
