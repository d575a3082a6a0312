"""Guidance on its way through an invented chain: published, proposed, recalled; and how far it reached.

Whoever agrees here is invented, and the office on whose behalf says so on every page and paper that names it.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association
from driverapp.demo.associations import FORWARDERS, LOGISTICS, REST_STOPS
from driverapp.demo.mark import Plan
from driverapp.demo.people import DOMAIN
from driverapp.demo.rows import new_id
from driverapp.guidance.agree import agree
from driverapp.guidance.digest import version_digest
from driverapp.guidance.frame import make_frame
from driverapp.guidance.load import content_files
from driverapp.guidance.models import GuidanceFeedback, GuidanceItem, GuidanceUnderstood, GuidanceVersion
from driverapp.guidance.parse import parse_text
from driverapp.guidance.parties import set_parties
from driverapp.guidance.propose import propose
from driverapp.guidance.publish import publish
from driverapp.guidance.recall import recall
from driverapp.guidance.sections import write_sections
from driverapp.guidance.write import create_item, save_text
from driverapp.people.models import Person
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.guidance import FeedbackKind
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.target_groups import TargetGroup

PARTIES = {
    TargetGroup.TRUCK: (LOGISTICS, FORWARDERS),
    TargetGroup.REST_STOP: (REST_STOPS,),
    TargetGroup.DISPATCH: (LOGISTICS,),
}
# Who agrees for whom, by the part of their address before the sign.
POLICE = "freigabe"
OF_ASSOCIATIONS = {LOGISTICS: "verband", FORWARDERS: "verband-spedition", REST_STOPS: "verband-rast"}
OFFICES = {
    POLICE: "erfundene Dienststelle, nur Vorführung",
    **dict.fromkeys(OF_ASSOCIATIONS.values(), "erfundene Geschäftsstelle, nur Vorführung"),
}
PUBLISHED = ("observe-truck", "routine-truck", "training-truck", "observe-rest-stop", "shift-rest-stop")
# The association has not said anything yet.
WAITING = "observe-dispatch"
IN_FORCE, RECALLED = "notice-tarpaulins-a2", "notice-fuel-a1"
NOTICES = Path(__file__).parent / "data" / "notices"
# Presses of "understood" a day, at most.
PRESSES = 9
FEEDBACK = (
    ("observe-truck", FeedbackKind.MISSING, "Vorführung: Was tun, wenn der Parkplatz voll ist?", LOGISTICS),
    ("observe-truck", FeedbackKind.NOT_OUR_REALITY, "Vorführung: Bewachte Plätze gibt es nachts kaum.", FORWARDERS),
    ("routine-truck", FeedbackKind.NOT_UNDERSTANDABLE, None, LOGISTICS),
    ("observe-rest-stop", FeedbackKind.MISSING, "Vorführung: Wer sichert das Video am Wochenende?", REST_STOPS),
)


def add_guidance(session: Session, plan: Plan) -> None:
    """Take loaded starters through the chain, and write two notices. To be called after `fill` and `load_content`."""
    chain = _Chain(session, plan)
    for group, slugs in PARTIES.items():
        ids = [chain.associations[slug] for slug in slugs]
        set_parties(session, group, ids, by=chain.people["verwaltung"])
    for slug in PUBLISHED:
        chain.publish(chain.latest(slug))
    chain.propose(waiting := chain.latest(WAITING))
    chain.agree(waiting, POLICE)
    for slug in (IN_FORCE, RECALLED):
        chain.publish(chain.notice(slug))
    recall(session, chain.latest(RECALLED).id, by=chain.people[POLICE])
    _add_reach(chain)


class _Chain:
    """The invented people, and what they do with a version; each step lies some days before the end of the plan."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.session, self.until = session, plan.until
        self.rng = random.Random(repr(plan))
        self.people = {address.partition("@")[0]: number for number, address in _people(session)}
        self.associations = {slug: number for number, slug in session.execute(select(Association.id, Association.slug))}

    def latest(self, slug: str) -> GuidanceVersion:
        item = self.session.scalars(select(GuidanceItem).where(GuidanceItem.slug == slug)).one()
        return item.versions[0]

    def notice(self, slug: str) -> GuidanceVersion:
        files = [parse_text(name, text) for name, text in content_files(NOTICES) if name.startswith(slug)]
        # A notice that is over cannot be published, and a demo may end long ago.
        until = local_day(max(self.until, now())) + timedelta(days=21)
        about, editor = files[0].about, self.people["redaktion"]
        frame = make_frame(kind=about.kind, target_group=about.target_group, road=about.road, valid_until=until)
        version = create_item(self.session, slug, frame, by=editor)
        for each in sorted(files, key=lambda file: file.about.language != SOURCE):
            said = {"title": each.about.title, "source": each.about.source, "body": write_sections(each.sections)}
            save_text(self.session, version.id, each.about.language, **said, seen=version_digest(version), by=editor)
        return version

    def propose(self, version: GuidanceVersion) -> None:
        propose(self.session, version.id, seen=version_digest(version), by=self.people["redaktion"])
        version.proposed_at = self.until - timedelta(days=40)

    def agree(self, version: GuidanceVersion, who: str) -> None:
        seen, police = version_digest(version), who == POLICE
        given = agree(
            self.session, version.id, seen=seen, office=OFFICES[who], by=self.people[who], secrecy_declared=police
        )
        given.at = self.until - timedelta(days=self.rng.randrange(31, 39))

    def publish(self, version: GuidanceVersion) -> None:
        self.propose(version)
        parties = PARTIES.get(TargetGroup(version.item.target_group), ())
        for who in (POLICE, *(OF_ASSOCIATIONS[slug] for slug in parties)):
            self.agree(version, who)
        publish(self.session, version.id, by=self.people["redaktion"])
        version.published_at = self.until - timedelta(days=30)


def _people(session: Session) -> list[tuple[int, str]]:
    query = select(Person.id, Person.email).where(Person.email.endswith(f"@{DOMAIN}"))
    return [(number, address) for number, address in session.execute(query)]


def _add_reach(chain: _Chain) -> None:
    """Who pressed "understood" in the last weeks, and what readers miss."""
    today = local_day(chain.until)
    for slug in PUBLISHED:
        version = chain.latest(slug)
        group = TargetGroup(version.item.target_group)
        for association in (*PARTIES[group], None):
            chain.session.add_all(_presses(chain, version, association, today))
    for slug, kind, text, association in FEEDBACK:
        version, day = chain.latest(slug), today - timedelta(days=chain.rng.randrange(1, 20))
        said = {"kind": kind, "text": text, "language": "de", "day": day}
        of = _of(version, chain.associations[association])
        chain.session.add(GuidanceFeedback(id=new_id(chain.rng), **said, **of))
    chain.session.flush()


def _presses(chain: _Chain, version: GuidanceVersion, association: str | None, today: date) -> list[GuidanceUnderstood]:
    of = _of(version, chain.associations[association] if association else None)
    days = [today - timedelta(days=number) for number in range(1, 29) if chain.rng.random() < 0.8]
    return [GuidanceUnderstood(day=day, count=chain.rng.randrange(1, PRESSES), **of) for day in days]


def _of(version: GuidanceVersion, association_id: int | None) -> dict[str, object]:
    item = version.item
    return {
        "item_id": item.id,
        "version_number": version.number,
        "association_id": association_id,
        "target_group": item.target_group,
    }
