"""What can be chosen where a report is taken down."""

from collections.abc import Iterable

from flask_babel import gettext as _

from driverapp.associations.models import Association, Site
from driverapp.office.presenters import words
from driverapp.office.presenters.channels import channel_choices
from driverapp.vocabulary.categories import CATEGORY_NAMES
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES

Choices = list[tuple[str, str]]


def choices(associations: Iterable[Association], sites: Iterable[Site]) -> dict[str, Choices]:
    """The options of each field, with nothing first where nothing may be said."""
    nothing = [("", _("keine Angabe"))]
    return {
        "channel": channel_choices(),
        "ongoing": [("yes", _("ja")), ("no", _("nein")), ("unknown", _("weiß nicht"))],
        "category": nothing + [(word, _(name)) for word, name in CATEGORY_NAMES.items()],
        "site": nothing + [(each.slug, each.name) for each in sites],
        "kind": nothing + [(word, _(name)) for word, name in VEHICLE_KIND_NAMES.items()],
        "colour": nothing + [(word, _(name)) for word, name in COLOUR_NAMES.items()],
        "language": [(code, words.language(code) or code) for code in DRIVER_LANGUAGES],
        "target_group": nothing + [(word, _(name)) for word, name in TARGET_GROUP_NAMES.items()],
        "association": [("", _("nicht zugeordnet")), *((each.slug, each.name) for each in associations)],
    }
