"""Guidance in words: kinds, groups, how an item stands, and who agrees."""

from enum import StrEnum

from flask_babel import gettext as _

from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.overview import Listed
from driverapp.guidance.parties import Party
from driverapp.office.presenters.words import language
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.guidance import EVERY_GROUP, GuidanceKind, VersionState
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.target_groups import TARGET_GROUP_NAMES
from driverapp.vocabulary.wording import N_

KIND_NAMES = {
    GuidanceKind.CHECKLIST: N_("Checkliste"),
    GuidanceKind.ROUTINE: N_("Routine"),
    GuidanceKind.CARD: N_("Merkkarte"),
    GuidanceKind.TRAINING: N_("Übungskarte"),
    GuidanceKind.NOTICE: N_("Präventionshinweis"),
}
GROUP_NAMES = {**{group.value: name for group, name in TARGET_GROUP_NAMES.items()}, EVERY_GROUP: N_("Alle Gruppen")}


class Status(StrEnum):
    """How an item stands for those who look after it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    STARTER = "starter"
    ENDED = "ended"
    RECALLED = "recalled"


STATUS_NAMES = {
    Status.DRAFT: N_("Entwurf"),
    Status.PROPOSED: N_("wartet auf Zustimmung"),
    Status.PUBLISHED: N_("veröffentlicht"),
    Status.STARTER: N_("Startinhalt, noch nicht abgestimmt"),
    Status.ENDED: N_("abgelaufen"),
    Status.RECALLED: N_("zurückgerufen"),
}
VERSION_STATE_NAMES = {
    VersionState.DRAFT: N_("Entwurf"),
    VersionState.PROPOSED: N_("wartet auf Zustimmung"),
    VersionState.PUBLISHED: N_("veröffentlicht"),
    VersionState.REPLACED: N_("ersetzt"),
    VersionState.RECALLED: N_("zurückgerufen"),
}
BADGES = {Status.PUBLISHED: "good", Status.PROPOSED: "new", Status.ENDED: "ongoing", Status.RECALLED: "ongoing"}


def statuses(listed: Listed) -> list[Status]:
    """How an item stands: what readers have of it first, then what is being written."""
    found = []
    if listed.in_force is not None:
        found.append(_of_readers(listed.in_force))
    elif any(each.state == VersionState.RECALLED for each in listed.item.versions):
        found.append(Status.RECALLED)
    if (opened := proposal_of(listed) or listed.opened) is not None:
        found.append(Status(opened.state))
    return found


def proposal_of(listed: Listed) -> GuidanceVersion | None:
    """The version that waits for agreements, if one does; a starter may too."""
    candidates = (listed.opened, listed.in_force)
    return next((each for each in candidates if each is not None and each.state == VersionState.PROPOSED), None)


def has_ended(version: GuidanceVersion) -> bool:
    """Whether the last day of a version is over."""
    return version.valid_until is not None and version.valid_until < local_day(now())


def missing_languages(version: GuidanceVersion) -> list[str]:
    """The languages of the readers in which a version has no text."""
    return [each for each in DRIVER_LANGUAGES if each not in {text.language for text in version.texts}]


def language_names(codes: list[str]) -> str:
    """Languages by their names, in one line."""
    return ", ".join(language(code) or code for code in codes)


def party_name(party: Party) -> str:
    """Who agrees."""
    return party.name or _("Polizei")


def _of_readers(version: GuidanceVersion) -> Status:
    if version.starter:
        return Status.STARTER
    return Status.ENDED if has_ended(version) else Status.PUBLISHED
