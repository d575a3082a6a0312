"""What the office explains about figures and guidance."""

from driverapp.office.presenters.help_topic import Topic
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_

GUIDANCE: tuple[Topic, ...] = (
    Topic(
        "figures",
        N_("Die Zahlen verstehen"),
        Permission.READ_FIGURES,
        ("figures.show",),
        (
            N_("Gezählt werden Ereignisse, keine Vermutungen. Was eine Zahl bedeutet, steht neben ihr."),
            N_(
                "Verwertbar ist eine Meldung mit Kategorie, Text, Fahrzeug, Foto oder Tonaufnahme. Bloße Tipps "
                "und zurückgezogene Meldungen zählen getrennt, Übungen nirgends."
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
        ("figures.show_own", "guidance_reach.show_own"),
        (
            N_(
                "Sie sehen nur die Zahlen Ihres Verbands, und kleine nicht: Aus ihnen ließe sich auf Personen "
                "schließen. Meldungen, Zeiten und Orte sehen Sie nie."
            ),
        ),
    ),
    Topic(
        "call_codes",
        N_("Anrufcodes der Leitstelle"),
        Permission.READ_FIGURES,
        ("call_codes",),
        (
            N_(
                "Die Liste ist eine CSV-Datei mit den Spalten Code, Zeit und Stichwort. Die Zeit braucht Tag und "
                "Uhrzeit, zum Beispiel 22.11.2026 21:04."
            ),
            N_(
                "Ein Code gehört zu einem Anruf, wenn die Zeiten höchstens 6 Stunden auseinander liegen. Passen "
                "mehrere, zählt keiner."
            ),
        ),
    ),
    Topic(
        "guidance",
        N_("Inhalte schreiben und zustimmen"),
        Permission.READ_GUIDANCE,
        ("guidance_items", "guidance_item", "guidance_editing", "guidance_frame", "guidance_agreement"),
        (
            N_(
                "Ein Inhalt geht vom Entwurf über den Vorschlag zur Veröffentlichung. Veröffentlicht wird erst, "
                "wenn die Polizei und alle Verbände der Gruppe genau dieser Fassung zugestimmt haben."
            ),
            N_(
                "Wer zustimmt, muss die Fassung geöffnet haben. Wer nicht einverstanden ist, stimmt nicht zu und sagt "
                "der Redaktion, welche Stelle anders lauten soll: in einem Gespräch oder einer Mail, denn die App "
                "hat dafür keine Seite. Solange eine Zustimmung fehlt, wird nichts veröffentlicht."
            ),
            N_(
                "Zurückrufen geht jederzeit: Die Telefone nehmen den Inhalt beim nächsten Kontakt weg und sagen, "
                "dass er nicht mehr gilt."
            ),
        ),
    ),
    Topic(
        "feedback",
        N_("Rückmeldungen zu Inhalten"),
        Permission.WRITE_GUIDANCE,
        ("guidance_feedback",),
        (
            N_(
                "Lesende schreiben ohne Namen, was fehlt oder nicht stimmt. Nehmen Sie es in die nächste Fassung;"
                " beantworten lässt es sich nicht."
            ),
        ),
    ),
    Topic(
        "reach",
        N_("Reichweite der Inhalte"),
        Permission.READ_REACH,
        ("guidance_reach.show",),
        (
            N_(
                "Gezählt wird, wie oft jemand auf „Verstanden“ getippt hat, nie wer. Der Nenner ist die "
                "Beschäftigtenzahl des Verbands; kleine Zahlen stehen als „<5“."
            ),
        ),
    ),
)
