"""What waits for a person: their agreement, what can be published, what ends, what is out of date."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.overview import Listed, ending_soon, waiting_for
from driverapp.guidance.parties import parties_of, party_of
from driverapp.guidance.publish import missing_parties
from driverapp.office.presenters.guidance_words import language_names, proposal_of
from driverapp.office.presenters.times import day
from driverapp.people.models import Person
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import may


@dataclass(frozen=True)
class Task:
    """Something that waits for the person: what, of which item, and in which of its pages it is done."""

    what: str
    title: str
    endpoint: str
    values: dict[str, str | int]


def tasks(session: Session, items: list[Listed], person: Person) -> list[Task]:
    """What waits for a person: their agreement first, then what can be published, what ends, what is out of date."""
    titles = {each.item.slug: each.title for each in items}
    found = []
    if may(Permission.APPROVE_GUIDANCE):
        found += [_agreement(each, titles) for each in waiting_for(session, person)]
    if may(Permission.WRITE_GUIDANCE):
        found += [_publication(each) for each in items if _is_agreed(session, each)]
    found += [_end(each, titles) for each in ending_soon(session) if _looks_after(session, person, each)]
    if may(Permission.WRITE_GUIDANCE):
        found += [_stale(each) for each in items if each.stale]
    return found


def _is_agreed(session: Session, listed: Listed) -> bool:
    proposal = proposal_of(listed)
    return proposal is not None and not missing_parties(session, proposal)


def _looks_after(session: Session, person: Person, version: GuidanceVersion) -> bool:
    return may(Permission.WRITE_GUIDANCE) or party_of(person) in parties_of(session, version.item.target_group)


def _agreement(version: GuidanceVersion, titles: dict[str, str]) -> Task:
    slug = version.item.slug
    values: dict[str, str | int] = {"slug": slug, "number": version.number}
    return Task(_("Ihre Zustimmung fehlt"), titles[slug], "guidance_agreement.show", values)


def _publication(listed: Listed) -> Task:
    what = _("Alle haben zugestimmt: veröffentlichen")
    return Task(what, listed.title, "guidance_item.show", {"slug": listed.item.slug})


def _end(version: GuidanceVersion, titles: dict[str, str]) -> Task:
    until = day(version.valid_until) if version.valid_until else ""
    slug = version.item.slug
    return Task(_("Gilt nur noch bis %(day)s", day=until), titles[slug], "guidance_item.show", {"slug": slug})


def _stale(listed: Listed) -> Task:
    what = _("Übersetzung veraltet: %(languages)s", languages=language_names(listed.stale))
    return Task(what, listed.title, "guidance_item.show", {"slug": listed.item.slug})
