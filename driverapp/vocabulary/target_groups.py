"""Who reports: the groups that prevention hints are tailored to (domain: ministry report of 15 January 2019)."""

from enum import StrEnum

from driverapp.vocabulary.wording import N_


class TargetGroup(StrEnum):
    """A target group; the value is what the API and the store hold."""

    TRUCK = "truck"
    TAXI = "taxi"
    BUS = "bus"
    REST_STOP = "rest_stop"
    DISPATCH = "dispatch"


TARGET_GROUP_NAMES = {
    TargetGroup.TRUCK: N_("Lkw"),
    TargetGroup.TAXI: N_("Taxi und Mietwagen"),
    TargetGroup.BUS: N_("Bus und Bahn"),
    TargetGroup.REST_STOP: N_("Raststätte und Tankstelle"),
    TargetGroup.DISPATCH: N_("Disposition"),
}


def find_target_group(word: str | None) -> TargetGroup | None:
    """The group that a word from outside names, if any."""
    return next((group for group in TargetGroup if group == word), None)
