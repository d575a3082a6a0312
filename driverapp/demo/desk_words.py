"""What invented coordinators write: offices of the police that do not exist, file numbers, notes, questions."""

import random
from datetime import datetime

from driverapp.demo.associations import MARK

OFFICES = {
    f"Autobahnpolizeiwache Musterkamp {MARK}": 9,
    f"Autobahnpolizeiwache Probeberg {MARK}": 7,
    f"Polizeiwache Beispielstadt {MARK}": 5,
    f"Kriminalkommissariat 12 Musterstadt {MARK}": 4,
    f"Leitstelle Erdachthausen {MARK}": 2,
}
NOTES = (
    "Rückruf der Disposition abwarten, sie prüft die Plombe.",
    "Die Rastanlage sichert die Aufnahmen von 1 bis 3 Uhr.",
    "Passt zu einem Hinweis von gestern, bitte vergleichen.",
    "Kilometer passt nicht zum Rastplatz, nachgefragt.",
    "Frühdienst: bitte noch einmal ansehen.",
    "Die Person am Telefon war freundlich und sicher in ihren Angaben.",
    "Kennzeichen nur zum Teil gelesen, nicht weiterverfolgt.",
    "Wache hat den Parkplatz abgesucht, nichts gefunden.",
    "Übersetzung noch einmal gegengelesen.",
    "Spedition weiß Bescheid.",
)
QUESTIONS = (
    "Stand der Anhänger allein?",
    "War die Plombe vorher heil?",
    "Auf welcher Seite der Rastanlage war das?",
    "Haben Sie die Nummer der Parkbucht?",
)


def office(rng: random.Random) -> str:
    """To whom somebody hands over, some more often than others."""
    return rng.choices(list(OFFICES), list(OFFICES.values()))[0]


def file_number(rng: random.Random, at: datetime) -> str:
    """A file number as no office writes it."""
    return f"ERF-{at.year}-{rng.randrange(10000):05}"


def note(rng: random.Random) -> str:
    """A note for the office alone."""
    return rng.choice(NOTES)


def question(rng: random.Random) -> str:
    """A question in somebody's own words."""
    return rng.choice(QUESTIONS)
