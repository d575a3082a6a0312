"""The words for a vehicle that the app offers. Others may stand in a report too: the API takes any."""

from collections.abc import Mapping
from enum import StrEnum

from driverapp.vocabulary.wording import N_


class VehicleKind(StrEnum):
    """What kind of vehicle it was; the value is what the phone sends."""

    CAR = "car"
    VAN = "van"
    LORRY = "lorry"
    ARTICULATED_LORRY = "articulated_lorry"
    BUS = "bus"
    MOTORCYCLE = "motorcycle"
    CARAVAN = "caravan"
    OTHER = "other"


class Colour(StrEnum):
    """The colour of a vehicle; the value is what the phone sends."""

    WHITE = "white"
    SILVER = "silver"
    GREY = "grey"
    BLACK = "black"
    BLUE = "blue"
    RED = "red"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    BROWN = "brown"
    BEIGE = "beige"
    SEVERAL = "several"


VEHICLE_KIND_NAMES: Mapping[str, str] = {
    VehicleKind.CAR: N_("Pkw"),
    VehicleKind.VAN: N_("Transporter"),
    VehicleKind.LORRY: N_("Lkw"),
    VehicleKind.ARTICULATED_LORRY: N_("Sattelzug"),
    VehicleKind.BUS: N_("Bus"),
    VehicleKind.MOTORCYCLE: N_("Motorrad"),
    VehicleKind.CARAVAN: N_("Wohnmobil, Wohnwagen"),
    VehicleKind.OTHER: N_("Anderes Fahrzeug"),
}

COLOUR_NAMES: Mapping[str, str] = {
    Colour.WHITE: N_("weiß"),
    Colour.SILVER: N_("silbern"),
    Colour.GREY: N_("grau"),
    Colour.BLACK: N_("schwarz"),
    Colour.BLUE: N_("blau"),
    Colour.RED: N_("rot"),
    Colour.GREEN: N_("grün"),
    Colour.YELLOW: N_("gelb"),
    Colour.ORANGE: N_("orange"),
    Colour.BROWN: N_("braun"),
    Colour.BEIGE: N_("beige"),
    Colour.SEVERAL: N_("mehrfarbig"),
}

# The distinguishing signs that plates on motorways of North Rhine-Westphalia bear most, with the ISO 3166 code that
# names the country in every language.
COUNTRIES = {
    "D": "DE",
    "PL": "PL",
    "RO": "RO",
    "CZ": "CZ",
    "LT": "LT",
    "BG": "BG",
    "HU": "HU",
    "NL": "NL",
    "UA": "UA",
    "TR": "TR",
    "SK": "SK",
}
