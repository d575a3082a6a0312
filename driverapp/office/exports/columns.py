"""The columns of what goes out, with what each means: the same for every format."""

from driverapp.office.exports.column import (
    Column,
    coarse,
    coarse_accuracy,
    moment,
    named,
    of_report,
    ongoing,
    outcome,
    sealed,
)
from driverapp.office.presenters import words
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES
from driverapp.vocabulary.wording import N_

LAT, LON = "lat", "lon"
KIND, COLOUR = sealed("vehicle", "kind"), sealed("vehicle", "colour")

OPEN = (
    Column("reference", N_("Kennung"), N_("Die Kennung, die auch das Telefon zeigt."), of_report("reference")),
    Column(
        "received_at",
        N_("Eingegangen"),
        N_("Wann die Meldung ankam. Alle Zeiten: deutsche Zeit mit Abstand zur Weltzeit."),
        moment("received_at"),
    ),
    Column(
        "observed_at", N_("Beobachtet"), N_("Wann es gesehen wurde, nach der Uhr des Telefons."), moment("observed_at")
    ),
    Column(
        "category",
        N_("Was"),
        N_("Die Kategorie, die die meldende Person gewählt hat."),
        of_report("category"),
        lambda taken: words.category(taken.report.category),
    ),
    Column(
        "state",
        N_("Stand"),
        N_("Wie weit die Bearbeitung ist."),
        of_report("state"),
        lambda taken: words.state(taken.report),
    ),
    Column(
        "outcome",
        N_("Ausgang"),
        N_("Was daraus wurde; nur bei abgeschlossenen Meldungen."),
        of_report("outcome"),
        outcome,
    ),
    Column("ongoing", N_("Dauert an"), N_("Ob es beim Melden noch andauerte."), of_report("ongoing"), ongoing),
    Column(
        "emergency_call",
        N_("110 angetippt"),
        N_("Ob auf dem Telefon dazu die 110 angetippt wurde. Ob jemand sprach, sagt das nicht."),
        lambda taken: taken.called,
    ),
    Column(
        "target_group",
        N_("Zielgruppe"),
        N_("Die Gruppe der meldenden Person."),
        of_report("target_group"),
        lambda taken: words.target_group(taken.report.target_group),
    ),
    Column(
        "association",
        N_("Verband"),
        N_("Der Verband, dessen Code das Telefon hatte; leer: nicht zugeordnet."),
        lambda taken: taken.report.association.slug if taken.report.association else None,
        lambda taken: taken.report.association.name if taken.report.association else None,
    ),
    Column("site", N_("Standort"), N_("Der Standort des Codes."), lambda taken: taken.site),
    Column(
        "language",
        N_("Sprache"),
        N_("Die Sprache, in der gemeldet wurde."),
        of_report("language"),
        lambda taken: words.language(taken.report.language),
    ),
    Column("road", N_("Straße"), N_("Die Straße der Beobachtung."), of_report("road")),
    Column("km", N_("Kilometer"), N_("Der Kilometer an dieser Straße."), of_report("km")),
    Column("place_site", N_("Rastplatz"), N_("Der Standort, an dem es war."), lambda taken: taken.place_site),
    Column("practice", N_("Übung"), N_("Ob es eine Übung war. Übungen zählen nicht."), of_report("practice")),
    Column("quarantined", N_("Quarantäne"), N_("Ob die Meldung in der Quarantäne steht."), of_report("quarantined")),
    Column("seen_at", N_("Gelesen"), N_("Wann sie zuerst als gelesen markiert wurde."), moment("seen_at")),
    Column("closed_at", N_("Abgeschlossen"), N_("Wann sie abgeschlossen wurde."), moment("closed_at")),
    Column("id", N_("Nummer"), N_("Die eindeutige Nummer der Meldung."), lambda taken: str(taken.report.id)),
)
COARSE = (
    Column(LAT, N_("Breite"), N_("Wo das Telefon war, auf 1 km gerundet."), coarse(0)),
    Column(LON, N_("Länge"), N_("Wo das Telefon war, auf 1 km gerundet."), coarse(1)),
    Column("accuracy_m", N_("Genauigkeit in m"), N_("Umkreis, in dem das Telefon war."), coarse_accuracy),
)
EXACT = (
    Column(LAT, N_("Breite"), N_("Wo das Telefon war (WGS 84)."), of_report("lat")),
    Column(LON, N_("Länge"), N_("Wo das Telefon war (WGS 84)."), of_report("lon")),
    Column("accuracy_m", N_("Genauigkeit in m"), N_("Umkreis, in dem das Telefon war."), of_report("accuracy_m")),
)
SEALED = (
    Column("text", N_("Text"), N_("Was die meldende Person schrieb, in ihrer Sprache."), sealed("text"), content=True),
    Column(
        "place_text", N_("Ort in Worten"), N_("Der Ort, wie er beschrieben wurde."), sealed("place_text"), content=True
    ),
    Column("direction", N_("Richtung"), N_("Die Fahrtrichtung an der Straße."), sealed("direction"), content=True),
    Column(
        "vehicle_kind",
        N_("Fahrzeug"),
        N_("Die Art des Fahrzeugs."),
        KIND,
        named(VEHICLE_KIND_NAMES, KIND),
        content=True,
    ),
    Column(
        "vehicle_colour",
        N_("Farbe"),
        N_("Die Farbe des Fahrzeugs."),
        COLOUR,
        named(COLOUR_NAMES, COLOUR),
        content=True,
    ),
    Column(
        "vehicle_plate",
        N_("Kennzeichen"),
        N_("Was davon gelesen wurde; ? steht für ein Zeichen, das niemand lesen konnte."),
        sealed("vehicle", "plate"),
        content=True,
    ),
    Column(
        "vehicle_country",
        N_("Land"),
        N_("Das Landeszeichen am Kennzeichen."),
        sealed("vehicle", "country"),
        content=True,
    ),
    Column(
        "file_number",
        N_("Aktenzeichen"),
        N_("Unter dem die Meldung festgehalten wurde."),
        of_report("file_number"),
        content=True,
    ),
)


def columns(*, content: bool) -> list[Column]:
    """The columns of an export, with those of the sealed content or without."""
    exact = EXACT if content else COARSE
    return [each for each in (*OPEN, *exact, *SEALED) if content or not each.content]
