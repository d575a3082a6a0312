"""What the office explains to those who read reports."""

from driverapp.office.presenters.help_topic import Topic
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_

REPORTS: tuple[Topic, ...] = (
    Topic(
        "inbox",
        N_("Meldungen lesen"),
        Permission.READ_REPORTS,
        ("inbox", "bulk"),
        (
            N_(
                "Der Eingang zeigt, was jemand mit Angaben gemeldet hat. „Nur angetippt“ sind Meldungen ohne "
                "Angaben: Sie werden bald gelöscht, wenn nichts dazukommt."
            ),
            N_("Eine Meldung erscheint kurz nach dem Tipp, damit man sich vertun darf; „dauert an“ erscheint sofort."),
            N_(
                "Quarantäne ist kein Urteil: Dort liegt, was eine Adresse in ungewöhnlicher Menge schickt. "
                "Gelesen werden will es trotzdem."
            ),
            N_(
                "Fett steht, was Sie selbst noch nicht geöffnet haben. Ein Lesezeichen hinter dem Titel heißt: "
                "Die Meldung ist festgehalten."
            ),
        ),
    ),
    Topic(
        "filters",
        N_("Filtern, suchen und Ansichten"),
        Permission.READ_REPORTS,
        ("saved_views",),
        (
            N_(
                "Kilometer wirken nur zusammen mit einer Straße; ein Feld allein heißt „ab hier“ oder „bis hier“."
                " Was nicht zu lesen ist, bleibt stehen und filtert nichts."
            ),
            N_(
                "„Übersetzung nötig“ findet Meldungen, deren Text oder Antwort nicht auf Deutsch ist und die noch"
                " niemand übersetzt hat."
            ),
            N_(
                "Inhalte sind verschlüsselt: Die Suche öffnet höchstens 2.000 Meldungen und sagt, wie weit sie "
                "kam. Grenzen Sie vorher mit Filtern ein."
            ),
            N_(
                "Eine Liste, die Sie oft brauchen, speichern Sie als Ansicht; nur Sie sehen sie. Die Ausgabe als "
                "Datei enthält genau die Zeilen der Liste."
            ),
        ),
    ),
    Topic(
        "report",
        N_("Eine Meldung bearbeiten"),
        Permission.READ_REPORTS,
        ("report",),
        (
            N_(
                "Jede Öffnung einer Meldung steht im Protokoll. Lesen ist noch kein Schritt: Erst „Als gelesen "
                "markieren“ sagt der meldenden Person, dass jemand da ist."
            ),
            N_(
                "Übergeben heißt: Die Polizei hat die Meldung und führt sie weiter. Abschließen verlangt, was "
                "daraus wurde; davon erfährt die meldende Person nur „abgeschlossen“ und, wenn Sie es freigeben, "
                "„Es hat etwas bewirkt“."
            ),
            N_(
                "Was daraus wurde, bleibt im Büro und in den Zahlen. Das Aktenzeichen vergibt die Dienststelle; "
                "Sie können es später nachtragen."
            ),
            N_(
                "Arbeiten zwei an derselben Meldung, erfährt es, wer später kommt, und sieht beide Fassungen. "
                "Überschrieben wird nichts."
            ),
            N_(
                "Alles geht auch mit der Tastatur: „?“ zeigt im Eingang, bei einer Meldung und bei einer Serie, "
                "welche Tasten es gibt."
            ),
            N_(
                "Schritte lassen sich zurücknehmen, der letzte zuerst. Endgültig ist eine angenommene Rücknahme, "
                "und eine Frage, die schon auf dem Telefon liegt."
            ),
        ),
    ),
    Topic(
        "translating",
        N_("Übersetzen"),
        Permission.READ_REPORTS,
        (),
        (
            N_(
                "Übersetzt wird von Menschen. Ihr Text steht neben dem Original, in der Übergabe ebenso; das "
                "Original bleibt, wie es kam."
            ),
            N_(
                "Texte und Antworten brauchen eine Übersetzung. Ortsangaben sind oft Namen: Übersetzen Sie sie, "
                "wo es hilft."
            ),
        ),
    ),
    Topic(
        "redaction",
        N_("Fotos schwärzen"),
        Permission.READ_REPORTS,
        ("redaction",),
        (
            N_(
                "Schwärzen Sie Gesichter und Kennzeichen Unbeteiligter. Es entsteht eine Kopie; das Original "
                "bleibt bis zu seiner Löschung, übergeben wird die Kopie."
            ),
            N_(
                "Die vier Zahlen eines Kastens sind Prozente vom linken oberen Rand: 0 und 0 ist die Ecke, 50 "
                "breit ist die halbe Breite."
            ),
        ),
    ),
    Topic(
        "deadlines",
        N_("Wann Meldungen gelöscht werden"),
        Permission.READ_REPORTS,
        (),
        (
            N_(
                "Die Fristen stehen in der Richtlinie und in der Datenschutzseite der App. Ungelesenes meldet "
                "sich nach 24 Stunden; am Ende der Frist wird es gelöscht und als „ungelesen gelöscht“ gezählt."
            ),
            N_(
                "Braucht ein Verfahren den Inhalt länger, halten Sie die Meldung mit dem Aktenzeichen fest; das "
                "lässt sich verlängern."
            ),
            N_("Wer ein Festhalten vorzeitig beendet, weist sich noch einmal mit dem zweiten Faktor aus."),
            N_("Nach dem Löschen bleiben nur grobe Angaben für die Zahlen: Woche, Tagesabschnitt, Autobahn, Verband."),
        ),
    ),
    Topic(
        "limits",
        N_("Was dieses System nicht ist"),
        Permission.READ_REPORTS,
        (),
        (
            N_("Kein Notruf: Wer Hilfe braucht, wählt 110. Die App sagt es auf jeder Seite; sie alarmiert niemanden."),
            N_(
                "Keine Auskunft: Was die Polizei weiß, bleibt bei der Polizei. Fragen Sie nach Ort, Zeit, "
                "Fahrzeug und Verhalten, nie nach Herkunft."
            ),
            N_("Fotos und Tonaufnahmen gibt es nur, wenn die Richtlinie sie zulässt."),
        ),
    ),
)
