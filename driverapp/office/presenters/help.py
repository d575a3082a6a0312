"""What the office explains about itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_


@dataclass(frozen=True)
class Topic:
    """A topic: its anchor, its title, who is concerned, and its paragraphs."""

    anchor: str
    title: str
    permission: Permission
    paragraphs: Sequence[str]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "inbox",
        N_("Meldungen lesen und bearbeiten"),
        Permission.READ_REPORTS,
        (
            N_(
                "Der Eingang zeigt, was jemand mit Angaben gemeldet hat. „Nur angetippt“ sind Meldungen ohne "
                "Angaben: Sie werden bald gelöscht, wenn nichts dazukommt."
            ),
            N_("Eine Meldung erscheint kurz nach dem Tipp, damit man sich vertun darf; „dauert an“ erscheint sofort."),
            N_(
                "Jede Öffnung einer Meldung steht im Protokoll. Lesen ist noch kein Schritt: Erst „Als "
                "gelesen markieren“ sagt der meldenden Person, dass jemand da ist."
            ),
            N_(
                "Übergeben heißt: Die Polizei hat die Meldung und führt sie weiter. Abschließen verlangt, was"
                " daraus wurde; davon erfährt die meldende Person nur „abgeschlossen“ und, wenn Sie es "
                "freigeben, „Es hat etwas bewirkt“."
            ),
            N_(
                "Arbeiten zwei an derselben Meldung, erfährt es, wer später kommt, und sieht beide Fassungen."
                " Überschrieben wird nichts."
            ),
            N_(
                "Quarantäne ist kein Urteil: Dort liegt, was eine Adresse in ungewöhnlicher Menge schickt. "
                "Gelesen werden will es trotzdem."
            ),
        ),
    ),
    Topic(
        "limits",
        N_("Was dieses System nicht ist"),
        Permission.READ_REPORTS,
        (
            N_("Kein Notruf: Wer Hilfe braucht, wählt 110. Die App sagt es auf jeder Seite; sie alarmiert niemanden."),
            N_(
                "Keine Auskunft: Was die Polizei weiß, bleibt bei der Polizei. Fragen Sie nach Ort, Zeit, "
                "Fahrzeug und Verhalten, nie nach Herkunft."
            ),
            N_("Fotos und Tonaufnahmen gibt es nur, wenn die Richtlinie sie zulässt."),
        ),
    ),
    Topic(
        "deadlines",
        N_("Wann Meldungen gelöscht werden"),
        Permission.READ_REPORTS,
        (
            N_(
                "Die Fristen stehen in der Richtlinie und in der Datenschutzseite der App. Ungelesenes meldet"
                " sich nach 24 Stunden; am Ende der Frist wird es gelöscht und als „ungelesen gelöscht“ "
                "gezählt."
            ),
            N_(
                "Braucht ein Verfahren den Inhalt länger, halten Sie die Meldung mit dem Aktenzeichen fest; "
                "das lässt sich verlängern."
            ),
            N_("Nach dem Löschen bleiben nur grobe Angaben für die Zahlen: Woche, Tagesabschnitt, Autobahn, Verband."),
        ),
    ),
    Topic(
        "figures",
        N_("Die Zahlen verstehen"),
        Permission.READ_FIGURES,
        (
            N_("Gezählt werden Ereignisse, keine Vermutungen. Was eine Zahl bedeutet, steht neben ihr."),
            N_(
                "Verwertbar ist eine Meldung mit Kategorie, Text, Fahrzeug, Foto oder Tonaufnahme. Bloße "
                "Tipps und zurückgezogene Meldungen zählen getrennt, Übungen nirgends."
            ),
            N_(
                "Ein Tipp auf 110 heißt nicht, dass ein Gespräch zustande kam. Was daraus wurde, sagt die "
                "meldende Person selbst."
            ),
        ),
    ),
    Topic(
        "own_figures",
        N_("Zahlen unseres Verbands"),
        Permission.READ_OWN_FIGURES,
        (
            N_(
                "Sie sehen nur die Zahlen Ihres Verbands, und kleine nicht: Aus ihnen ließe sich auf Personen"
                " schließen. Meldungen, Zeiten und Orte sehen Sie nie."
            ),
        ),
    ),
    Topic(
        "guidance",
        N_("Inhalte schreiben und zustimmen"),
        Permission.READ_GUIDANCE,
        (
            N_(
                "Ein Inhalt geht vom Entwurf über den Vorschlag zur Veröffentlichung. Veröffentlicht wird "
                "erst, wenn die Polizei und alle Verbände der Gruppe genau dieser Fassung zugestimmt haben."
            ),
            N_(
                "Wer zustimmt, muss die Fassung geöffnet haben. Ein Einwand nennt die Stelle und den "
                "Vorschlag; danach gibt es eine neue Fassung."
            ),
            N_(
                "Zurückrufen geht jederzeit: Die Telefone nehmen den Inhalt beim nächsten Kontakt weg und "
                "sagen, dass er nicht mehr gilt."
            ),
        ),
    ),
    Topic(
        "people",
        N_("Personen und Rechte"),
        Permission.MANAGE_PEOPLE,
        (
            N_(
                "Eingeladen wird mit einem Link, der einmal und nur kurz gilt. Geben Sie ihn persönlich oder "
                "auf einem anderen Weg als der E-Mail-Adresse des Kontos weiter."
            ),
            N_(
                "Nur wer koordiniert, liest Meldungen. Die Verwaltung sieht keinen Inhalt, auch nicht in der "
                "eigenen Anlage."
            ),
            N_("Wer ausscheidet, wird deaktiviert und nicht gelöscht: Das Protokoll bleibt lesbar."),
        ),
    ),
    Topic(
        "policy",
        N_("Die Richtlinie"),
        Permission.MANAGE_POLICY,
        (
            N_(
                "Ein Schalter für den Betreiber setzt die Vorgaben; jede lässt sich einzeln ändern. Was "
                "ausgeschaltet ist, fehlt in der App und wird vom Server nicht angenommen."
            ),
            N_(
                "Jede Änderung ist eine neue Fassung mit Zeit und Person. Die Vorschau zeigt, was die "
                "meldende Person lesen wird."
            ),
        ),
    ),
    Topic(
        "associations",
        N_("Verbände, Standorte und Codes"),
        Permission.MANAGE_ASSOCIATIONS,
        (
            N_(
                "Ein Code ordnet Meldungen einem Verband, einer Zielgruppe und vielleicht einem Standort zu, "
                "nie einer Person. Deshalb gibt es keinen für Gruppen unter zehn Beschäftigten."
            ),
            N_(
                "Die Beschäftigtenzahl ist der Nenner aller Zahlen eines Verbands: Tragen Sie sie mit dem Tag"
                " ein, von dem an sie gilt."
            ),
        ),
    ),
)


def topics() -> list[Topic]:
    """Every topic in the language of the page."""
    return [Topic(each.anchor, _(each.title), each.permission, list(map(_, each.paragraphs))) for each in TOPICS]
