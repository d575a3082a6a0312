"""What stands on a poster or a card with a code, in the languages of those who report."""

from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale, format_date, gettext

from driverapp.vocabulary.languages import RIGHT_TO_LEFT
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_

# Behaviour alone, never who somebody is.
EXAMPLES = {
    TargetGroup.TRUCK: N_(
        "Zum Beispiel: eine aufgeschlitzte Plane, ein Transporter nachts am Tank, Unbekannte zwischen parkenden Lkw."
    ),
    TargetGroup.TAXI: N_(
        "Zum Beispiel: Jemand soll für einen angeblichen Notfall viel Bargeld holen, oder ein Auto fährt langsam Häuser"
        " ab."
    ),
    TargetGroup.BUS: N_(
        "Zum Beispiel: ein Gegenstand, der niemandem gehört, Trickdiebe, oder jemand bedrängt einen Fahrgast."
    ),
    TargetGroup.REST_STOP: N_(
        "Zum Beispiel: vertauschte Kennzeichen, ein manipulierter Automat, oder jemand darf nicht frei sprechen."
    ),
    TargetGroup.DISPATCH: N_(
        "Zum Beispiel: ein Preis, der zu gut ist, eine fremde E-Mail-Adresse, ein Fahrer, der im letzten Moment"
        " wechselt."
    ),
}


@dataclass(frozen=True)
class PosterWords:
    """The sentences of a poster in one language. `first`: that 110 comes first, beside the big number."""

    language: str
    direction: str
    first: str
    call: str
    title: str
    example: str
    scan: str
    code: str
    promise: str
    until: str


def poster_words(language: str, target_group: TargetGroup, until: date) -> PosterWords:
    """The words for a target group in one of the driver app's languages; `until`: the code's last day."""
    with force_locale(language):
        return PosterWords(
            language=language,
            direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
            first=gettext("110 zuerst"),
            call=gettext("Jemand ist in Gefahr, oder es passiert gerade: Rufen Sie die 110."),
            title=gettext("Etwas Verdächtiges gesehen? Melden Sie es mit der App."),
            example=gettext(EXAMPLES[target_group]),
            scan=gettext("Scannen Sie das Bild, oder öffnen Sie diese Adresse:"),
            code=gettext("Code"),
            promise=gettext("Ohne Konto und ohne Namen. Ihr Verband und Ihre Firma lesen keine Meldung."),
            # In many languages the day ends with a full stop of its own.
            until=gettext("Dieser Code gilt bis %(day)s", day=format_date(until, "long")),
        )
