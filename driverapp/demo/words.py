"""What invented reports say: short, harmless sentences in the languages of the phone, and places that do not exist.

They describe what somebody does and never who they are.
"""

import csv
import random
from functools import cache

from driverapp.demo.roads import DATA
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.target_groups import TargetGroup

# Which languages a group's reports are written in, of a hundred.
LANGUAGES = {
    TargetGroup.TRUCK: {
        "de": 34, "pl": 21, "ro": 11, "cs": 5, "lt": 5, "bg": 5, "hu": 4, "uk": 5, "ru": 3, "tr": 4, "en": 2, "ar": 1,
    },
    TargetGroup.TAXI: {"de": 62, "tr": 18, "ar": 9, "en": 4, "ru": 3, "pl": 2, "uk": 2},
    TargetGroup.BUS: {"de": 78, "tr": 9, "pl": 5, "ar": 3, "uk": 3, "en": 2},
    TargetGroup.REST_STOP: {"de": 84, "pl": 5, "tr": 5, "ro": 3, "en": 3},
    TargetGroup.DISPATCH: {"de": 91, "en": 5, "pl": 4},
}  # fmt: skip

STREETS = ("Musterstraße", "Probeweg", "Beispielallee", "Erdachtgasse", "Am Mustermarkt", "Ausdachtring")
SPOTS = {
    TargetGroup.TRUCK: ("Ladestelle Tor 3", "Gewerbegebiet Musterpark", "Parkstreifen vor dem Lager"),
    TargetGroup.TAXI: ("Taxistand am Bahnhof", "vor der Bank", "Krankenhaus, Haupteingang"),
    TargetGroup.BUS: ("Haltestelle Musterplatz", "Busbahnhof, Steig 5", "Endstelle Probehof"),
    TargetGroup.REST_STOP: ("Säule 4", "hintere Reihe der Lkw", "Vorraum mit Geldautomat"),
    TargetGroup.DISPATCH: ("Büro Disposition", "Anfrage über die Frachtbörse", "Lager, Rampe 2"),
}


def language(rng: random.Random, group: TargetGroup) -> str:
    """A language in which somebody of a group reports."""
    shares = LANGUAGES[group]
    return rng.choices(list(shares), list(shares.values()))[0]


def text(rng: random.Random, code: str, category: str | None) -> str:
    """A sentence or two in a language that fit a category."""
    own = _texts().get((code, category or ""), ())
    plain = _texts()[code, ""]
    if not own:
        return rng.choice(plain)
    return f"{rng.choice(own)} {rng.choice(plain)}" if rng.random() < 0.3 else rng.choice(own)


def place_text(rng: random.Random, group: TargetGroup, town: str) -> str:
    """A place in words, in a town that exists and a street that does not."""
    return f"{rng.choice(SPOTS[group])}, {rng.choice(STREETS)}, {town}"


def spoken() -> set[str]:
    """The languages that there are texts in."""
    return {code for code, _ in _texts()} | {SOURCE}


def in_german(text: str) -> str:
    """What a text in another language says, as somebody in the office writes it down. Raises `KeyError`."""
    german = _german()
    parts = [text]
    if text not in german:
        first = next(each for each in german if text.startswith(f"{each} "))
        parts = [first, text.removeprefix(f"{first} ")]
    return " ".join(german[each] for each in parts)


def answer(rng: random.Random, code: str) -> str:
    """Own words in an answer."""
    return rng.choice(_texts()[code, ""])


@cache
def _german() -> dict[str, str]:
    return {row["text"]: row["german"] for row in _rows() if row["german"]}


@cache
def _texts() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in _rows():
        found.setdefault((row["language"], row["category"]), []).append(row["text"])
    return found


@cache
def _rows() -> list[dict[str, str]]:
    with (DATA / "texts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
