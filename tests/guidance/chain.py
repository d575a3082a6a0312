"""An editor, those who agree, and versions on their way; everything through the real functions, committed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from driverapp.associations.add import add_association
from driverapp.associations.models import Association
from driverapp.guidance.agree import agree
from driverapp.guidance.digest import version_digest
from driverapp.guidance.frame import make_frame
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.parties import parties_of, set_parties
from driverapp.guidance.propose import propose
from driverapp.guidance.publish import publish
from driverapp.guidance.write import create_item, revise, save_text
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.office.accounts import add_account

BODY = "## Worauf achten\n\n- Jemand tut etwas. {scouting}\n"
TEXT = {"title": "Titel", "source": "Invented for a test.", "body": BODY}


@contextmanager
def committed() -> Iterator[None]:
    """A write transaction of its own."""
    with writing():
        yield
        db.session.commit()


class Chain:
    """The people of an installation, and what they do."""

    def __init__(self) -> None:
        self.editor = add_account(Role.EDITOR).id
        self.police = add_account(Role.APPROVER).id
        self.administrator = add_account(Role.ADMINISTRATOR).id

    def association(self, slug: str, *groups: TargetGroup, staff: int | None = None) -> tuple[Association, int]:
        """An association that has to agree for groups, and its partner."""
        with committed():
            association = add_association(db.session(), slug, f"Erfundener Verband {slug}", staff)
        for group in groups:
            with committed():
                known = [each.association_id for each in parties_of(db.session(), group) if each.association_id]
                set_parties(db.session(), group, [*known, association.id], by=self.administrator)
        return association, add_account(Role.PARTNER, association).id

    def draft(self, slug: str = "item", **frame: str | None) -> int:
        """A new item's draft with a German text; its id. `frame`: as of `make_frame`, and `until` and `body`."""
        given = {
            "kind": "checklist",
            "target_group": frame.pop("group", "truck"),
            "valid_until": frame.pop("until", None),
        }
        body = frame.pop("body", None) or BODY
        with committed():
            made = make_frame(**given | frame)
            version = create_item(db.session(), slug, made, by=self.editor)
            self.write(version, body=body)
            return version.id

    def write(self, version: GuidanceVersion, language: str = "de", **text: str) -> None:
        """Write a text, as from a fresh page. `text`: what is other than in `TEXT`."""
        seen = version_digest(version)
        save_text(db.session(), version.id, language, **TEXT | text, seen=seen, by=self.editor)

    def propose(self, version_id: int) -> None:
        """Propose a version, as from a fresh page."""
        with committed():
            propose(db.session(), version_id, seen=digest(version_id), by=self.editor)

    def agree(self, version_id: int, person_id: int, *, declared: bool = True) -> None:
        """Agree to a version, as from a fresh page."""
        with committed():
            seen = digest(version_id)
            agree(db.session(), version_id, seen=seen, office="Referat", by=person_id, secrecy_declared=declared)

    def publish(self, version_id: int) -> None:
        """Publish a version."""
        with committed():
            publish(db.session(), version_id, by=self.editor)

    def published(self, slug: str = "item", **frame: str | None) -> int:
        """A new item that the police alone agreed to; the id of its version."""
        version_id = self.draft(slug, **frame)
        self.propose(version_id)
        self.agree(version_id, self.police)
        self.publish(version_id)
        return version_id

    def revise(self, slug: str = "item", title: str = "Neuer Titel") -> int:
        """The next draft of an item, with another title; its id."""
        with committed():
            version = revise(db.session(), slug, by=self.editor)
            self.write(version, title=title)
            return version.id


def digest(version_id: int) -> str:
    """The digest of a version as it is now."""
    return version_digest(stored(version_id))


def stored(version_id: int) -> GuidanceVersion:
    """A version as it is now."""
    return db.session.get_one(GuidanceVersion, version_id, populate_existing=True)


def actions() -> list[str]:
    """What the audit holds of guidance, in order."""
    wanted = AuditEntry.action.like("guidance%")
    return list(db.session.scalars(select(AuditEntry.action).where(wanted).order_by(AuditEntry.id)))
