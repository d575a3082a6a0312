"""What can be reported: behaviour in context, never origin (domain: what drivers can observe)."""

from enum import StrEnum

from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_


class Category(StrEnum):
    """A category of a report; the value is what the API and the store hold."""

    CARGO_THEFT = "cargo_theft"
    FUEL_THEFT = "fuel_theft"
    BURGLARY = "burglary"
    SCOUTING = "scouting"
    VIOLENCE = "violence"
    FALSE_POLICE = "false_police"
    STOWAWAYS = "stowaways"
    HUMAN_TRAFFICKING = "human_trafficking"
    PERSON_AT_RISK = "person_at_risk"
    FRAUD_OLDER_PEOPLE = "fraud_older_people"
    FREIGHT_FRAUD = "freight_fraud"
    PAYMENT_TAMPERING = "payment_tampering"
    SUSPICIOUS_ITEM = "suspicious_item"
    SUSPICIOUS_VEHICLE = "suspicious_vehicle"
    HARASSMENT = "harassment"
    PICKPOCKETING = "pickpocketing"
    VANDALISM = "vandalism"
    OTHER = "other"


CATEGORY_NAMES = {
    Category.CARGO_THEFT: N_("Ladungsdiebstahl"),
    Category.FUEL_THEFT: N_("Kraftstoffdiebstahl"),
    Category.BURGLARY: N_("Einbruch"),
    Category.SCOUTING: N_("Ausspähen, Anwerben"),
    Category.VIOLENCE: N_("Überfall, Gewalt, Drohung"),
    Category.FALSE_POLICE: N_("Falsche Polizei"),
    Category.STOWAWAYS: N_("Menschen im Laderaum"),
    Category.HUMAN_TRAFFICKING: N_("Menschenhandel, Schleusung"),
    Category.PERSON_AT_RISK: N_("Hilflos oder vermisst"),
    Category.FRAUD_OLDER_PEOPLE: N_("Betrug an älteren Menschen"),
    Category.FREIGHT_FRAUD: N_("Betrug mit Frachtauftrag"),
    Category.PAYMENT_TAMPERING: N_("Geldautomat, Kartenleser"),
    Category.SUSPICIOUS_ITEM: N_("Verdächtiger Gegenstand"),
    Category.SUSPICIOUS_VEHICLE: N_("Auffälliges Fahrzeug"),
    Category.HARASSMENT: N_("Belästigung, Nachstellen"),
    Category.PICKPOCKETING: N_("Taschendiebstahl"),
    Category.VANDALISM: N_("Sachbeschädigung"),
    Category.OTHER: N_("Etwas anderes"),
}

# What is said of it to a control room. "Something else" has to be put in one's own words.
SPOKEN_CATEGORIES = {
    Category.CARGO_THEFT: N_("Verdacht auf Ladungsdiebstahl"),
    Category.FUEL_THEFT: N_("Verdacht auf Kraftstoffdiebstahl"),
    Category.BURGLARY: N_("Verdacht auf Einbruch"),
    Category.SCOUTING: N_("Verdacht auf Ausspähen"),
    Category.VIOLENCE: N_("Überfall, Gewalt oder Drohung"),
    Category.FALSE_POLICE: N_("Verdacht auf falsche Polizisten"),
    Category.STOWAWAYS: N_("Menschen im Laderaum"),
    Category.HUMAN_TRAFFICKING: N_("Verdacht auf Menschenhandel oder Schleusung"),
    Category.PERSON_AT_RISK: N_("hilflose oder vermisste Person"),
    Category.FRAUD_OLDER_PEOPLE: N_("Verdacht auf Betrug an einem älteren Menschen"),
    Category.FREIGHT_FRAUD: N_("Verdacht auf Frachtbetrug"),
    Category.PAYMENT_TAMPERING: N_("Verdacht auf Manipulation am Geldautomaten oder Kartenleser"),
    Category.SUSPICIOUS_ITEM: N_("verdächtiger Gegenstand"),
    Category.SUSPICIOUS_VEHICLE: N_("auffälliges Fahrzeug"),
    Category.HARASSMENT: N_("Belästigung eines Menschen"),
    Category.PICKPOCKETING: N_("Verdacht auf Taschendiebstahl"),
    Category.VANDALISM: N_("Sachbeschädigung"),
}

# The six that somebody sees first who chose no group, and those of each group, in this order; everything else stands
# behind "Anderes".
CATEGORIES_WITHOUT_GROUP = (
    Category.SUSPICIOUS_VEHICLE,
    Category.CARGO_THEFT,
    Category.BURGLARY,
    Category.VIOLENCE,
    Category.PERSON_AT_RISK,
    Category.SCOUTING,
)
CATEGORIES_OF_GROUP = {
    TargetGroup.TRUCK: (
        Category.CARGO_THEFT,
        Category.FUEL_THEFT,
        Category.SCOUTING,
        Category.FALSE_POLICE,
        Category.STOWAWAYS,
        Category.VIOLENCE,
    ),
    TargetGroup.TAXI: (
        Category.FRAUD_OLDER_PEOPLE,
        Category.VIOLENCE,
        Category.PERSON_AT_RISK,
        Category.HUMAN_TRAFFICKING,
        Category.BURGLARY,
        Category.SCOUTING,
    ),
    TargetGroup.BUS: (
        Category.SUSPICIOUS_ITEM,
        Category.VIOLENCE,
        Category.HARASSMENT,
        Category.PICKPOCKETING,
        Category.VANDALISM,
        Category.SCOUTING,
    ),
    TargetGroup.REST_STOP: (
        Category.CARGO_THEFT,
        Category.FUEL_THEFT,
        Category.SUSPICIOUS_VEHICLE,
        Category.HUMAN_TRAFFICKING,
        Category.PAYMENT_TAMPERING,
        Category.PERSON_AT_RISK,
    ),
    TargetGroup.DISPATCH: (
        Category.FREIGHT_FRAUD,
        Category.CARGO_THEFT,
        Category.SCOUTING,
        Category.FALSE_POLICE,
        Category.FUEL_THEFT,
        Category.STOWAWAYS,
    ),
}
