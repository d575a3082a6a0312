"""What the office explains to those who read reports, of the pages beside the inbox."""

from driverapp.office.presenters.help_topic import Topic
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_

BESIDE: tuple[Topic, ...] = (
    Topic(
        "series",
        N_("Serien und ähnliche Meldungen"),
        Permission.READ_REPORTS,
        ("series", "similar"),
        (
            N_(
                "Ähnliches wird entlang von Straße und Zeit gesucht: Wer konnte in dieser Zeit dort sein? Jeder "
                "Vorschlag nennt seine Gründe; verknüpfen müssen Sie selbst."
            ),
            N_(
                "Eine Verknüpfung lässt sich lösen, zusammengelegte Serien lassen sich trennen. Gelöscht wird "
                "dabei nichts, und kein Mensch bekommt eine Punktzahl."
            ),
            N_(
                "Für die Akte: Drucken Sie die Seite der Serie mit dem Browser. Auf dem Papier steht nur, was "
                "gemeldet und wann verknüpft wurde."
            ),
        ),
    ),
    Topic(
        "map",
        N_("Die Karte"),
        Permission.READ_REPORTS,
        ("map",),
        (
            N_("Die Karte zeigt die Meldungen der Liste mit denselben Filtern. Kreise sagen, wie genau ein Ort ist."),
            N_(
                "Der Ort des Telefons ist nicht der beobachtete Ort. Als Tabelle stehen beide nebeneinander, auch"
                " für alle, die keine Karte benutzen können."
            ),
        ),
    ),
    Topic(
        "taking_down",
        N_("Meldungen aufnehmen"),
        Permission.WORK_REPORTS,
        ("report_new",),
        (
            N_(
                "Schreiben Sie auf, was getan wurde, wo und wann, mit den Worten der Person. Wer angerufen hat, "
                "wird nicht aufgeschrieben."
            ),
            N_("„Eingegangen“ ist die Zeit des Anrufs, „Beobachtet“ die Zeit davor, in der es geschah."),
        ),
    ),
    Topic(
        "messages",
        N_("Nachrichten an Sie"),
        Permission.READ_REPORTS,
        ("own_messages",),
        (
            N_(
                "Mails wecken Sie, wenn etwas andauert und niemand es liest, oder wenn etwas zu lange wartet. Was"
                " gemeldet wurde, steht nie darin."
            ),
            N_(
                "Wählen Sie „sofort“, wenn Sie Bereitschaft haben, sonst die Tagesübersicht: Sie kommt nur, wenn "
                "etwas wartet."
            ),
        ),
    ),
)
