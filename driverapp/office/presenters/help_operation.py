"""What the office explains to those who run it, and to everybody about their own access."""

from driverapp.office.presenters.help_topic import Topic
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_

OPERATION: tuple[Topic, ...] = (
    Topic(
        "first_steps",
        N_("Eine neue Anlage einrichten"),
        Permission.MANAGE_PEOPLE,
        ("first_steps",),
        (N_("Die Liste führt in der richtigen Reihenfolge zu jeder Seite. Was erledigt ist, erkennt sie selbst."),),
    ),
    Topic(
        "associations",
        N_("Verbände, Standorte und Codes"),
        Permission.OPEN_ASSOCIATION,
        ("associations", "association", "association_code", "association_site", "association_staff"),
        (
            N_(
                "Ein Code ordnet Meldungen einem Verband, einer Zielgruppe und vielleicht einem Standort zu, nie "
                "einer Person. Deshalb gibt es keinen für Gruppen unter zehn Beschäftigten."
            ),
            N_(
                "Die Beschäftigtenzahl ist der Nenner aller Zahlen eines Verbands: Tragen Sie sie mit dem Tag "
                "ein, von dem an sie gilt."
            ),
            N_("Fehlt einem Standort die Zahl, oder liegt sie unter zehn, geben Sie einen Code ohne Standort aus."),
        ),
    ),
    Topic(
        "people",
        N_("Personen und Rechte"),
        Permission.MANAGE_PEOPLE,
        ("people", "person"),
        (
            N_(
                "Eingeladen wird mit einem Link, der einmal und nur kurz gilt. Geben Sie ihn persönlich oder auf "
                "einem anderen Weg als der E-Mail-Adresse des Kontos weiter."
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
        ("policy",),
        (
            N_(
                "Ein Schalter für den Betreiber setzt die Vorgaben; jede lässt sich einzeln ändern. Was "
                "ausgeschaltet ist, fehlt in der App und wird vom Server nicht angenommen."
            ),
            N_(
                "Jede Änderung ist eine neue Fassung mit Zeit und Person. Die Vorschau zeigt, was die meldende "
                "Person lesen wird."
            ),
            N_(
                "Schalten Sie Text, Fahrzeug, Fotos oder Sprache erst ein, wenn Rechtsgrundlage und Datenschutz "
                "geklärt sind: Ausgeschaltet ist der sichere Zustand."
            ),
        ),
    ),
    Topic(
        "audit",
        N_("Das Protokoll"),
        Permission.READ_AUDIT,
        ("audit",),
        (
            N_(
                "Jede Öffnung, jeder Schritt, jede Ausgabe und jede Änderung von Rechten steht hier, ohne "
                "Inhalte. Die Einträge sind verkettet: „Jetzt prüfen“ findet jede spätere Änderung."
            ),
            N_("Die Verwaltung sieht alles, die Koordination nur, was Meldungen betrifft."),
        ),
    ),
    Topic(
        "settings",
        N_("Einstellungen"),
        Permission.MANAGE_SETTINGS,
        ("settings",),
        (
            N_(
                "Sprachen, Kontakt, Rechtstexte, Karte und Eskalation. Jede Änderung ist eine neue Fassung; "
                "Telefone zeigen sie nach dem nächsten Öffnen."
            ),
        ),
    ),
    Topic(
        "deliveries",
        N_("Was hinausgeht"),
        Permission.MANAGE_SETTINGS,
        ("deliveries",),
        (
            N_(
                "Mails warten hier, bis der Mailserver sie nimmt; ein Ausfall verliert nichts. Nach mehreren "
                "Versuchen bleibt eine liegen, bis Sie sie noch einmal anstoßen."
            ),
        ),
    ),
    Topic(
        "parties",
        N_("Wer Inhalten zustimmt"),
        Permission.MANAGE_ASSOCIATIONS,
        ("guidance_parties",),
        (
            N_(
                "Die Polizei stimmt immer zu, dazu die Verbände, die Sie hier einer Gruppe zuordnen. Fehlt eine "
                "Zustimmung, erscheint der Inhalt auf keinem Telefon."
            ),
        ),
    ),
    Topic(
        "own",
        N_("Mein Zugang"),
        None,
        ("own", "own_app", "own_passkeys", "own_sessions"),
        (
            N_(
                "Passwort, Authenticator-App, Passkeys und Wiederherstellungscodes. Für riskante Schritte fragt "
                "das Büro den zweiten Faktor noch einmal ab."
            ),
            N_("Legen Sie die Wiederherstellungscodes auf Papier weg: Ohne Telefon sind sie Ihr einziger Weg hinein."),
        ),
    ),
)
