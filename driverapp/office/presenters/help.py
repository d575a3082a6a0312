"""What the office explains about itself, and which of it belongs to a page."""

from dataclasses import replace

from flask_babel import gettext as _

from driverapp.office.presenters.help_beside import BESIDE
from driverapp.office.presenters.help_guidance import GUIDANCE
from driverapp.office.presenters.help_operation import OPERATION
from driverapp.office.presenters.help_reports import REPORTS
from driverapp.office.presenters.help_topic import Topic

# In the order of the navigation.
TOPICS = (*REPORTS, *BESIDE, *GUIDANCE, *OPERATION)


def topics() -> list[Topic]:
    """Every topic in the language of the page, in the order of the navigation."""
    return [_said(each) for each in TOPICS]


def topic_of(endpoint: str | None, blueprint: str | None) -> Topic | None:
    """The topic to which a page leads; nothing for a page that explains itself."""
    found = (each for each in TOPICS if endpoint in each.pages or blueprint in each.pages)
    return next((_said(each) for each in found), None)


def _said(topic: Topic) -> Topic:
    return replace(topic, title=_(topic.title), paragraphs=[_(each) for each in topic.paragraphs])
