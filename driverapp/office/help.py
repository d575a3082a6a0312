"""Help beside the pages: what each is for, in the order of the navigation, for what somebody may open."""

from flask import Blueprint, render_template, request

from driverapp.office.presenters.help import topic_of, topics
from driverapp.office.presenters.help_topic import Topic
from driverapp.web.permissions import may, signed_in

# Its name as a blueprint would be Python's own.
help_pages = Blueprint("help", __name__)


@help_pages.get("/office/help")
@signed_in
def show() -> str:
    """Every topic that belongs to the person's pages."""
    return render_template("office/help.html", topics=[each for each in topics() if _concerns(each)])


def help_here() -> Topic | None:
    """The topic of the open page, for its frame."""
    found = topic_of(request.endpoint, request.blueprint)
    return found if found and _concerns(found) else None


def _concerns(topic: Topic) -> bool:
    return topic.permission is None or may(topic.permission)
